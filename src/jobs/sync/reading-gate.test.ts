import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createReadingGate } from './reading-gate.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Whether a call of that priority is let through by now. */
async function passes(wait: Promise<void>): Promise<boolean> {
  let passed = false;
  const pass = () => (passed = true);
  wait.then(pass, () => {});
  await vi.advanceTimersByTimeAsync(0);
  return passed;
}

describe('the gate', () => {
  test('is shut while the page is hidden', async () => {
    const gate = createReadingGate();
    gate.setWanted(false);
    const wait = gate.wait(new AbortController().signal, 'interactive');
    expect(await passes(wait)).toBe(false);
    gate.setWanted(true);
    expect(await passes(wait)).toBe(true);
  });

  test('lets who gives up go', async () => {
    const gate = createReadingGate();
    gate.setWanted(false);
    const stop = new AbortController();
    const wait = gate.wait(stop.signal, 'interactive');
    stop.abort();
    await expect(wait).rejects.toMatchObject({ name: 'AbortError' });
  });
});
