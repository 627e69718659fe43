import { IconChecklist, IconFilterOff } from '@tabler/icons-react';
import { Fragment, useMemo } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button.tsx';
import type { View } from '../../criteria/criteria.ts';
import { noMatchHints } from '../filters/no-match-hints.ts';
import { useSetView } from '../use-view.ts';
import type { Job } from '../../model/job.ts';
import { nearestNames } from '../../model/search.ts';
import { counted } from '../../../lib/text.ts';
import type { JobList } from '../job-list.ts';
import { hasFilters, refine, withoutFilters } from '../view-edits.ts';
import classes from '../list-page.module.css';

/** In place of the rows while the first ones are on their way. */
export function Loading() {
  return (
    <div className={classes['state']} data-loading>
      <div className={classes['lines']} role="img" aria-label="Loading jobs">
        {Array.from({ length: 12 }, (_, index) => (
          <div key={index} className={classes['line']}>
            <span style={{ width: `${30 + ((index * 7) % 17)}%` }} />
            <span />
            <span />
            <span />
          </div>
        ))}
      </div>
    </div>
  );
}

/** Where there are no jobs at all. */
export function NoJobs({ where }: { where: string }) {
  return (
    <Empty icon={<IconChecklist size={40} aria-hidden stroke={1.5} />} title="No jobs here yet">
      Macie has no classification job in {where}. A job that someone creates there appears here by itself.
    </Empty>
  );
}

/** Where the filters, if there are any, let no job through of those that were read. */
export function NoMatch({
  view,
  list: { complete, base },
  missing,
}: {
  view: View;
  list: JobList;
  missing: readonly string[];
}) {
  const setView = useSetView();
  const { q } = view.refinements;
  const filtered = hasFilters(view);
  return (
    <Empty
      icon={<IconFilterOff size={40} aria-hidden stroke={1.5} />}
      title={!filtered ? 'No jobs so far' : complete ? 'No job matches' : 'No match so far'}
      action={
        filtered && (
          <Button
            onClick={() => {
              setView(withoutFilters);
            }}
          >
            Show all jobs
          </Button>
        )
      }
    >
      {complete
        ? 'No job matches all of these filters.'
        : 'Not everything has been read, so there may still be a match.'}
      {missing.length > 0 && ` Not read: ${missing.join('; ')}.`}
      {noMatchHints(view.terms).map((hint) => ` ${hint}`)}
      {q !== '' && <NearestNames q={q} jobs={base.jobs} complete={base.complete} />}
    </Empty>
  );
}

/** What was searched in vain, and the names that come nearest. */
function NearestNames({ q, jobs, complete }: { q: string; jobs: readonly Job[]; complete: boolean }) {
  const setView = useSetView();
  const names = useMemo(() => nearestNames(jobs, q), [jobs, q]);
  return (
    <>
      {` Searched the names, ids and bucket names of ${complete ? '' : 'at least '}${counted(jobs.length, 'job')} for “${q}”.`}
      {names.length > 0 && ' Nearest: '}
      {names.map((name, index) => (
        <Fragment key={name}>
          {index > 0 && ', '}
          <button
            type="button"
            className={classes['inline']}
            onClick={() => {
              setView((view) => refine(view, { q: name }));
            }}
          >
            {name}
          </button>
        </Fragment>
      ))}
      {names.length > 0 && '.'}
    </>
  );
}

/** Where Macie refuses the filters, which the filter bar says. */
export function Refused() {
  return (
    <Empty icon={<IconFilterOff size={40} aria-hidden stroke={1.5} />} title="Macie rejected these filters">
      Its message is above, beside the filters. Change them to see the jobs again.
    </Empty>
  );
}

function Empty({
  icon,
  title,
  action,
  children,
}: {
  icon: ReactNode;
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={classes['state']}>
      <div className={classes['words']}>
        {icon}
        <h2>{title}</h2>
        <p>{children}</p>
        {action}
      </div>
    </div>
  );
}
