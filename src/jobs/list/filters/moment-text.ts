import { parseRelative, readTime, type Reading } from '../../criteria/time.ts';
import type { TimeStyle } from '../../../lib/format-time.ts';

/** In which zone a moment without one is meant. */
export type Zone = TimeStyle['zone'];

/**
 * The canonical value (`now-7d`, or an instant in UTC) of a moment as a person writes it: `2026-11-20`,
 * `2026-11-20 14:05` or `2026-11-20 14:05:30` in the zone given, `now-7d` or just `7d`, or any instant that
 * names its own zone. A date alone is its start; with `wholeDay`, the start of the next day, so that a range
 * that ends there holds all of it.
 */
export function readMoment(text: string, zone: Zone, wholeDay = false): Reading {
  const trimmed = text.trim();
  if (trimmed === '') return { reason: 'The time is empty.' };
  if (/^\d+\s*[mhdw]$/i.test(trimmed)) return readTime(`now-${trimmed.replace(/\s/g, '')}`);
  const wall = WALL.exec(trimmed)?.groups;
  if (!wall) return readTime(trimmed);
  const { date = '', clock, second = '00' } = wall;
  // In UTC first: that catches 30 February.
  const inUtc = readTime(`${date}T${clock ?? '00:00'}:${second}Z`);
  if ('reason' in inUtc) return inUtc;
  const time = wallToInstant(inUtc.value, zone, !clock && wholeDay ? 1 : 0);
  return readTime(time.toISOString());
}

/** A canonical value as `readMoment` takes it back exactly, with the same arguments. */
export function showMoment(value: string, zone: Zone, wholeDay = false): string {
  if (parseRelative(value)) return value;
  const wall = wallOf(new Date(value), zone);
  const day = wholeDay ? wallOf(wallToInstant(utcOf(wall), zone, -1), zone) : wall;
  const texts = [...(wall.endsWith('00:00:00') ? [day.slice(0, 10)] : []), wall.replace(/:00$/, '')];
  const exact = texts.find((text) => {
    const back = readMoment(text, zone, wholeDay);
    return 'value' in back && back.value === value;
  });
  // An hour that clocks show twice, or milliseconds: only the instant itself is exact.
  return exact ?? value;
}

const WALL = /^(?<date>\d{4}-\d\d-\d\d)(?:[T ](?<clock>\d\d:\d\d)(?::(?<second>\d\d))?)?$/;

/** `2026-11-20 14:05:30`: what a clock in the zone shows. */
function wallOf(time: Date, zone: Zone): string {
  // A zone's offset may hold seconds before 1970 only, and Macie is younger.
  const shifted = zone === 'utc' ? time : new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 19).replace('T', ' ');
}

function utcOf(wall: string): string {
  return `${wall.replace(' ', 'T')}Z`;
}

/** The instant at which a clock in the zone shows what a clock in UTC shows at another, some days later. */
function wallToInstant(utc: string, zone: Zone, days: number): Date {
  const wall = new Date(utc);
  const parts = [
    wall.getUTCFullYear(),
    wall.getUTCMonth(),
    wall.getUTCDate() + days,
    wall.getUTCHours(),
    wall.getUTCMinutes(),
    wall.getUTCSeconds(),
  ] as const;
  return zone === 'utc' ? new Date(Date.UTC(...parts)) : new Date(...parts);
}
