import { counted, formatNumber } from '../../lib/text.ts';
import type { View } from '../criteria/criteria.ts';
import type { KnownFindings } from '../model/findings.ts';
import { useMonitor } from '../queries/monitor.ts';

/** Says what an order by findings doesn't know. */
export function FindingsNotice({
  sort,
  findings,
  sources,
  className,
}: {
  sort: View['sort'];
  findings: KnownFindings;
  /** How many sources the list is made of. */
  sources: number;
  className: string | undefined;
}) {
  const { insights } = useMonitor();
  if (sort.field !== 'findings') return null;
  if (!insights.has('findings')) {
    return (
      <p className={className}>
        Numbers of findings are not switched on in this page’s configuration, so the newest jobs come first.
      </p>
    );
  }
  const known = [...findings.values()].filter((each) => !(each instanceof Error)).length;
  if (known >= sources) return null;
  return (
    <p className={className}>
      Findings are known for {formatNumber(known)} of {counted(sources, 'source')}; the jobs of the others
      come last.
    </p>
  );
}
