import { IconChartHistogram } from '@tabler/icons-react';
import { Suspense } from 'react';
import { lazyPart } from '../../../components/lazy.tsx';
import { IconButton } from '../../../components/button.tsx';
import { changePreferences, usePreferences } from '../../model/preferences.ts';
import type { JobList } from '../job-list.ts';
import classes from './lazy-histogram.module.css';

const load = () => import('./histogram.tsx');
const Histogram = lazyPart(() => load().then(({ Histogram }) => Histogram));

/** The jobs over time, where the reader wants to see them: the chart is loaded only then. */
export function Picture({ list }: { list: JobList }) {
  const { picture } = usePreferences();
  if (!picture) return null;
  return (
    <section aria-label="Jobs over time">
      <Suspense fallback={<div className={classes['waiting']} />}>
        <Histogram list={list} />
      </Suspense>
    </section>
  );
}

/** Shows the jobs over time, or hides them. */
export function PictureButton() {
  const { picture } = usePreferences();
  const words = picture ? 'Hide jobs over time' : 'Show jobs over time';
  return (
    <IconButton
      on={picture}
      aria-label={words}
      title={words}
      aria-expanded={picture}
      onFocus={fetchEarly}
      onPointerEnter={fetchEarly}
      onClick={() => {
        changePreferences({ picture: !picture });
      }}
    >
      <IconChartHistogram size={16} aria-hidden />
    </IconButton>
  );
}

function fetchEarly(): void {
  // A failure is told when the chart is wanted.
  void load().catch(() => undefined);
}
