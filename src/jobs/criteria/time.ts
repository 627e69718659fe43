/** A moment counted back from the time of asking, as `now-7d` is. */
export interface Relative {
  readonly count: number;
  /** Minutes, hours, days or weeks. */
  readonly unit: 'm' | 'h' | 'd' | 'w';
}

/** What became of a text: the canonical value, or the sentence that says why there is none. */
export type Reading = { readonly value: string } | { readonly reason: string };

/**
 * The canonical form of a moment as links and people write it: an ISO 8601 instant in UTC (milliseconds only
 * where there are some), or a relative one. A date means its start in UTC.
 */
export function readTime(text: string): Reading {
  if (/^now/i.test(text)) return readRelative(text);
  const parts = ISO.exec(text)?.groups;
  if (!parts) return { reason: 'A time is a date, an instant such as 2026-11-20T00:00:00Z, or now-7d.' };
  const { date = '', clock, second = '00', fraction = '', zone } = parts;
  if (clock && !zone) return { reason: 'This time has no zone: for UTC, put Z at its end.' };
  const wall = `${date}T${clock ?? '00:00'}:${second}`;
  const start = Date.parse(`${wall}.${fraction.slice(0, 3).padEnd(3, '0')}Z`);
  // Date.parse takes 30 February for 2 March.
  if (Number.isNaN(start) || !new Date(start).toISOString().startsWith(wall)) {
    return { reason: 'There is no such date or time.' };
  }
  const instant = start - offset(zone ?? 'Z');
  if (instant < FIRST || instant > LAST) return { reason: 'The year must lie between 1970 and 9999.' };
  return { value: criteriaTime(instant) };
}

/** The parts of a canonical relative time; undefined for an instant. */
export function parseRelative(value: string): Relative | undefined {
  const [, count, unit] = RELATIVE.exec(value) ?? [];
  return count && isUnit(unit) ? { count: Number(count), unit } : undefined;
}

/** The canonical form of a length of time, such as `7d`: at least a minute. */
export function readSpan(text: string): Reading {
  const relative = parseRelative(`now-${text.toLowerCase()}`);
  if (!relative || relative.count === 0) {
    return { reason: 'A length of time is a number with m, h, d or w, such as 7d.' };
  }
  if (spanLength(relative) > LONGEST_RELATIVE) return { reason: 'A length of time is 20 years at most.' };
  return { value: `${relative.count}${relative.unit}` };
}

/** Milliseconds of a canonical length of time. */
export function spanOf(value: string): number {
  const relative = parseRelative(`now-${value}`);
  return relative ? spanLength(relative) : Number.NaN;
}

/** The instant that a canonical value means at the time of asking: relative ones to the second, as Macie shows times. */
export function resolveTime(value: string, now: Date): string {
  const relative = parseRelative(value);
  if (!relative) return value;
  const instant = now.getTime() - spanLength(relative);
  return criteriaTime(Math.floor(instant / 1000) * 1000);
}

const UNIT = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

const RELATIVE = /^now-(\d{1,9})([mhdw])$/i;

/** Longer than Macie exists, and far from where dates stop being dates. */
const LONGEST_RELATIVE = 20 * 365.25 * UNIT.d;

const FIRST = 0;
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

/** The `+` of a zone arrives as a space from a link that was written by hand: there it means one. */
const ISO =
  /^(?<date>\d{4}-\d\d-\d\d)(?:[T ](?<clock>\d\d:\d\d)(?::(?<second>\d\d)(?:\.(?<fraction>\d{1,9}))?)?(?<zone>Z|[-+ ](?:[01]\d|2[0-3]):?[0-5]\d)?)?$/i;

function readRelative(text: string): Reading {
  const relative = parseRelative(text.toLowerCase());
  if (!relative) {
    return { reason: 'A relative time is now- and a number with m, h, d or w, such as now-7d.' };
  }
  if (spanLength(relative) > LONGEST_RELATIVE) {
    return { reason: 'A relative time reaches back 20 years at most.' };
  }
  return { value: `now-${relative.count}${relative.unit}` };
}

function spanLength({ count, unit }: Relative): number {
  return count * UNIT[unit];
}

function isUnit(unit: string | undefined): unit is Relative['unit'] {
  return unit !== undefined && Object.hasOwn(UNIT, unit);
}

/** Milliseconds by which a zone is ahead of UTC. */
function offset(zone: string): number {
  const digits = zone.replace(/\D/g, '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith('-') ? -minutes : minutes) * UNIT.m;
}

/** A time (milliseconds since 1970) as terms on createdAt are known to be written: in UTC, whole seconds without a fraction. */
export function criteriaTime(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}
