import { stuckSince } from '../../model/details.ts';

/** What one answer said of a run. */
export interface Sample {
  /** When the answer came, in milliseconds since 1970. */
  readonly at: number;
  /** `approximateNumberOfObjectsToProcess`: what was left of the run. */
  readonly left: number;
  /** `numberOfRuns`, where Macie said it. */
  readonly runs?: number | undefined;
}

/** What the samples of a run show. One answer gives no total, so nothing here is a percentage. */
export type Estimate =
  /** Nothing is left to do. */
  | { readonly kind: 'done' }
  | { readonly kind: 'too-few'; readonly have: number; readonly need: number }
  /** The number has not gone down since then, and before not clearly enough for a speed. */
  | { readonly kind: 'no-progress'; readonly since: number }
  | {
      readonly kind: 'progress';
      /** Objects per second, likeliest. */
      readonly speed: number;
      /** When the run ends, in milliseconds since 1970, likeliest. */
      readonly finish: number;
      /** Nine times out of ten it ends no earlier than this … */
      readonly earliest: number;
      /** … and no later than this; undefined where the samples allow that it never ends at that speed. */
      readonly latest: number | undefined;
    };

/** Fewer samples say nothing about the spread, and a shorter time nothing about the speed. */
const FEWEST = 5;
const SHORTEST_MS = 60_000;

/** How far the speed may drift over as long a time again as was seen (?): a tenth. Drift grows with the square root. */
const DRIFT = 0.1;

/** The newest samples give the current speed; all of them, only the average. */
const WINDOW = 60;

/** Samples that are kept of a run: 40 minutes of moving at the fastest polling, thinned beyond. */
export const MOST_SAMPLES = 240;

/**
 * The samples of a run with one more. An answer that has no number, or is no newer than the last one,
 * adds nothing. A new run starts afresh: when the number of runs changes, or when more is left than
 * before. (Macie calls the number approximate, so a rise of up to one in a hundred is let pass.)
 */
export function addSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  if (!Number.isFinite(sample.at) || !Number.isFinite(sample.left) || sample.left < 0) return samples;
  const last = samples.at(-1);
  if (!last) return [sample];
  if (sample.at <= last.at) return samples;
  const otherRun = sample.runs !== undefined && last.runs !== undefined && sample.runs !== last.runs;
  if (otherRun || sample.left > last.left * 1.01) return [sample];
  // While nothing moves, the first and the last sample are enough; so a number that Macie renews
  // only now and then does not look like one that stands still.
  const still = last.left === sample.left && samples.at(-2)?.left === sample.left;
  return thinned([...(still ? samples.slice(0, -1) : samples), sample]);
}

/**
 * The speed and end of the run that the samples are of: the median of the speeds between any two of
 * them (Theil–Sen), which a few odd samples can't bend, with the range that ranks give it for 90 %
 * (Sen 1968). The samples are in order of time, as `addSample` leaves them.
 */
export function estimate(samples: readonly Sample[]): Estimate {
  const last = samples.at(-1);
  if (last?.left === 0) return { kind: 'done' };
  const recent = samples.slice(-WINDOW);
  const [first] = recent;
  const since = stillSince(samples);
  if (!first || !last || recent.length < FEWEST || last.at - first.at < SHORTEST_MS) {
    if (last && last.at - since >= SHORTEST_MS) return { kind: 'no-progress', since };
    return { kind: 'too-few', have: recent.length, need: FEWEST };
  }
  const speeds = pairSpeeds(recent);
  const margin = rankMargin(recent.length);
  const middle = (speeds.length - 1) / 2;
  const speed = at(speeds, middle);
  if (speed <= 0) return { kind: 'no-progress', since };
  const slowest = at(speeds, middle - margin);
  const fastest = at(speeds, middle + margin);
  const finishIn = (objectsPerMs: number) => last.left / objectsPerMs;
  const likeliest = finishIn(speed);
  // The samples say nothing of how the speed changes later: the further ahead compared with what was seen, the less sure.
  const drift = 1 + DRIFT * Math.sqrt(likeliest / (last.at - first.at));
  return {
    kind: 'progress',
    speed: speed * 1000,
    finish: last.at + likeliest,
    earliest: last.at + Math.min(finishIn(fastest), likeliest / drift),
    latest: slowest > 0 ? last.at + Math.max(finishIn(slowest), likeliest * drift) : undefined,
  };
}

/** Every second sample of the older half goes when there are too many: what is recent stays whole. */
function thinned(samples: readonly Sample[]): readonly Sample[] {
  if (samples.length <= MOST_SAMPLES) return samples;
  const half = Math.floor(samples.length / 2);
  return samples.filter((_, index) => index >= half || index % 2 === 0);
}

/** Objects per millisecond between each two samples, slowest first. */
function pairSpeeds(samples: readonly Sample[]): Float64Array {
  const speeds = new Float64Array((samples.length * (samples.length - 1)) / 2);
  let next = 0;
  samples.forEach((later, index) => {
    for (const earlier of samples.slice(0, index)) {
      speeds[next++] = (earlier.left - later.left) / (later.at - earlier.at);
    }
  });
  return speeds.toSorted();
}

/** How many ranks to either side of the median hold the true speed nine times out of ten. */
function rankMargin(samples: number): number {
  return (1.645 * Math.sqrt((samples * (samples - 1) * (2 * samples + 5)) / 18)) / 2;
}

/** The value at a rank, between two where it falls between, at the end where it falls beyond. */
function at(sorted: Float64Array, rank: number): number {
  const within = Math.min(Math.max(rank, 0), sorted.length - 1);
  const below = sorted[Math.floor(within)] ?? 0;
  const above = sorted[Math.ceil(within)] ?? 0;
  return below + (above - below) * (within % 1);
}

/**
 * Since when a run has not moved, as `stuckSince` of the model has it, by whichever has followed it for longer: the
 * samples, or the answers before.
 *
 * @param leftSince as in `JobDetails`
 */
export function stuckInSamples(
  samples: readonly Sample[],
  leftSince: number | undefined,
): number | undefined {
  const last = samples.at(-1);
  if (!last) return undefined;
  const since = Math.min(stillSince(samples), leftSince ?? Infinity);
  return stuckSince({ describedAt: last.at, objectsLeft: last.left, leftSince: since });
}

/** When the number last went down, or was first seen. */
export function stillSince(samples: readonly Sample[]): number {
  const last = samples.at(-1);
  const moved = samples.findLastIndex(({ left }) => left !== last?.left);
  return samples[moved + 1]?.at ?? 0;
}
