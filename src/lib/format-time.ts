/** How times are shown: in which zone, and whether as ages. */
export interface TimeStyle {
  readonly zone: 'local' | 'utc';
  readonly times: 'relative' | 'absolute';
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `2026-11-20 14:05` in the reader's zone, or with ` UTC` behind it; seconds on request. */
export function formatInstant(at: number, zone: TimeStyle['zone'], seconds = false): string {
  if (Number.isNaN(at)) return 'unknown time';
  // Shifted by the zone's distance, so that what is written as UTC is the reader's time.
  const shift = zone === 'utc' ? 0 : new Date(at).getTimezoneOffset() * MINUTE;
  const [day = '', time = ''] = new Date(at - shift).toISOString().split('T');
  const text = `${day} ${time.slice(0, seconds ? 8 : 5)}`;
  return zone === 'utc' ? `${text} UTC` : text;
}

/** `12 s ago`, `5 min ago`, `in 3 h`, `2 d ago`: whole units, rounded down. */
export function formatAge(at: number, now: number): string {
  const gap = Math.abs(now - at);
  if (gap < SECOND) return 'now';
  const amount = formatDuration(gap);
  return at > now ? `in ${amount}` : `${amount} ago`;
}

/** `45 s`, `12 min`, `5 h`, `3 d`: the largest whole unit, rounded down. */
export function formatDuration(ms: number): string {
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} h`;
  return `${Math.floor(ms / DAY)} d`;
}

/** An instant in the reader's format. Ages go up to a week; older instants are dates. */
export function formatTime(at: number, style: TimeStyle, now: number): string {
  if (style.times === 'relative' && Math.abs(now - at) < 7 * DAY) return formatAge(at, now);
  return formatInstant(at, style.zone);
}

/** An instant as ISO 8601, or `an unreadable date`. */
export function isoOf(instant: Date): string {
  return Number.isNaN(instant.getTime()) ? 'an unreadable date' : instant.toISOString();
}
