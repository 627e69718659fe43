import { Select } from '../../../components/select.tsx';
import { GROUPS, sortBy, USUAL_ORDER } from '../../criteria/criteria.ts';
import type { View } from '../../criteria/criteria.ts';
import { GROUP_LABELS } from '../../criteria/sentence.ts';
import { useMonitor } from '../../queries/monitor.ts';
import { useSetView, useView } from '../use-view.ts';

/** What the list can be sorted by, with what each direction shows first. */
const CHOICES: readonly {
  readonly field: View['sort']['field'];
  readonly ASC: string;
  readonly DESC: string;
}[] = [
  { field: 'created', DESC: 'Newest first', ASC: 'Oldest first' },
  { field: 'urgency', DESC: 'Most urgent first', ASC: 'Least urgent first' },
  { field: 'expires', ASC: 'First to expire', DESC: 'Last to expire' },
  { field: 'last-run', DESC: 'Latest run first', ASC: 'Longest since a run' },
  { field: 'next-run', ASC: 'Next run first', DESC: 'Latest next run first' },
  { field: 'name', ASC: 'Name, A to Z', DESC: 'Name, Z to A' },
  { field: 'status', ASC: 'Status, A to Z', DESC: 'Status, Z to A' },
  { field: 'type', ASC: 'Type, A to Z', DESC: 'Type, Z to A' },
  { field: 'account', ASC: 'Account, A to Z', DESC: 'Account, Z to A' },
  { field: 'region', ASC: 'Region, A to Z', DESC: 'Region, Z to A' },
  { field: 'buckets', DESC: 'Most buckets first', ASC: 'Fewest buckets first' },
  { field: 'findings', DESC: 'Most findings first', ASC: 'Fewest findings first' },
];

const OPTIONS = CHOICES.flatMap(({ field, ...labels }) => {
  const usual = USUAL_ORDER[field];
  const orders = [usual, usual === 'ASC' ? 'DESC' : 'ASC'] as const;
  return orders.map((order) => ({
    value: `${field}.${order}`,
    label: labels[order],
    sort: sortBy(field, order),
  }));
});

/** The order of the list. Headings offer those of their columns; this has all of them, and shows the one that counts. */
export function SortMenu() {
  const { sort } = useView();
  const { insights } = useMonitor();
  const setView = useSetView();
  return (
    <Select
      aria-label="Sort by"
      value={`${sort.field}.${sort.order}`}
      // An order that can't be made is offered only where the link asks for it.
      options={OPTIONS.filter(
        (each) => each.sort.field !== 'findings' || sort.field === 'findings' || insights.has('findings'),
      )}
      onChange={({ currentTarget: { value } }) => {
        const option = OPTIONS.find((each) => each.value === value);
        if (option) setView((view) => ({ ...view, sort: option.sort }));
      }}
    />
  );
}

/** What the list is grouped by. */
export function GroupMenu() {
  const { group } = useView();
  const setView = useSetView();
  return (
    <Select
      aria-label="Group by"
      value={group ?? ''}
      options={[
        { value: '', label: 'No groups' },
        ...GROUPS.map((each) => ({ value: each, label: `By ${GROUP_LABELS[each]}` })),
      ]}
      onChange={({ currentTarget: { value } }) => {
        const chosen = GROUPS.find((each) => each === value);
        setView((view) => ({ ...view, group: chosen }));
      }}
    />
  );
}
