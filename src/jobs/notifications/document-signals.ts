import { useEffect, useMemo } from 'react';
import { formatNumber } from '../../lib/text.ts';
import { useMonitor } from '../queries/monitor.ts';
import { needsAttention } from '../model/attention.ts';
import type { AttentionContext } from '../model/attention.ts';
import attentionIcon from './favicon-attention.svg?no-inline';
import type { JobsRead } from './job-events.ts';

/**
 * Shows in the page's title and icon how many jobs need attention, for readers who have the page in a background tab:
 * `(3) Macie jobs`, `(3+)` while more are being read.
 */
export function useDocumentSignals({ jobs, complete }: JobsRead, attention: AttentionContext): void {
  const { title } = useMonitor();
  const count = useMemo(() => jobs.filter((job) => needsAttention(job, attention)).length, [jobs, attention]);
  const text = count > 0 ? `(${formatNumber(count)}${complete ? '' : '+'}) ${title}` : title;
  useEffect(() => {
    document.title = text;
  }, [text]);
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
