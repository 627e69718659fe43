import { useEffect } from 'react';
import type { VerdictState } from './verdict/types.ts';

/** How a job shows in a tab that is not looked at. */
export interface TabState {
  readonly title: string;
  /** A `data:` URL of a small picture made of fixed shapes only. */
  readonly icon: string;
}

/** The title and icon of a tab for a job in a state. */
export function tabState(state: VerdictState, name: string, site: string): TabState {
  return tab(TABS[state], name, site);
}

/** The title and icon of a tab for a job that can't be shown. */
export function failedTab(jobId: string, site: string): TabState {
  return tab({ text: 'Can’t be shown', colour: GREY, shape: 'alarm' }, jobId, site);
}

function tab({ text, colour, shape }: TabVariant, name: string, site: string): TabState {
  return {
    // A title is no place for 500 characters, nor for marks that turn the rest of it round.
    title: `${text} · ${name.replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, '').slice(0, 120)} · ${site}`,
    icon: `data:image/svg+xml,${encodeURIComponent(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="${colour}"/><path d="${SHAPES[shape]}" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>`,
    )}`,
  };
}

interface TabVariant {
  readonly text: string;
  readonly colour: string;
  readonly shape: keyof typeof SHAPES;
}

/** Shows a state in the tab while the component is there, and puts back what was before. */
export function useTabState(tab: TabState | undefined): void {
  const { title, icon } = tab ?? {};
  useEffect(() => {
    if (title === undefined || icon === undefined) return undefined;
    const link = document.querySelector<HTMLLinkElement>('link[rel~="icon"]');
    const before = { title: document.title, icon: link?.href };
    document.title = title;
    if (link) link.href = icon;
    return () => {
      document.title = before.title;
      if (link && before.icon !== undefined) link.href = before.icon;
    };
  }, [title, icon]);
}

const SHAPES = {
  play: 'M6 4.5l5 3.5-5 3.5z',
  tick: 'M4.5 8.5l2.5 2.5 4.5-5.5',
  clock: 'M8 4.5V8l2.5 1.5',
  bars: 'M6 5v6M10 5v6',
  alarm: 'M8 4v4.5M8 11.8v.2',
  cross: 'M5.5 5.5l5 5M10.5 5.5l-5 5',
} as const;

const BLUE = '#1864ab';
const GREEN = '#2b7a3f';
const GREY = '#5c6770';
const ORANGE = '#b54708';
const RED = '#c2255c';

const TABS: Readonly<Record<VerdictState, TabVariant>> = {
  running: { text: 'Running', colour: BLUE, shape: 'play' },
  'running-after-errors': { text: 'Running, with errors', colour: RED, shape: 'play' },
  finished: { text: 'Complete', colour: GREEN, shape: 'tick' },
  'finished-with-skips': { text: 'Complete, with errors', colour: RED, shape: 'alarm' },
  idle: { text: 'Idle', colour: GREY, shape: 'clock' },
  'idle-after-errors': { text: 'Idle, with errors', colour: RED, shape: 'alarm' },
  'paused-by-person': { text: 'Paused by user', colour: ORANGE, shape: 'bars' },
  stuck: { text: 'No progress', colour: RED, shape: 'alarm' },
  overdue: { text: 'Overdue', colour: RED, shape: 'alarm' },
  'pause-expired': { text: 'Pause expired', colour: RED, shape: 'bars' },
  'paused-by-person-while-idle': { text: 'Paused by user', colour: ORANGE, shape: 'bars' },
  'paused-by-quota': { text: 'Paused by Macie', colour: GREY, shape: 'bars' },
  cancelled: { text: 'Cancelled', colour: GREY, shape: 'cross' },
  'unknown-status': { text: 'Unknown status', colour: GREY, shape: 'alarm' },
  'nothing-known': { text: 'Unknown status', colour: GREY, shape: 'alarm' },
};
