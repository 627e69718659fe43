import { IconChartHistogram } from '@tabler/icons-react';
import { Suspense } from 'react';
import { lazyPart } from '../../../components/lazy.tsx';
import { IconButton } from '../../../components/button.tsx';
import { changePreferences, usePreferences } from '../../model/preferences.ts';
import type { JobList } from '../job-list.ts';
import classes from './lazy-histogram.module.css';

const load = () => import('./histogram.tsx');
const Histogram = lazyPart(() => load().then(({ Histogram }) => Histogram));

/** The histogram, where the reader wants to see it: its code is loaded only then. */
export function LazyHistogram({ list }: { list: JobList }) {
  const { histogram } = usePreferences();
  if (!histogram) return null;
  return (
    <section aria-label="Jobs over time">
      <Suspense fallback={<div className={classes['waiting']} />}>
        <Histogram list={list} />
      </Suspense>
    </section>
  );
}

/** Shows the histogram, or hides it. */
export function HistogramButton() {
  const { histogram } = usePreferences();
  const label = histogram ? 'Hide jobs over time' : 'Show jobs over time';
  return (
    <IconButton
      on={histogram}
      aria-label={label}
      title={label}
      aria-expanded={histogram}
      onFocus={preload}
      onPointerEnter={preload}
      onClick={() => {
        changePreferences({ histogram: !histogram });
      }}
    >
      <IconChartHistogram size={16} aria-hidden />
    </IconButton>
  );
}

function preload(): void {
  // A failure is shown when the histogram is opened.
  void load().catch(() => undefined);
}
