import { ratios, spread } from './spread.ts';
import type { Spread } from './spread.ts';

/** A row of the table: what was measured, against which goal, and whether it is met. */
export interface Row {
  readonly what: string;
  readonly goal: Goal | null;
  /** By name. What the goal is about comes first; empty where nothing could be measured. */
  readonly measured: Readonly<Record<string, Figure>>;
  /** Whether the first figure's median meets the goal; null without a goal. */
  readonly ok: boolean | null;
  /** Why nothing was measured. */
  readonly reason?: string;
}

export interface Figure extends Spread {
  /** Such as `ms`; empty for a count. A ratio's is `× ` and the name of the contestant that it is taken to. */
  readonly unit: string;
}

export interface Goal {
  readonly bound: 'at most' | 'at least';
  readonly value: number;
}

/** A goal for what should be small. */
export function atMost(value: number): Goal {
  return { bound: 'at most', value };
}

/** A goal for what should be large. */
export function atLeast(value: number): Goal {
  return { bound: 'at least', value };
}

/** A row; where its figures can't be had, it says why. */
export function row(what: string, goal: Goal | null, figures: () => Record<string, Figure>): Row {
  try {
    const measured = figures();
    return { what, goal, measured, ok: goal && meets(goal, measured) };
  } catch (error) {
    return failedRow(what, error, goal);
  }
}

/** A row that could not be measured. */
export function failedRow(what: string, error: unknown, goal: Goal | null = null): Row {
  const reason = error instanceof Error ? error.message : String(error);
  return { what, goal, measured: {}, ok: goal && false, reason };
}

/** Samples as a figure of a row. */
export function figure(samples: readonly number[], unit: string): Figure {
  return { ...spread(samples), unit };
}

/** The figures of a comparison: the ratio, then both contestants. The samples are those of the same rounds. */
export function comparison(
  ours: readonly number[],
  [name, others]: readonly [name: string, samples: readonly number[]],
  unit: string,
): Record<string, Figure> {
  return {
    ratio: figure(ratios(ours, others), `× ${name}`),
    ours: figure(ours, unit),
    [name]: figure(others, unit),
  };
}

function meets({ bound, value }: Goal, measured: Record<string, Figure>): boolean {
  const [first] = Object.values(measured);
  if (!first) return false;
  return bound === 'at most' ? first.median <= value : first.median >= value;
}
