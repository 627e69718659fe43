import { counted, formatNumber } from '../../../lib/text.ts';
import { STATUS_TEXT } from '../../model/status-text.ts';
import type { Bin } from '../../model/statistics.ts';
import type { Span } from '../filters/created-range.ts';

/** The statuses that there are, in the order of the stack from below: what is over first, what needs someone last. */
export function statusesOf(bins: readonly Bin[]): readonly string[] {
  const found = new Set(bins.flatMap(({ counts }) => Object.keys(counts)));
  return [...found].toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** A bin's time in UTC: `2026-11-03`, `2026-11-03 to 2026-11-09`, `2026-11-03 14:00 to 15:00`. */
export function binText({ from, to }: Span): string {
  if (from % DAY === 0 && to % DAY === 0) {
    const last = dayOf(to - DAY);
    return dayOf(from) === last ? last : `${dayOf(from)} to ${last}`;
  }
  const end = dayOf(from) === dayOf(to) ? timeOf(to) : `${dayOf(to)} ${timeOf(to)}`;
  return `${dayOf(from)} ${timeOf(from)} to ${end}`;
}

/** What a bin holds: `3 jobs, 2 Running, 1 Complete`; with `at least` until all jobs are read. */
export function countsText({ total, counts }: Bin, statuses: readonly string[], complete: boolean): string {
  if (total === 0) return complete ? 'no jobs' : 'no jobs so far';
  const jobs = `${complete ? '' : 'at least '}${counted(total, 'job')}`;
  return [jobs, ...partsText(counts, statuses)].join(', ');
}

/** How many jobs of which status: `2 Running`; none where there is none. */
export function partsText(counts: Bin['counts'], statuses: readonly string[]): readonly string[] {
  return statuses.flatMap((status) => {
    const count = counts[status] ?? 0;
    return count === 0 ? [] : `${formatNumber(count)} ${STATUS_TEXT[status]?.label ?? status}`;
  });
}

/** The bins from one index to another, in either order, as one; undefined where there are none. */
export function mergeBins(bins: readonly Bin[], anchor: number, head: number): Bin | undefined {
  const [first, ...more] = bins.slice(Math.min(anchor, head), Math.max(anchor, head) + 1);
  if (!first) return undefined;
  const counts = { ...first.counts };
  for (const bin of more) {
    for (const [status, count] of Object.entries(bin.counts)) counts[status] = (counts[status] ?? 0) + count;
  }
  return {
    from: first.from,
    to: more.at(-1)?.to ?? first.to,
    total: more.reduce((sum, { total }) => sum + total, first.total),
    counts,
  };
}

/** The bins that get a label at the axis: a few, evenly apart. */
export function ticksOf(bins: readonly Bin[]): readonly number[] {
  const step = Math.max(1, Math.ceil(bins.length / MOST_TICKS));
  return bins.flatMap((_, index) => (index % step === 0 ? index : []));
}

/** A label at the axis: a day, or the time where bins are shorter than a day. */
export function tickText(bins: readonly Bin[], index: number): string {
  const { from, to } = bins[index] ?? { from: 0, to: 0 };
  if (to - from >= DAY) return dayOf(from);
  return from % DAY === 0 || index === 0 ? `${dayOf(from).slice(5)} ${timeOf(from)}` : timeOf(from);
}

const DAY = 86_400_000;
const MOST_TICKS = 5;

/** From below. */
const ORDER = ['COMPLETE', 'CANCELLED', 'IDLE', 'RUNNING', 'PAUSED', 'USER_PAUSED'];

/** A status newer than this page stands on top. */
function rank(status: string): number {
  const index = ORDER.indexOf(status);
  return index === -1 ? ORDER.length : index;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function timeOf(at: number): string {
  const time = new Date(at).toISOString().slice(11, 19);
  return time.endsWith(':00') ? time.slice(0, 5) : time;
}
