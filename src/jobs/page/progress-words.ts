import type { Estimate } from './progress.ts';
import { counted, durationWords, formatNumber } from './words.ts';
import type { Words } from './words.ts';

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
  const { speed, finish, earliest, latest } = estimate;
  return [
    `About ${speedWords(speed)}. At that speed it ends in ${durationWords(Math.max(finish - now, 0))}, at about `,
    new Date(finish),
    '; nine times out of ten not before ',
    new Date(earliest),
    ...(latest === undefined
      ? [', and how late can’t be told yet.']
      : [' and not after ', new Date(latest), '.']),
  ];
}

/** A speed in the unit that gives a number of some size. */
function speedWords(perSecond: number): string {
  if (perSecond >= 1) return `${formatNumber(perSecond)} objects a second`;
  if (perSecond >= 1 / 60) return `${formatNumber(perSecond * 60)} objects a minute`;
  return `${counted(Number((perSecond * 3600).toPrecision(2)), 'object')} an hour`;
}
