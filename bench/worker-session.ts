import type { CDPSession } from '@playwright/test';
import * as v from 'valibot';

/** Asks a thread of a page something of the browser's protocol. */
export type AskThread = (method: 'HeapProfiler.collectGarbage' | 'Runtime.getHeapUsage') => Promise<unknown>;

/**
 * Ways to a page's workers, of which Playwright has none. To be asked for once in a session.
 *
 * @param session the page's
 */
export async function workersOf(session: CDPSession): Promise<readonly AskThread[]> {
  const workers: AskThread[] = [];
  const waiting = new Map<number, (answer: unknown) => void>();
  let last = 0;
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo: { type } }) => {
    if (type !== 'worker') return;
    workers.push(async (method) => {
      const id = ++last;
      const answer = new Promise((resolve) => waiting.set(id, resolve));
      await session.send('Target.sendMessageToTarget', {
        sessionId,
        message: JSON.stringify({ id, method }),
      });
      return answer;
    });
  });
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = v.parse(Answer, JSON.parse(message));
    if (id !== undefined) waiting.get(id)?.(result);
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  return workers;
}

const Answer = v.object({ id: v.optional(v.number()), result: v.optional(v.unknown()) });
