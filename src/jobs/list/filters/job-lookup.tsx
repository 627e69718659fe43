import { useQueries } from '@tanstack/react-query';
import { useEffect } from 'react';
import { AwsError } from '../../../aws/errors.ts';
import { sourceKey } from '../../../aws/source.ts';
import { goTo } from '../../../lib/address.ts';
import { jobPath } from '../../model/job.ts';
import { useMonitor } from '../../queries/monitor.ts';
import type { JobReference } from '../../model/job-reference.ts';
import classes from './filter-bar.module.css';

/** Asks every account and Region that may have a job for it, and opens it where it is. */
export function JobLookup({ reference, onNames }: { reference: JobReference; onNames: () => void }) {
  const { accounts, sources, queries } = useMonitor();
  const { jobId, place } = reference;
  const asked = place
    ? sources.filter(
        ({ account, region }) =>
          region === place.region && accounts.find(({ id }) => id === account)?.accountId === place.accountId,
      )
    : sources;
  const answers = useQueries({ queries: asked.map((source) => queries.detail(source, jobId)) });
  const found = asked.find((_, index) => answers[index]?.data);
  const path = found && jobPath({ source: sourceKey(found), jobId });
  useEffect(() => {
    if (path !== undefined) goTo(path);
  }, [path]);
  if (found) return null;
  return (
    <div className={classes['lookup']} aria-live="polite">
      {asked.length === 0 && place ? (
        `This job is in account ${place.accountId}, ${place.region}, which this page isn’t configured for.`
      ) : answers.some(({ isPending }) => isPending) ? (
        'Looking for this job …'
      ) : (
        <>
          {noneText(asked.length, answers.filter(({ error }) => !saysNone(error)).length)}{' '}
          <button type="button" className={classes['inline']} onClick={onNames}>
            Search for it in names and buckets
          </button>
        </>
      )}
    </div>
  );
}

/** Whether a failure means that the job is not there: Macie has no such job, or is off. */
function saysNone(error: unknown): boolean {
  return error instanceof AwsError && (error.kind === 'not-found' || error.kind === 'not-enabled');
}

function noneText(asked: number, unanswered: number): string {
  const sources = asked === 1 ? 'one source' : `${asked} sources`;
  return unanswered === 0
    ? `No job has this id in the ${sources} that could have it.`
    : `Not found, but ${unanswered} of ${sources} could not be asked.`;
}
