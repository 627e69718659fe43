import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Limiter, type Priority, type Urgency, createLimiter } from './request-scheduler.ts';

/** A task that runs until it is ended. */
function createTask() {
  const ending = new AbortController();
  const task = {
    started: false,
    end: () => {
      ending.abort();
    },
    run: async () => {
      task.started = true;
      await new Promise((resolve) => {
        if (ending.signal.aborted) resolve(undefined);
        else ending.signal.addEventListener('abort', resolve);
      });
    },
  };
  return task;
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('createLimiter', () => {
  test('gives the outcome of a task, good or bad, and frees its place', async () => {
    const limiter = createLimiter({ total: 1, perKey: 1 });
    await expect(limiter.run('a', 'background', async () => 7)).resolves.toBe(7);
    await expect(limiter.run('a', 'background', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(limiter.run('a', 'background', async () => 8)).resolves.toBe(8);
  });

  test('starts the most urgent first, and asks for urgency when a place is free', async () => {
    const limiter = createLimiter({ total: 1, perKey: 1 });
    const order: string[] = [];
    let urgency: Urgency = 'background';
    const blocker = createTask();
    const runs = [
      limiter.run('x', 'background', blocker.run),
      ...(
        [
          ['background', 'background'],
          ['needed', 'needed'],
          ['rising', () => urgency],
          ['interactive', 'interactive'],
        ] satisfies [string, Priority][]
      ).map(([name, priority]) => limiter.run(name, priority, async () => void order.push(name))),
    ];
    urgency = 'needed';
    blocker.end();
    await Promise.all(runs);
    expect(order).toEqual(['interactive', 'needed', 'rising', 'background']);
  });

  test('takes turns among keys, and keeps the order within a key', async () => {
    const limiter = createLimiter({ total: 1, perKey: 1 });
    const order: string[] = [];
    const names = ['a1', 'a2', 'a3', 'b1', 'c1', 'b2'];
    await Promise.all(
      names.map((name) => limiter.run(name.charAt(0), 'needed', async () => void order.push(name))),
    );
    expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
  });

  test('lets an aborted task go while it waits, and leaves a running one alone', async () => {
    const limiter = createLimiter({ total: 1, perKey: 1 });
    const running = createTask();
    const waiting = createTask();
    const abort = new AbortController();
    const first = limiter.run('a', 'needed', running.run, abort.signal);
    const second = limiter.run('a', 'needed', waiting.run, abort.signal);
    abort.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    await expect(limiter.run('a', 'needed', waiting.run, abort.signal)).rejects.toThrow('enough');
    running.end();
    await expect(first).resolves.toBeUndefined();
    expect(waiting.started).toBe(false);
    await expect(limiter.run('a', 'needed', async () => 'free')).resolves.toBe('free');
  });

  test('never lets anyone starve behind an endless stream of more urgent calls', async () => {
    const limiter = createLimiter({ total: 1, perKey: 1 });
    const served: string[] = [];
    const stream = async (): Promise<void> => {
      while (served.at(-1) !== 'quiet' && served.length < 1000) {
        await limiter.run('busy', 'interactive', async () => void served.push('busy'));
      }
    };
    const streams = [stream(), stream(), stream()];
    await limiter.run('quiet', 'background', async () => void served.push('quiet'));
    expect(served.length).toBeLessThan(32);
    await Promise.all(streams);
  });

  test('never exceeds a limit, never idles with work to do, and runs everything that is not aborted', async () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), urgency: urgencies }) },
      { weight: 3, arbitrary: fc.record({ end: fc.nat() }) },
      { weight: 1, arbitrary: fc.record({ abort: fc.nat() }) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 3 }),
        fc.array(step),
        keepsItsLimits,
      ),
      { numRuns: 300 },
    );
  });
});

type Step = { key: string; urgency: Urgency } | { end: number } | { abort: number };

const urgencies = fc.constantFrom<Urgency[]>('interactive', 'needed', 'background');

async function keepsItsLimits(total: number, perKey: number, steps: readonly Step[]): Promise<void> {
  const limiter = createLimiter({ total, perKey });
  const calls: Call[] = [];
  const running = () => calls.filter(({ task, state }) => task.started && state === 'open');
  const verify = async () => {
    await settle();
    const keys = running().map(({ key }) => key);
    const count = (key: string) => keys.filter((other) => other === key).length;
    expect(keys.length).toBeLessThanOrEqual(total);
    for (const key of keys) expect(count(key)).toBeLessThanOrEqual(perKey);
    const idle = calls.filter(({ task, state }) => !task.started && state === 'open');
    if (keys.length < total) for (const { key } of idle) expect(count(key)).toBe(perKey);
  };
  for (const step of steps) {
    if ('key' in step) calls.push(startCall(limiter, step.key, step.urgency));
    else if ('end' in step) running()[step.end % Math.max(1, running().length)]?.task.end();
    else calls[step.abort % Math.max(1, calls.length)]?.abort.abort();
    await verify();
  }
  while (running().length > 0) {
    for (const { task } of running()) task.end();
    await verify();
  }
  for (const { state, abort, task } of calls) {
    expect(state).toBe(abort.signal.aborted && !task.started ? 'aborted' : 'done');
  }
}

type Call = ReturnType<typeof startCall>;

function startCall(limiter: Limiter, key: string, urgency: Urgency) {
  const task = createTask();
  const abort = new AbortController();
  const call = { key, task, abort, state: 'open' as 'open' | 'done' | 'aborted' };
  limiter.run(key, urgency, task.run, abort.signal).then(
    () => (call.state = 'done'),
    () => (call.state = 'aborted'),
  );
  return call;
}
