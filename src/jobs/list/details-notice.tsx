import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { counted, formatNumber } from '../../lib/text.ts';
import type { View } from '../criteria/criteria.ts';
import { describeError } from '../errors/error-messages.ts';
import type { Job } from '../model/job.ts';
import { isOverdue } from '../model/schedule.ts';
import { useMonitor } from '../queries/monitor.ts';
import type { JobList } from './job-list.ts';
import { useView } from './use-view.ts';
import classes from './list-page.module.css';

/**
 * Says of how many jobs the list doesn't know what it filters or sorts by, and asks Macie about them when the reader wants
 * it: one call a job, with progress and a way to stop.
 */
export function DetailsNotice({ list: { all, complete } }: { list: JobList }) {
  const view = useView();
  const { queries } = useMonitor();
  const need = needOf(view);
  const unknown = useMemo(() => (need ? all.filter((job) => isUnknown(job, need)) : []), [all, need]);
  const [asking, setAsking] = useState<{ readonly done: number; readonly total: number }>();
  const [error, setError] = useState<unknown>();
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort(), []);
  if (!need || (unknown.length === 0 && !asking)) return null;
  const ask = async () => {
    const { signal } = (stop.current = new AbortController());
    const total = unknown.length;
    setError(undefined);
    setAsking({ done: 0, total });
    try {
      await queries.readDetails(unknown, (done) => setAsking({ done, total }), signal);
    } catch (failure) {
      if (!signal.aborted) setError(failure);
    } finally {
      setAsking(undefined);
    }
  };
  return (
    <p className={classes['details']} aria-live="polite">
      {asking ? (
        <>
          Asking Macie: {formatNumber(asking.done)} of {counted(asking.total, 'job')}.
          <Button
            size="tiny"
            onClick={() => {
              stop.current.abort();
            }}
          >
            Stop
          </Button>
        </>
      ) : (
        <>
          {error !== undefined && `${describeError(error, 'one of the sources').title}. `}
          {NEEDS[need]} isn’t known yet for {complete ? '' : 'at least '}
          {formatNumber(unknown.length)} of {counted(all.length, 'job')}.
          <Button
            size="tiny"
            onClick={() => {
              void ask();
            }}
          >
            {error === undefined ? `Ask Macie (${counted(unknown.length, 'call')})` : 'Try again'}
          </Button>
        </>
      )}
    </p>
  );
}

/** What a view needs to know that ListClassificationJobs doesn't say. */
type Need = 'last-run' | 'next-run' | 'overdue';

const NEEDS: Readonly<Record<Need, string>> = {
  'last-run': 'The time of the last run',
  'next-run': 'The next run',
  overdue: 'Whether a run was missed',
};

function needOf({ sort, refinements }: View): Need | undefined {
  if (Object.keys(refinements.lastRunTime).length > 0 || sort.field === 'last-run') return 'last-run';
  if (sort.field === 'next-run') return 'next-run';
  return refinements.overdue || refinements.attention || sort.field === 'urgency' ? 'overdue' : undefined;
}

function isUnknown(job: Job, need: Need): boolean {
  if (job.details) return false;
  if (need === 'last-run') return true;
  if (need === 'next-run') return job.jobStatus === 'IDLE' || job.jobStatus === 'RUNNING';
  // Without details, the time doesn't matter.
  return isOverdue(job, 0) === undefined;
}
