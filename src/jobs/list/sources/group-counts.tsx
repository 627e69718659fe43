import { useMemo } from 'react';
import { formatNumber } from '../../../lib/text.ts';
import { PageLink } from '../../../components/page-link.tsx';
import { formatView, listPath } from '../../criteria/link.ts';
import { useMonitor } from '../../queries/monitor.ts';
import { groupJobs } from './group-jobs.ts';
import type { JobList } from '../job-list.ts';
import { useView } from '../use-view.ts';
import classes from './sources-panel.module.css';

/** What jobs are counted by. */
export type Grouping = 'account' | 'region';

/** The list's jobs counted by account or Region, each a link to the list narrowed to it. */
export function GroupCounts({ list, by, onLeave }: { list: JobList; by: Grouping; onLeave: () => void }) {
  const { accounts } = useMonitor();
  const view = useView();
  const groups = useMemo(
    () => groupJobs(list.matching, list.sources, by, list.attention),
    [list.matching, list.sources, by, list.attention],
  );
  return (
    <table className={classes['groups']}>
      <caption>
        Jobs that match the filters, by {by === 'account' ? 'account' : 'Region'}
        {!list.complete && ', of the jobs read so far'}
      </caption>
      <thead>
        <tr>
          <th scope="col">{by === 'account' ? 'Account' : 'Region'}</th>
          <th scope="col">Jobs</th>
          <th scope="col">Need attention</th>
        </tr>
      </thead>
      <tbody>
        {groups.map(({ id, jobs, attention, complete }) => (
          <tr key={id}>
            <th scope="row">
              <PageLink
                className={classes['link']}
                href={listPath(
                  formatView(by === 'account' ? { ...view, accounts: [id] } : { ...view, regions: [id] }),
                )}
                onClick={onLeave}
              >
                {(by === 'account' && accounts.find((account) => account.id === id)?.label) || id}
              </PageLink>
            </th>
            <td>{atLeast(jobs, complete)}</td>
            <td>{atLeast(attention, complete)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function atLeast(count: number, complete: boolean): string {
  return `${complete ? '' : 'at least '}${formatNumber(count)}`;
}
