import { changePreferences } from './preferences.ts';
import type { Preferences } from './preferences.ts';

/** What came of asking for notifications. */
export type NotifyAnswer = 'on' | 'blocked' | 'insecure' | 'unsupported';

/** Whether this browser lets the page notify now, the reader's choice apart. */
export function mayNotify(): boolean {
  return typeof Notification !== 'undefined' && Notification.permission === 'granted';
}

/** Whether the reader is notified: they want it, and this browser lets the page. */
export function isNotified({ notify }: Pick<Preferences, 'notify'>): boolean {
  return notify && mayNotify();
}

/** Switches notifications on; the browser may ask the reader, so only a click may lead here. */
export async function switchNotificationsOn(): Promise<NotifyAnswer> {
  if (!globalThis.isSecureContext) return 'insecure';
  if (typeof Notification === 'undefined') return 'unsupported';
  const permission = await Notification.requestPermission();
  changePreferences({ notify: permission === 'granted' });
  return permission === 'granted' ? 'on' : 'blocked';
}
