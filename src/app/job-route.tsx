import '@mantine/core/styles.layer.css';
import { createLazyRoute } from '@tanstack/react-router';
import { useMemo } from 'react';
import { sourceKey } from '../aws/source.ts';
import { jobKey } from '../jobs/job.ts';
import { lastList, rememberOpened } from '../jobs/list/last-list.ts';
import { useMonitor } from '../jobs/monitor.ts';
import { JobPage } from '../jobs/page/job-page.tsx';
import { createProgressStore } from '../jobs/page/progress-store.ts';
import { usePreferences } from '../jobs/preferences.ts';
import { NotFoundPage } from './not-found-page.tsx';

/** The page of one job. */
export const route = createLazyRoute('/jobs/$account/$region/$jobId')({ component: JobRoute });

function JobRoute() {
  const { account, region, jobId } = route.useParams();
  const { sources, readLog, identity } = useMonitor();
  const { keep } = usePreferences();
  const progress = useMemo(() => createProgressStore(keep ? identity : undefined), [keep, identity]);
  const source = sources.find((each) => each.account === account && each.region === region);
  if (!source) return <NotFoundPage />;
  const key = jobKey({ source: sourceKey(source), jobId });
  rememberOpened(key);
  const { query, rows } = lastList();
  const index = rows.findIndex((job) => jobKey(job) === key);
  return (
    <JobPage
      key={key}
      source={source}
      jobId={jobId}
      listed={rows[index]}
      neighbours={{ back: query, previous: rows[index - 1], next: index < 0 ? undefined : rows[index + 1] }}
      readLog={readLog}
      progress={progress}
    />
  );
}
