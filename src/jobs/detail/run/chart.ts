import type { Estimate, Sample } from './progress.ts';

/** The shapes of the progress chart, in units of its own box. */
export interface Chart {
  readonly width: number;
  readonly height: number;
  /** What was seen, as the points of an SVG polyline. */
  readonly line: string;
  /** Where it leads, as far as the chart reaches. */
  readonly ahead: string | undefined;
  /** The range of where it leads, as the points of a polygon. */
  readonly spread: string | undefined;
  /** The ends of the time axis, in milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** The top of the other axis. */
  readonly most: number;
  /** Its bottom: the axis spans what there is to see, not all the way to 0. */
  readonly least: number;
}

const WIDTH = 600;
const HEIGHT = 120;

/** The chart of a run, or undefined where there are not two samples to draw a line between. */
export function chartOf(samples: readonly Sample[], estimate: Estimate): Chart | undefined {
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last || first === last) return undefined;
  const most = Math.max(...samples.map(({ left }) => left), 1);
  const to = endOf(first, last, estimate);
  const x = (at: number) => round(((at - first.at) / (to - first.at)) * WIDTH);
  const least = leastOf(samples, last, estimate, to);
  const y = (left: number) => round(HEIGHT - ((left - least) / (most - least || 1)) * HEIGHT);
  const line = samples.map(({ at, left }) => `${x(at)},${y(left)}`).join(' ');
  const shape = { width: WIDTH, height: HEIGHT, line, from: first.at, to, most, least };
  if (estimate.kind !== 'progress') return { ...shape, ahead: undefined, spread: undefined };
  // From the last sample to the end at that speed, cut where the chart ends.
  const reach = (finish: number | undefined): string => {
    if (finish === undefined) return `${WIDTH},${y(last.left)}`;
    if (finish <= to) return `${x(finish)},${y(0)}`;
    return `${WIDTH},${y(last.left * (1 - (to - last.at) / (finish - last.at)))}`;
  };
  const here = `${x(last.at)},${y(last.left)}`;
  const corner = estimate.earliest < to ? ` ${WIDTH},${HEIGHT}` : '';
  return {
    ...shape,
    ahead: `${here} ${reach(estimate.finish)}`,
    spread: `${here} ${reach(estimate.earliest)}${(estimate.latest ?? Infinity) > to ? corner : ''} ${reach(estimate.latest)}`,
  };
}

/** The least number that the chart shows: the last one seen, or what the fastest forecast leaves at its end. */
function leastOf(samples: readonly Sample[], last: Sample, estimate: Estimate, to: number): number {
  if (estimate.kind !== 'progress') return Math.min(...samples.map(({ left }) => left));
  const { earliest } = estimate;
  return earliest <= to ? 0 : Math.floor(last.left * (1 - (to - last.at) / (earliest - last.at)));
}

/** The end of the run, but no further ahead than twice as long as was seen: what was seen stays visible. */
function endOf(first: Sample, last: Sample, estimate: Estimate): number {
  if (estimate.kind !== 'progress') return last.at;
  return Math.min(
    estimate.latest ?? Infinity,
    Math.max(estimate.finish, last.at),
    last.at + 2 * (last.at - first.at),
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
