import { createContext, useContext, useSyncExternalStore } from 'react';
import { formatInstant, formatTime } from '../lib/format-time.ts';
import type { TimeStyle } from '../lib/format-time.ts';

/** How the reader wants times told. */
export const TimeStyleContext = createContext<TimeStyle>({ zone: 'utc', times: 'absolute' });

/** An instant, told as the reader likes it; the exact UTC instant stands in its title. */
export function Time({ at, absolute = false }: { at: number | Date | undefined; absolute?: boolean }) {
  const { zone, times } = useContext(TimeStyleContext);
  const ms = at instanceof Date ? at.getTime() : (at ?? NaN);
  if (Number.isNaN(ms)) return <>unknown</>;
  const instant = new Date(ms).toISOString();
  if (absolute || times === 'absolute') {
    return (
      <time dateTime={instant} title={instant}>
        {formatInstant(ms, zone)}
      </time>
    );
  }
  return (
    <time dateTime={instant} title={instant} data-told-by="present">
      <Relative ms={ms} zone={zone} />
    </time>
  );
}

/** Apart, so that only what changes with the present follows it. */
function Relative({ ms, zone }: { ms: number; zone: TimeStyle['zone'] }) {
  return <>{useAtPresent((now) => formatTime(ms, { zone, times: 'relative' }, now))}</>;
}

/**
 * Something that depends on the present (milliseconds since 1970), followed second by second while
 * somebody looks; the component renders only when it comes out differently.
 */
export function useAtPresent<T extends string | number | boolean>(of: (now: number) => T): T {
  const present = () => of(tick);
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
