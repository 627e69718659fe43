import { IconFilterOff, IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { AwsError } from '../../../aws/errors.ts';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../errors/error-notice.tsx';
import { useMonitor } from '../../queries/monitor.ts';
import { DropDown } from '../../../components/drop-down.tsx';
import { FilterChips } from './filter-chips.tsx';
import type { JobList } from '../job-list.ts';
import { GroupMenu, SortMenu } from './order-menus.tsx';
import { QuickSearch } from './quick-search.tsx';
import { SourceChooser } from './source-chooser.tsx';
import { placesText } from '../sources/source-text.ts';
import { useSetView, useView } from '../use-view.ts';
import { hasFilters, withoutFilters } from '../view-edits.ts';
import classes from './filter-bar.module.css';

const loadAddFilter = () => import('./add-filter.tsx');

/** What the list is narrowed to, and every way to change it. */
export function FilterBar({ list }: { list: JobList }) {
  const view = useView();
  const setView = useSetView();
  const add = useRef<HTMLButtonElement>(null);
  return (
    <search className={classes['bar']} aria-label="Search and filter jobs">
      <div className={classes['row']}>
        <QuickSearch />
        <SourceChooser />
        <FilterChips rest={add} />
        <DropDown
          load={loadAddFilter}
          renderTarget={(opener) => (
            <Button
              ref={add}
              variant="plain"
              className={classes['action']}
              icon={<IconPlus size={15} aria-hidden />}
              {...opener}
            >
              Add filter
            </Button>
          )}
        >
          {({ AddFilter }, close) => (
            <AddFilter
              onEdit={(edit) => {
                setView(edit);
                close();
              }}
            />
          )}
        </DropDown>
        {hasFilters(view) && (
          <Button
            variant="quiet"
            className={classes['action']}
            icon={<IconFilterOff size={15} aria-hidden />}
            onClick={() => {
              setView(withoutFilters);
              add.current?.focus();
            }}
          >
            Clear filters
          </Button>
        )}
        <span className={classes['order']}>
          <SortMenu />
          <GroupMenu />
        </span>
      </div>
      <Refusal list={list} />
    </search>
  );
}

/** Macie's own words where it refuses the criteria. The filters stay as they are, to be changed. */
function Refusal({ list }: { list: JobList }) {
  const { accounts } = useMonitor();
  const refused = list.sources.filter(({ error }) => error instanceof AwsError && error.kind === 'invalid');
  const [first] = refused;
  if (!first) return null;
  return (
    <ErrorNotice
      error={first.error}
      where={placesText(
        accounts,
        refused.map(({ source }) => source),
      )}
      retry={() => {
        list.refresh(refused.map(({ source }) => source));
      }}
    />
  );
}
