import { Select } from '../../../components/select.tsx';
import type { View } from '../../criteria/criteria.ts';
import { useSetView } from '../use-view.ts';

const CHOICES: readonly { label: string; sort: View['sort'] }[] = [
  { label: 'Newest first', sort: { field: 'created', order: 'DESC' } },
  { label: 'Oldest first', sort: { field: 'created', order: 'ASC' } },
  { label: 'Name, A to Z', sort: { field: 'name', order: 'ASC' } },
  { label: 'Name, Z to A', sort: { field: 'name', order: 'DESC' } },
  { label: 'Status, A to Z', sort: { field: 'status', order: 'ASC' } },
  { label: 'Status, Z to A', sort: { field: 'status', order: 'DESC' } },
  { label: 'Type, A to Z', sort: { field: 'type', order: 'ASC' } },
  { label: 'Type, Z to A', sort: { field: 'type', order: 'DESC' } },
  { label: 'Most urgent first', sort: { field: 'urgency', order: 'DESC' } },
  { label: 'First to expire first', sort: { field: 'expires', order: 'ASC' } },
  { label: 'Latest run first', sort: { field: 'last-run', order: 'DESC' } },
  { label: 'Oldest run first', sort: { field: 'last-run', order: 'ASC' } },
  { label: 'Next run first', sort: { field: 'next-run', order: 'ASC' } },
  { label: 'Account', sort: { field: 'account', order: 'ASC' } },
  { label: 'Region', sort: { field: 'region', order: 'ASC' } },
  { label: 'Most buckets first', sort: { field: 'buckets', order: 'DESC' } },
];

/** The order of the list where there is no room for headings to click. */
export function SortMenu({ sort }: { sort: View['sort'] }) {
  const setView = useSetView();
  return (
    <Select
      aria-label="Sort by"
      value={String(
        CHOICES.findIndex((each) => each.sort.field === sort.field && each.sort.order === sort.order),
      )}
      options={CHOICES.map(({ label }, index) => ({ label, value: String(index) }))}
      onChange={(event) => {
        const choice = CHOICES[Number(event.currentTarget.value)];
        if (choice) setView((view) => ({ ...view, sort: choice.sort }));
      }}
    />
  );
}
