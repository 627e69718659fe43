import * as v from 'valibot';
import type { ColorScheme } from '../../components/color-scheme.ts';
import { STORAGE_KEYS } from '../../lib/storage-keys.ts';
import { createLocalStore, useLocalStore } from '../../lib/local-store.ts';

/** What a reader has chosen for themselves. None of it ever enters a link. */
export interface Preferences {
  readonly colorScheme: ColorScheme;
  readonly zone: 'local' | 'utc';
  readonly times: 'relative' | 'absolute';
  readonly density: 'compact' | 'comfortable';
  readonly wrap: boolean;
  /** Ids of the shown columns in their order; undefined: the default ones. */
  readonly columns: readonly string[] | undefined;
  /** Column widths in pixels by column id, where the reader changed them. */
  readonly widths: Readonly<Record<string, number>>;
  /** Seconds between refreshes; `auto` adapts, `off` leaves it to the Refresh button. */
  readonly refresh: 'auto' | 'off' | number;
  /** Whether the histogram is shown. */
  readonly histogram: boolean;
  /** Whether what was read is kept in this browser for the next visit. */
  readonly keep: boolean;
  readonly notify: boolean;
}

/** The choices of a reader who has made none. */
export const DEFAULT_PREFERENCES: Preferences = {
  colorScheme: 'auto',
  zone: 'local',
  times: 'relative',
  density: 'compact',
  wrap: false,
  columns: undefined,
  widths: {},
  refresh: 'auto',
  histogram: false,
  keep: true,
  notify: false,
};

/** How wide a column can be made, in pixels. */
export const WIDTHS = { least: 40, most: 2000 } as const;

const VERSION = 2;

const fields = {
  colorScheme: v.picklist(['light', 'dark', 'auto']),
  zone: v.picklist(['local', 'utc']),
  times: v.picklist(['relative', 'absolute']),
  density: v.picklist(['compact', 'comfortable']),
  wrap: v.boolean(),
  columns: v.optional(v.array(v.string())),
  widths: v.record(v.string(), v.pipe(v.number(), v.minValue(WIDTHS.least), v.maxValue(WIDTHS.most))),
  refresh: v.union([v.picklist(['auto', 'off']), v.pipe(v.number(), v.minValue(5), v.maxValue(86_400))]),
  histogram: v.boolean(),
  keep: v.boolean(),
  notify: v.boolean(),
};

/**
 * The preferences in a stored record of any version, or in anything else: what is not understood
 * falls back to its default, field by field.
 */
export function parsePreferences(found: unknown): Preferences {
  if (typeof found !== 'object' || found === null) return DEFAULT_PREFERENCES;
  const record: Readonly<Record<string, unknown>> = { ...found };
  // Version 1 had another name for it.
  const histogram = record['histogram'] ?? record['picture'];
  const kept = Object.entries(fields).flatMap(([key, schema]) => {
    const result = v.safeParse(schema, key === 'histogram' ? histogram : record[key]);
    return result.success && result.output !== undefined ? [[key, result.output] as const] : [];
  });
  return { ...DEFAULT_PREFERENCES, ...Object.fromEntries(kept) };
}

const stored = createLocalStore(STORAGE_KEYS.preferences, parsePreferences);

/** The reader's preferences, outside components. */
export function currentPreferences(): Preferences {
  return stored.get();
}

/** Changes some preferences and keeps them. */
export function changePreferences(change: Partial<Preferences>): void {
  const next = { ...stored.get(), ...change, version: VERSION };
  stored.set(next);
}

/** The reader's preferences in a component. */
export function usePreferences(): Preferences {
  return useLocalStore(stored);
}
