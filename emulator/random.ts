/** A repeatable source of chance: the same seed gives the same draws, in the same order. */
export interface Random {
  /** A number from 0 up to, never reaching, 1. */
  readonly next: () => number;
  /** A whole number from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number;
  /** One of the items. Throws on an empty list. */
  readonly pick: <T>(items: readonly T[]) => T;
  /** True with that probability (0 to 1). */
  readonly chance: (probability: number) => boolean;
  /** That many lowercase hexadecimal digits. */
  readonly hex: (digits: number) => string;
}

/** A Random for a seed made of any parts. */
export function createRandom(...seed: readonly (string | number)[]): Random {
  let state = hash(seed.join('\u0000'));
  // Mulberry32: 32 bits of state are plenty for one job, and a hundred thousand of them start in no time.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    pick: (items) => itemAt(items, between(0, items.length - 1)),
    chance: (probability) => next() < probability,
    hex: (digits) => {
      let text = '';
      while (text.length < digits)
        text += Math.floor(next() * 2 ** 32)
          .toString(16)
          .padStart(8, '0');
      return text.slice(0, digits);
    },
  };
}

/** The item at a position, counted round and round. Throws on an empty list. */
export function itemAt<T>(items: readonly T[], position: number): T {
  const item = items[position % items.length];
  if (item === undefined) throw new RangeError('An empty list has no items.');
  return item;
}

/** FNV-1a with a final mix, so that neighbouring seeds give unlike sequences. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return value ^ (value >>> 13);
}
