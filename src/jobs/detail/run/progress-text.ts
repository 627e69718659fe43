import { counted } from '../../../lib/text.ts';
import { stillSince } from './progress.ts';
import type { Estimate, Sample } from './progress.ts';
import { durationText } from '../text.ts';
import type { RichText } from '../text.ts';

/** The speed and the end of a run, in a sentence or two. */
export function estimateText(estimate: Estimate, now: number): RichText {
  if (estimate.kind === 'done') return ['No objects are left in this run.'];
  if (estimate.kind === 'too-few') {
    return ['Estimating speed (about a minute)… The page takes a sample with each answer while it is open.'];
  }
  if (estimate.kind === 'no-progress') {
    return ['The number of objects left hasn’t gone down since ', new Date(estimate.since), '.'];
  }
  const { speed, finish } = estimate;
  return [
    `About ${speedText(speed)}. At that speed it ends ${inText(finish - now)}, at `,
    new Date(finish),
    ' (90 % likely ',
    ...rangeText(estimate),
    ').',
  ];
}

const MINUTE = 60_000;

function inText(left: number): string {
  return left < MINUTE ? 'in under a minute' : `in about ${durationText(left)}`;
}

/** Times are shown to the minute, so a narrower range has no two ends to show. */
function rangeText({ earliest, latest }: { earliest: number; latest: number | undefined }): RichText {
  if (latest === undefined) return ['not before ', new Date(earliest), '; the latest end isn’t known yet'];
  if (latest - earliest < 2 * MINUTE) return ['within a minute of that'];
  return ['between ', new Date(earliest), ' and ', new Date(latest)];
}

/** A speed to three digits, in the unit that gives a number of some size. */
function speedText(perSecond: number): string {
  if (perSecond >= 1) return `${counted(rounded(perSecond), 'object')} a second`;
  if (perSecond >= 1 / 60) return `${counted(rounded(perSecond * 60), 'object')} a minute`;
  return `${counted(rounded(perSecond * 3600), 'object')} an hour`;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** Whether a long run moves, as far as this browser has seen: a sentence for the verdict. */
export function movementText(samples: readonly Sample[]): RichText | undefined {
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last) return undefined;
  if (first === last)
    return [
      'This browser has seen the number of objects left only once, so it can’t say whether it goes down.',
    ];
  const since = stillSince(samples);
  if (since === first.at)
    return [
      'The number of objects left hasn’t changed since this browser first saw it, at ',
      new Date(since),
      '.',
    ];
  return ['The number of objects left last changed at ', new Date(since), ', in what this browser has seen.'];
}
