import { createContext, useContext, useSyncExternalStore } from 'react';
import { clockOffset } from '../lib/server-clock.ts';
import { formatInstant, formatTime } from '../lib/format-time.ts';
import type { TimeStyle } from '../lib/format-time.ts';

/** How the reader wants times shown. */
export const TimeStyleContext = createContext<TimeStyle>({ zone: 'utc', times: 'absolute' });

/**
 * An instant in the reader's style, with the exact UTC instant in its title. Unless it lies in the `future`, it has
 * happened: if it is ahead of the clock, the clock is wrong, and it is shown as now.
 */
export function Time({
  at,
  absolute = false,
  future = false,
}: {
  at: number | Date | undefined;
  absolute?: boolean;
  future?: boolean;
}) {
  const { zone, times } = useContext(TimeStyleContext);
  const ms = at instanceof Date ? at.getTime() : (at ?? NaN);
  if (!Number.isFinite(ms) || Math.abs(ms) > MOST_MS) return <>unknown</>;
  const instant = new Date(ms).toISOString();
  if (absolute || times === 'absolute') {
    return (
      <time dateTime={instant} title={instant}>
        {formatInstant(ms, zone)}
      </time>
    );
  }
  return (
    <time dateTime={instant} title={instant} data-relative>
      <Relative ms={ms} zone={zone} future={future} />
    </time>
  );
}

/** The furthest instant that a Date holds. */
const MOST_MS = 8.64e15;

/** A component of its own, so that only this text renders as time passes. */
function Relative({ ms, zone, future }: { ms: number; zone: TimeStyle['zone']; future: boolean }) {
  return (
    <>
      {useAtPresent((_, serverNow) =>
        formatTime(future ? ms : Math.min(ms, serverNow), { zone, times: 'relative' }, serverNow),
      )}
    </>
  );
}

/**
 * Something that depends on the present, followed second by second while the page is visible; the component renders only
 * when it comes out differently.
 *
 * @param of gets the time by this browser's clock, for what the browser saw, and by AWS's, as far as that is known, for
 *   what AWS says; both in milliseconds since 1970
 */
export function useAtPresent<T extends string | number | boolean>(
  of: (now: number, serverNow: number) => T,
): T {
  const present = () => of(tick, tick + clockOffset());
  return useSyncExternalStore(subscribe, present, present);
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let tick = Date.now();

/** One timer serves the whole page, and none runs when nothing shows a time. */
function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    tick = Date.now();
    timer = setInterval(() => {
      if (document.hidden) return;
      tick = Date.now();
      for (const each of listeners) each();
    }, 1000);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}
