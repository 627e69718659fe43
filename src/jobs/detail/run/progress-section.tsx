import { useAtPresent } from '../../../components/time.tsx';
import { ProgressChart } from './progress-chart.tsx';
import { estimate } from './progress.ts';
import type { Sample } from './progress.ts';
import { estimateText } from './progress-text.ts';
import { Section } from '../section.tsx';
import { Sentence } from '../sentence.tsx';

/** Speed and end of the present run, from what this browser has seen of it. */
export function ProgressSection({ samples }: { samples: readonly Sample[] }) {
  const now = useAtPresent((present) => Math.floor(present / 10_000) * 10_000);
  const estimated = estimate(samples);
  return (
    <Section id="progress" title="Progress">
      <p>
        <Sentence text={estimateText(estimated, now)} />
      </p>
      <ProgressChart samples={samples} estimate={estimated} />
    </Section>
  );
}
