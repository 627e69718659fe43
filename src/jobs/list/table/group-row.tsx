import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { formatNumber } from '../../../lib/text.ts';
import type { GroupHead } from '../../model/grouping.ts';
import classes from './job-table.module.css';

/** The heading of a group of rows, which folds them. */
export function GroupRow({
  head: { group, label, count, isFolded },
  columns,
  index,
  onFold,
  measure,
}: {
  head: GroupHead;
  /** How many there are. */
  columns: number;
  /** Among all rows. */
  index: number;
  onFold: (group: string) => void;
  /** Where rows are measured. */
  measure: ((element: HTMLTableRowElement | null) => void) | undefined;
}) {
  const Icon = isFolded ? IconChevronRight : IconChevronDown;
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      aria-level={1}
      aria-expanded={!isFolded}
      className={classes['group']}
    >
      <th scope="rowgroup" colSpan={columns}>
        <button
          type="button"
          className={classes['fold']}
          aria-expanded={!isFolded}
          onClick={() => {
            onFold(group);
          }}
        >
          <Icon size={16} aria-hidden />
          {label}
          <span className={classes['groupCount']}>{formatNumber(count)}</span>
        </button>
      </th>
    </tr>
  );
}
