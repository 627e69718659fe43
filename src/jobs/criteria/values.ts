import { type Reading, readTime } from './time.ts';
import type { Field } from './criteria.ts';

/** More than anybody picks, and few enough that a hostile link can't freeze the page. */
export const MOST_VALUES = 500;

/** Twice the longest name that Macie takes for a job. */
const LONGEST_VALUE = 1000;

/** The canonical form of one value of a term, as it goes into a view; or why it can't. */
export function readValue(field: Field, text: string): Reading {
  if (field === 'created') return readTime(text);
  return field === 'name' ? readText(text) : readWord(text);
}

/** Any text but none. Half a surrogate pair can't travel in a link, so it becomes what the browser would make of it. */
export function readText(text: string): Reading {
  if (text === '') return { reason: 'The value is empty.' };
  if (text.length > LONGEST_VALUE) return { reason: `A value has ${LONGEST_VALUE} characters at most.` };
  return { value: text.replace(/\p{Surrogate}/gu, '\uFFFD') };
}

/** What to search for: words with one space between them. */
export function readSearch(text: string): Reading {
  return readText(text.trim().replaceAll(/\s+/g, ' '));
}

/**
 * A status or type as Macie writes them, or a part of one: `contains` takes parts. Other words than the SDK's
 * pass, because Macie may be newer than the SDK and says itself what it refuses. All of its words are upper
 * case with underscores, so `paused` and `one-time` are put right.
 */
function readWord(text: string): Reading {
  const value = text.toUpperCase().replaceAll(/[- ]/g, '_');
  if (!/^[A-Z0-9_]{1,64}$/.test(value)) {
    return { reason: 'A status or type is one word of Macie’s, such as RUNNING or ONE_TIME.' };
  }
  return { value };
}
