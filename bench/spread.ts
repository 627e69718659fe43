/** Samples of one thing in one run, and what they say together. */
export interface Spread {
  readonly median: number;
  /** The quartiles: half of the samples lie between them. */
  readonly q1: number;
  readonly q3: number;
  readonly samples: readonly number[];
}

/** The median and quartiles of samples. Throws an Error when there are none. */
export function spread(samples: readonly number[]): Spread {
  return {
    median: quantile(samples, 0.5),
    q1: quantile(samples, 0.25),
    q3: quantile(samples, 0.75),
    samples,
  };
}

/**
 * What lies at a share (0 to 1) of the sorted samples, on the line between two neighbours where it falls between
 * them. Throws an Error when there are none.
 */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new Error('There are no samples.');
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * The share of one contestant in the other's figure, round by round: what slows the machine for a while slows both.
 */
export function ratios(ours: readonly number[], others: readonly number[]): number[] {
  return ours.flatMap((sample, round) => {
    const other = others[round];
    return other === undefined ? [] : [sample / other];
  });
}
