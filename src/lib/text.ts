/*
 * Why not Intl: the first formatter that a page makes costs it 20 to 30 ms before it can show a row, as the browser
 * gets its data then (measured in Chromium 156). The page's words are English for everybody.
 */

/** A number for people, with one decimal at most: `1,200.5`. What is no number is said as `an unknown number`. */
export function formatNumber(value: number | bigint): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return 'an unknown number';
  const whole = typeof value === 'bigint' || Number.isInteger(value);
  const rounded = whole ? value : Math.round(value * 10) / 10;
  // As a BigInt, no number is so large that it would be written with an exponent.
  const digits = (Number.isInteger(rounded) ? BigInt(rounded) : rounded).toString();
  return digits.replaceAll(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',');
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
