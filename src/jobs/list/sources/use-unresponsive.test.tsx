import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SKIP_MS, TIMEOUT_MS, useUnresponsive } from './use-unresponsive.ts';
import type { ListRead } from './use-unresponsive.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** What is remembered lasts for as long as the page is open, so that each test has reads of its own. */
let tests = 0;

function start(resting = false) {
  tests += 1;
  const read = (name: string, members: Partial<ListRead> = {}): ListRead => ({
    key: `${tests} ${name}`,
    known: false,
    complete: false,
    fetch: 'fetching',
    ...members,
  });
  const { result, rerender } = renderHook(
    ({ reads, resting }: { reads: readonly ListRead[]; resting: boolean }) => useUnresponsive(reads, resting),
    { initialProps: { reads: [read('a'), read('b')] as readonly ListRead[], resting } },
  );
  return {
    read,
    say: (reads: readonly ListRead[], resting = false) => {
      rerender({ reads, resting });
    },
    patienceWith: (name: string) => result.current(`${tests} ${name}`),
  };
}

const pass = (ms: number) => {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
};

const PATIENT = { skipped: false, timedOut: false };
const SKIPPED = { skipped: true, timedOut: false };
const TIMED_OUT = { skipped: true, timedOut: true };

test('a list waits for every source until the first has answered', () => {
  const { patienceWith } = start();
  pass(TIMEOUT_MS - 1);
  expect([patienceWith('a'), patienceWith('b')]).toEqual([PATIENT, PATIENT]);
});

test('soon after the first answer, it no longer waits for the others', () => {
  const { read, say, patienceWith } = start();
  say([read('a', { known: true }), read('b')]);
  pass(SKIP_MS - 1);
  expect(patienceWith('b')).toEqual(PATIENT);
  pass(1);
  expect([patienceWith('a'), patienceWith('b')]).toEqual([PATIENT, SKIPPED]);
});

test('a source that gives no answer for long is said to be unresponsive', () => {
  const { patienceWith } = start();
  pass(TIMEOUT_MS);
  expect([patienceWith('a'), patienceWith('b')]).toEqual([TIMED_OUT, TIMED_OUT]);
});

test('each answer starts the wait of the others again', () => {
  const { read, say, patienceWith } = start();
  pass(TIMEOUT_MS - 1);
  say([read('a', { known: true }), read('b')]);
  pass(TIMEOUT_MS - 1);
  expect(patienceWith('b')).toEqual(SKIPPED);
  pass(1);
  expect(patienceWith('b')).toEqual(TIMED_OUT);
});

test('a source that answers late stays skipped until it has been read to its end', () => {
  const { read, say, patienceWith } = start();
  pass(TIMEOUT_MS);
  say([read('a', { known: true }), read('b')]);
  expect(patienceWith('a')).toEqual(TIMED_OUT);
  say([read('a', { known: true, complete: true, fetch: 'idle' }), read('b')]);
  expect([patienceWith('a'), patienceWith('b')]).toEqual([PATIENT, TIMED_OUT]);
});

test('a source whose reading was stopped is skipped at once', () => {
  const { read, say, patienceWith } = start();
  say([read('a', { known: true, fetch: 'idle' }), read('b')]);
  expect([patienceWith('a'), patienceWith('b')]).toEqual([SKIPPED, PATIENT]);
});

test('a page at rest counts no time', () => {
  const { read, say, patienceWith } = start(true);
  pass(10 * TIMEOUT_MS);
  expect(patienceWith('a')).toEqual(PATIENT);
  say([read('a'), read('b')], false);
  pass(TIMEOUT_MS);
  expect(patienceWith('a')).toEqual(TIMED_OUT);
});
