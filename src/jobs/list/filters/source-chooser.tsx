import { IconChevronDown, IconStack2 } from '@tabler/icons-react';
import { Button } from '../../../components/button.tsx';
import type { View } from '../../criteria/criteria.ts';
import { type Monitor, useMonitor } from '../../queries/monitor.ts';
import { DropDown } from '../../../components/drop-down.tsx';
import { useSetView, useView } from '../use-view.ts';
import classes from './filter-bar.module.css';

const loadPicker = () => import('../sources/source-picker.tsx');

/** Says which accounts and Regions the list is about, and changes them. Not there for a single one. */
export function SourceChooser() {
  const monitor = useMonitor();
  const view = useView();
  const setView = useSetView();
  if (monitor.sources.length < 2 && view.accounts.length + view.regions.length === 0) return null;
  const text = choiceText(view, monitor);
  return (
    <DropDown
      load={loadPicker}
      renderTarget={(opener) => (
        <Button
          className={classes['sources']}
          icon={<IconStack2 size={15} aria-hidden />}
          after={<IconChevronDown size={14} aria-hidden />}
          aria-label={`Accounts and Regions: ${text}`}
          {...opener}
        >
          <span>{text}</span>
        </Button>
      )}
    >
      {({ SourcePicker }, close) => (
        <SourcePicker
          view={view}
          onApply={(choice) => {
            setView((view) => ({ ...view, ...choice }));
            close();
          }}
        />
      )}
    </DropDown>
  );
}

/** What is chosen of what the page is set up for. */
function choiceText(view: View, monitor: Monitor): string {
  const accounts = view.accounts.filter((each) => monitor.accounts.some(({ id }) => id === each));
  const regions = view.regions.filter((each) => monitor.sources.some(({ region }) => region === each));
  const [account] = accounts;
  const [region] = regions;
  const accountText =
    account === undefined
      ? 'All accounts'
      : accounts.length === 1
        ? (monitor.accounts.find(({ id }) => id === account)?.label ?? account)
        : `${accounts.length} accounts`;
  const regionText =
    region === undefined ? 'all Regions' : regions.length === 1 ? region : `${regions.length} Regions`;
  if (monitor.accounts.length === 1 && account === undefined) {
    return region === undefined ? 'All Regions' : regionText;
  }
  return `${accountText}, ${regionText}`;
}
