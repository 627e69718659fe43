import type { Source } from '../../../aws/source.ts';
import { describeError } from '../../errors/error-messages.ts';
import { sourceLabel, useMonitor } from '../../queries/monitor.ts';
import classes from './insights.module.css';

/** Says that something isn't known, and why. */
export function Unknown({ what, error, source }: { what: string; error: Error; source: Source }) {
  const { accounts } = useMonitor();
  const { title, detail } = describeError(error, sourceLabel(accounts, source));
  return (
    <p className={classes['unknown']}>
      {what} is unknown. {title}. {detail}
    </p>
  );
}
