/** A clock that can be set ahead of, or behind, the one that it is made from. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How far it is ahead of the other clock, in milliseconds; negative where it is behind. */
  readonly offset: () => number;
  readonly setOffset: (ms: number) => void;
  /** Puts back the offset that it was made with. */
  readonly reset: () => void;
}

/** A clock that is `initial` milliseconds ahead of `base`. */
export function createClock(base: () => number, initial = 0): Clock {
  let offset = initial;
  return {
    now: () => base() + offset,
    offset: () => offset,
    setOffset: (ms) => {
      offset = ms;
    },
    reset: () => {
      offset = initial;
    },
  };
}
