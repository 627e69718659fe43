import { counted } from '../../../lib/text.ts';
import type { Estimate } from './progress.ts';
import { durationWords } from '../text.ts';
import type { Words } from '../text.ts';

/** What the samples tell of the speed and the end of a run, in a sentence or two. */
export function estimateWords(estimate: Estimate, now: number): Words {
  if (estimate.kind === 'done') return ['Nothing is left of this run.'];
  if (estimate.kind === 'too-few') {
    return [
      `Too few samples for a speed: ${estimate.have} of ${estimate.need}, over at least a minute. This page takes one with every answer while it is open.`,
    ];
  }
  if (estimate.kind === 'no-progress') {
    return [
      'The number has not gone down since ',
      new Date(estimate.since),
      ', so there is no speed to tell.',
    ];
  }
  const { speed, finish } = estimate;
  return [
    `About ${speedWords(speed)}. At that speed it ends in ${durationWords(Math.max(finish - now, 0))}, at about `,
    new Date(finish),
    '; nine times out of ten ',
    ...rangeWords(estimate),
    '.',
  ];
}

const MINUTE = 60_000;

/** Times are shown to the minute, so a narrower range has no two ends to show. */
function rangeWords({ earliest, latest }: { earliest: number; latest: number | undefined }): Words {
  if (latest === undefined) return ['not before ', new Date(earliest), ', and how late can’t be told yet'];
  if (latest - earliest < 2 * MINUTE) return ['within a minute of that'];
  return ['between ', new Date(earliest), ' and ', new Date(latest)];
}

/** A speed to three digits, in the unit that gives a number of some size. */
function speedWords(perSecond: number): string {
  if (perSecond >= 1) return `${counted(rounded(perSecond), 'object')} a second`;
  if (perSecond >= 1 / 60) return `${counted(rounded(perSecond * 60), 'object')} a minute`;
  return `${counted(rounded(perSecond * 3600), 'object')} an hour`;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
