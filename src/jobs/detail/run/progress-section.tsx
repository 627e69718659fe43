import { useAtPresent } from '../../../components/time.tsx';
import type { Described } from '../../queries/job-queries.ts';
import { ProgressChart } from './progress-chart.tsx';
import { estimate } from './progress.ts';
import { estimateWords } from './progress-text.ts';
import { Section } from '../section.tsx';
import { Sentence } from '../sentence.tsx';
import { useProgress } from './use-progress.ts';
import type { JobProgress } from './use-progress.ts';

/** Speed and end of the present run, from what this browser has seen of it. */
export function ProgressSection({ described, progress }: { described: Described; progress: JobProgress }) {
  const samples = useProgress(described, progress);
  const now = useAtPresent((present) => Math.floor(present / 10_000) * 10_000);
  const estimated = estimate(samples);
  return (
    <Section id="progress" title="Progress">
      <p>
        <Sentence words={estimateWords(estimated, now)} />
      </p>
      <ProgressChart samples={samples} estimate={estimated} />
    </Section>
  );
}
