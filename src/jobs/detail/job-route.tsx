import { useEffect, useMemo, useState } from 'react';
import { sourceKey } from '../../aws/source.ts';
import type { Source } from '../../aws/source.ts';
import { attentionContext } from '../model/attention.ts';
import { jobKey } from '../model/job.ts';
import { lastList, rememberOpened } from '../model/last-list.ts';
import { Themed } from '../../components/themed.tsx';
import { useMonitor } from '../queries/monitor.ts';
import { usePreferences } from '../model/preferences.ts';
import { JobPage } from './job-page.tsx';
import { createProgressStore } from './run/progress-store.ts';

/** The page of the job that an address is about, between the jobs that the reader's last list had around it. */
export function JobRoute({ source, jobId }: { source: Source; jobId: string }) {
  const { readLog, identity } = useMonitor();
  const { keep } = usePreferences();
  const progress = useMemo(() => createProgressStore(keep ? identity : undefined), [keep, identity]);
  const key = jobKey({ source: sourceKey(source), jobId });
  useEffect(() => {
    rememberOpened(key);
  }, [key]);
  const [{ query, rows, complete }] = useState(lastList);
  const index = rows.findIndex((job) => jobKey(job) === key);
  const listed = rows[index];
  return (
    <Themed>
      <JobPage
        key={key}
        source={source}
        jobId={jobId}
        listed={listed}
        isSuperseded={listed && attentionContext(rows, 0).isSuperseded?.(listed)}
        neighbours={{
          back: query,
          previous: rows[index - 1],
          next: index < 0 ? undefined : rows[index + 1],
          place: index < 0 ? undefined : { index, count: rows.length, complete },
        }}
        readLog={readLog}
        progress={progress}
      />
    </Themed>
  );
}
