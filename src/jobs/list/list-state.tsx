import { IconChecklist, IconFilterOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { DEFAULT_VIEW } from '../criteria.ts';
import { useSetView } from './use-view.ts';
import classes from './list-page.module.css';

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
    <Empty icon={<IconChecklist size={40} aria-hidden stroke={1.5} />} title="There are no jobs here yet">
      Macie has no classification job in {where}. A job that someone creates there appears here by itself.
    </Empty>
  );
}

/** Where there are jobs, but none that the filters let through. */
export function NoMatch({ complete, missing }: { complete: boolean; missing: readonly string[] }) {
  const setView = useSetView();
  return (
    <Empty
      icon={<IconFilterOff size={40} aria-hidden stroke={1.5} />}
      title={complete ? 'No job matches' : 'No match so far'}
      action={
        <Button
          onClick={() => {
            setView((view) => ({
              ...DEFAULT_VIEW,
              accounts: view.accounts,
              regions: view.regions,
              sort: view.sort,
            }));
          }}
        >
          Show all jobs
        </Button>
      }
    >
      {complete
        ? 'Macie has no job that fits all of these filters.'
        : 'The jobs are still being read; a match may yet come.'}
      {missing.length > 0 && ` Not read: ${missing.join('; ')}.`}
    </Empty>
  );
}

/** Where Macie refuses the filters, which the filter bar says. */
export function Refused() {
  return (
    <Empty
      icon={<IconFilterOff size={40} aria-hidden stroke={1.5} />}
      title="Macie does not take these filters"
    >
      What it says stands at the filters; the jobs are back as soon as they suit it.
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
