import { isoOf } from '../../lib/format-time.ts';
import { counted } from '../../lib/text.ts';

/**
 * A piece of a sentence. An instant is left to the page, which shows it in the reader's zone; a value
 * that came from AWS is kept apart from our own words, so that it can be set apart and never mistaken.
 */
export type Part = string | Date | Value;

/** Text that AWS gave, or a number with its unit, with the exact figure where the text rounds it. */
export interface Value {
  readonly value: string;
  readonly exact?: string;
}

/** A sentence, in pieces. */
export type RichText = readonly Part[];

/** A sentence as one plain text, its instants in ISO 8601: for titles, copies and tests. */
export function plain(text: RichText): string {
  return text
    .map((part) => {
      if (typeof part === 'string') return part;
      if (part instanceof Date) return isoOf(part);
      return part.exact === undefined ? part.value : `${part.value} (${part.exact})`;
    })
    .join('');
}

/** Lists with commas and a last word: `a, b or c`. */
export function joined(items: readonly RichText[], last: 'and' | 'or'): RichText {
  return items.flatMap((item, index) => {
    if (index === 0) return item;
    return [index === items.length - 1 ? ` ${last} ` : ', ', ...item];
  });
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time, in its one or two largest units: `3 days`, `2 hours 5 minutes`, `under a minute`. */
export function durationText(milliseconds: number): string {
  const length = Math.abs(milliseconds);
  if (!Number.isFinite(length)) return 'an unknown time';
  if (length < MINUTE) return 'under a minute';
  const minutes = Math.round(length / MINUTE);
  if (minutes < 60) return counted(minutes, 'minute');
  if (length < 10 * HOUR && minutes % 60 !== 0) {
    return `${counted(Math.floor(minutes / 60), 'hour')} ${counted(minutes % 60, 'minute')}`;
  }
  if (length < 2 * DAY) return counted(Math.round(length / HOUR), 'hour');
  return counted(Math.round(length / DAY), 'day');
}
