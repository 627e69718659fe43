import { afterEach, describe, expect, test } from 'vitest';
import { AwsError } from '../aws/errors.ts';
import { connect } from './port.ts';
import type { OtherEnd } from './port.ts';

const { port1, port2 } = new MessageChannel();
afterEach(() => {
  signals.length = 0;
});

const DENIED = new AwsError('denied', 'ListClassificationJobs', {
  message: 'No.',
  code: 'AccessDeniedException',
  status: 403,
  requestId: 'r-1',
});
/** Of the calls that never end. */
const signals: AbortSignal[] = [];

// oxlint-disable-next-line typescript/consistent-type-definitions -- An interface is no record of calls.
type There = {
  twice(value: { at: Date; count: number }): Promise<{ at: Date; count: number }>;
  deny(nothing: undefined): never;
  fail(nothing: undefined): never;
  hang(nothing: undefined, signal: AbortSignal): Promise<never>;
  askBack(question: string): Promise<string>;
};
// oxlint-disable-next-line typescript/consistent-type-definitions -- An interface is no record of calls.
type Here = { answer(question: string): string };

const there: There = {
  twice: async ({ at, count }) => ({ at, count: count * 2 }),
  deny: () => {
    throw DENIED;
  },
  fail: () => {
    const error = new Error('Odd.');
    error.name = 'OddError';
    throw error;
  },
  hang: (_, signal) => {
    signals.push(signal);
    return new Promise<never>(() => {});
  },
  askBack: async (question) => `${await page.call('answer', question)}!`,
};
const page: OtherEnd<Here> = connect<Here>(port2, there);
const worker = connect<There>(port1, { answer: (question: string) => question.toUpperCase() });

describe('calls over a port', () => {
  test('what is given and what comes back are what they were', async () => {
    const at = new Date('2026-01-02T03:04:05Z');
    expect(await worker.call('twice', { at, count: 21 })).toEqual({ at, count: 42 });
  });

  test('many at once get each their own answer', async () => {
    const at = new Date();
    const counts = Array.from({ length: 50 }, (_, count) => count);
    const answers = await Promise.all(counts.map((count) => worker.call('twice', { at, count })));
    expect(answers.map(({ count }) => count)).toEqual(counts.map((count) => count * 2));
  });

  test('an error of AWS stays one, with all that is known of it', async () => {
    const error: unknown = await worker.call('deny', undefined).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AwsError);
    expect(error).toEqual(DENIED);
    expect(error).toMatchObject({
      kind: 'denied',
      status: 403,
      requestId: 'r-1',
      operation: DENIED.operation,
    });
  });

  test('other errors keep name and message', async () => {
    await expect(worker.call('fail', undefined)).rejects.toMatchObject({ name: 'OddError', message: 'Odd.' });
  });

  test('an abort here ends the call at once, and is one there', async () => {
    const controller = new AbortController();
    const call = worker.call('hang', undefined, controller.signal);
    await worker.call('twice', { at: new Date(), count: 1 });
    expect(signals[0]?.aborted).toBe(false);
    controller.abort(new DOMException('Enough.', 'AbortError'));
    await expect(call).rejects.toThrow('Enough.');
    await worker.call('twice', { at: new Date(), count: 1 });
    expect(signals[0]?.aborted).toBe(true);
    await expect(worker.call('hang', undefined, controller.signal)).rejects.toThrow('Enough.');
    expect(signals).toHaveLength(1);
  });

  test('either end may call the other', async () => {
    expect(await worker.call('askBack', 'why')).toBe('WHY!');
  });
});
