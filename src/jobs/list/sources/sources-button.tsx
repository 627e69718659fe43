import { IconAlertTriangle } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { lazyPart } from '../../../components/lazy.tsx';
import { Button } from '../../../components/button.tsx';
import { formatNumber } from '../../../lib/text.ts';
import type { JobList } from '../job-list.ts';
import { standingOf } from './source-text.ts';

const SourcesPanel = lazyPart(() => import('./sources-panel.tsx').then(({ SourcesPanel }) => SourcesPanel));

/** Says how many sources the list is made of and opens what is known of each. Not there for one that is well. */
export function SourcesButton({ list }: { list: JobList }) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const { missing, stale } = standingOf(list.sources);
  const failing = missing.length + stale.length > 0;
  const count = list.sources.length;
  if (count < 2 && !failing && !open) return null;
  return (
    <>
      <Button
        {...(failing && {
          style: { color: 'var(--macie-orange)' },
          // A single source's failure stands beside the button, with the sign.
          icon: count > 1 && <IconAlertTriangle size={15} aria-hidden />,
        })}
        aria-haspopup="dialog"
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
      >
        {count === 1 ? 'Details' : `${formatNumber(count)} sources`}
      </Button>
      {wanted && (
        <Suspense>
          <SourcesPanel
            list={list}
            opened={open}
            onClose={() => {
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
