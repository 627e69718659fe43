/** A seeded random number generator: the same seed gives the same sequence. */
export class Random {
  #state: number;

  constructor(...seed: readonly (string | number)[]) {
    this.#state = seedOf(...seed);
  }

  /** A number from 0 up to, never reaching, 1. */
  next(): number {
    return this.#draw() / 2 ** 32;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** One of the items. Throws on an empty list. */
  pick<T>(items: readonly T[]): T {
    return itemAt(items, this.between(0, items.length - 1));
  }

  /** True with that probability (0 to 1). */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** That many lowercase hexadecimal digits. */
  hex(digits: number): string {
    let text = '';
    while (text.length < digits) text += this.#draw().toString(16).padStart(8, '0');
    return text.slice(0, digits);
  }

  /** Mulberry32: its 32 bits of state are enough for one job, and it is cheap to create. */
  #draw(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    const state = this.#state;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }
}

/** One number for a seed of several parts. It can be computed once for a common prefix. */
export function seedOf(...parts: readonly (string | number)[]): number {
  let value = 0x811c9dc5;
  for (const part of parts) {
    if (typeof part === 'number') value = mix(value ^ part);
    else for (let i = 0; i < part.length; i += 1) value = Math.imul(value ^ part.charCodeAt(i), 0x01000193);
    value = mix(value);
  }
  return value;
}

/** The item at a position, wrapping around. Throws on an empty list. */
export function itemAt<T>(items: readonly T[], position: number): T {
  const item = items[position % items.length];
  if (item === undefined) throw new RangeError('An empty list has no items.');
  return item;
}

/** Spreads the bits, so that neighbouring seeds give unlike sequences. */
function mix(value: number): number {
  const once = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}
