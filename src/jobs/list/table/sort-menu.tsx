import { Select } from '../../../components/select.tsx';
import type { Sort } from '../../criteria/criteria.ts';
import { useSetView } from '../use-view.ts';

const CHOICES: readonly { label: string; sort: Sort }[] = [
  { label: 'Newest first', sort: { field: 'created', order: 'DESC' } },
  { label: 'Oldest first', sort: { field: 'created', order: 'ASC' } },
  { label: 'Name, A to Z', sort: { field: 'name', order: 'ASC' } },
  { label: 'Name, Z to A', sort: { field: 'name', order: 'DESC' } },
  { label: 'Status, A to Z', sort: { field: 'status', order: 'ASC' } },
  { label: 'Status, Z to A', sort: { field: 'status', order: 'DESC' } },
  { label: 'Type, A to Z', sort: { field: 'type', order: 'ASC' } },
  { label: 'Type, Z to A', sort: { field: 'type', order: 'DESC' } },
];

/** The order of the list where there is no room for headings to click. */
export function SortMenu({ sort }: { sort: Sort }) {
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
