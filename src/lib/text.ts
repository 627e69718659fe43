/** The page is in English for everyone. */
const NUMBERS = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1, signDisplay: 'negative' });

/** A number for people, with one decimal at most: `1,200.5`. NaN and infinities are `an unknown number`. */
export function formatNumber(value: number | bigint): string {
  return typeof value === 'number' && !Number.isFinite(value) ? 'an unknown number' : NUMBERS.format(value);
}

/** A whole number with its noun: `1 bucket`, `1,200 buckets`. */
export function counted(count: number | bigint, noun: string): string {
  return `${formatNumber(count)} ${noun}${Number(count) === 1 ? '' : 's'}`;
}

/** Words one after another, the last one set apart by its own: `a, b or c`. */
export function joinWords(words: readonly string[], last: 'and' | 'or'): string {
  const end = words.at(-1) ?? '';
  return words.length < 2 ? end : `${words.slice(0, -1).join(', ')} ${last} ${end}`;
}
