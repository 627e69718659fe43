import { type Clock, createClock } from './clock.ts';
import { createFaults, type Faults, type Sleep } from './faults.ts';
import { createRequestLog, type RequestLog } from './request-log.ts';

/** What the controls set and show. Every emulated service, the demo's issuer included, goes by the same one. */
export interface ControlState {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly log: RequestLog;
  /** Waits for latency and faults. */
  readonly sleep: Sleep;
  readonly reset: () => void;
}

export interface ControlStateOptions {
  /** The clock that the emulator's is set by, in milliseconds since 1970. */
  readonly now?: () => number;
  /** How far the emulator's clock is ahead of it, in milliseconds. */
  readonly clockOffsetMs?: number;
  /** Waits for latency and faults, or rejects once the caller gave up. */
  readonly sleep?: Sleep;
}

/** No faults, an empty log, and a clock. */
export function createControlState({
  now = Date.now,
  clockOffsetMs = 0,
  sleep = sleepFor,
}: ControlStateOptions = {}): ControlState {
  const clock = createClock(now, clockOffsetMs);
  const faults = createFaults();
  const log = createRequestLog();
  return {
    clock,
    faults,
    log,
    sleep,
    reset: () => {
      clock.reset();
      faults.set([]);
      log.clear();
    },
  };
}

const sleepFor: Sleep = (ms, signal) =>
  new Promise((resolve, reject) => {
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- an aborted call rejects with whatever its caller gave.
    const giveUp = (): void => reject(signal.reason);
    if (signal.aborted) return giveUp();
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    }, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        giveUp();
      },
      { once: true },
    );
  });
