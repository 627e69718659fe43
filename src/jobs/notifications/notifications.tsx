import { openTabChannel } from '../../lib/tab-channel.ts';
import { useEffect, useRef } from 'react';
import { goTo } from '../../lib/address.ts';
import { useAtPresent } from '../../components/time.tsx';
import { formatView } from '../criteria/link.ts';
import { criteriaOf, DEFAULT_VIEW, withoutStatusTerms } from '../criteria/criteria.ts';
import type { View } from '../criteria/criteria.ts';
import { jobPath } from '../model/job.ts';
import { useMonitor } from '../queries/monitor.ts';
import { noticesFor } from './event-text.ts';
import type { Notice } from './event-text.ts';
import { eventsBetween } from './job-events.ts';
import type { JobsRead, Snapshot } from './job-events.ts';
import { mayNotify } from '../model/notify-permission.ts';
import { useWatched } from './watched-jobs.ts';

/** Shows the browser's notifications of what happens to the jobs of a view. Renders nothing itself. */
export function Notifications({ view, base }: { view: View; base: JobsRead }) {
  const { accounts } = useMonitor();
  const { accounts: chosen, regions } = view;
  const watched = useWatched();
  const minute = useAtPresent((_, now) => now - (now % MINUTE_MS));
  const scope = formatView({
    ...DEFAULT_VIEW,
    accounts: chosen,
    regions,
    terms: withoutStatusTerms(criteriaOf(view)).terms,
  });
  const last = useRef<{ readonly scope: string; readonly snapshot: Snapshot }>(undefined);
  useEffect(() => {
    const before = last.current;
    // In a hidden page minutes don't pass by themselves.
    const snapshot = { at: Math.max(minute, Date.now() - (Date.now() % MINUTE_MS)), ...base };
    last.current = { scope, snapshot };
    if (before?.scope !== scope || isSame(before.snapshot, snapshot)) return;
    const events = eventsBetween(before.snapshot, snapshot, new Set(watched));
    for (const notice of noticesFor(events, accounts, snapshot.at)) {
      if (!mayNotify() || wasShown(notice.id)) continue;
      notify(notice, () => {
        if (notice.job) goTo(jobPath(notice.job));
      });
    }
  }, [accounts, base, minute, scope, watched]);
  return null;
}

const MINUTE_MS = 60_000;

/** A list is rebuilt far more often than its jobs change, and comparing them one by one costs. */
function isSame(before: Snapshot, after: Snapshot): boolean {
  return (
    before.at === after.at &&
    before.jobs.length === after.jobs.length &&
    before.jobs.every((job, index) => job === after.jobs[index])
  );
}

function notify({ id, title, body }: Notice, open: () => void): void {
  noteShown(id);
  try {
    const shown = new Notification(title, { body, tag: id, icon: '/favicon.svg' });
    shown.addEventListener('click', () => {
      window.focus();
      open();
      shown.close();
    });
  } catch {
    // Chrome on Android has notifications for service workers only.
  }
}

/** A job errs, expires or ends at most once a day; another tab may find out hours later, when it is looked at. */
const SHOWN_MS = 12 * 60 * 60 * 1000;

/** When any tab showed which notice. If two tabs find out at once, the notice's tag makes them one. */
const shown = new Map<string, number>();

const channel = openTabChannel('notified');
channel.listen((id) => {
  shown.set(id, Date.now());
});

function wasShown(id: string): boolean {
  return Date.now() - (shown.get(id) ?? -Infinity) < SHOWN_MS;
}

function noteShown(id: string): void {
  shown.set(id, Date.now());
  channel.post(id);
}
