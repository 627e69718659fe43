import { useEffect, useMemo } from 'react';
import { formatNumber } from '../../lib/text.ts';
import { useMonitor } from '../queries/monitor.ts';
import { needsSomeone } from '../model/refine.ts';
import attentionIcon from './favicon-attention.svg?no-inline';
import type { JobList } from '../list/job-list.ts';

/**
 * Says in the page's title and icon how many jobs need someone, for those who have the page in a tab that they
 * don't look at: `(3) Macie jobs`, `(3+)` while more are being read.
 */
export function useDocumentSignals({ base: { jobs, complete } }: JobList): void {
  const { title } = useMonitor();
  const count = useMemo(() => jobs.filter(needsSomeone).length, [jobs]);
  const words = count > 0 ? `(${formatNumber(count)}${complete ? '' : '+'}) ${title}` : title;
  useEffect(() => {
    document.title = words;
  }, [words]);
  useEffect(
    () => () => {
      document.title = title;
    },
    [title],
  );
  const alarming = count > 0;
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (!icon || !alarming) return undefined;
    const { href } = icon;
    icon.href = attentionIcon;
    return () => {
      icon.href = href;
    };
  }, [alarming]);
}
