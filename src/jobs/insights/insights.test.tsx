import { expect, test, vi } from 'vitest';
import { AwsError } from '../../aws/errors.ts';
import type { SourceKey } from '../../aws/source.ts';
import type { KnownFindings } from '../model/findings.ts';
import { createInsightQueries } from '../queries/insight-queries.ts';
import type { InsightCalls } from '../queries/insight-queries.ts';
import { renderInMonitor } from '../../testing/render-in-monitor.tsx';
import { sampleRow } from '../../testing/sample-row.ts';
import { unlisted } from '../../testing/sample-job.ts';
import { FindingsCell, FindingsContext } from './findings-cell.tsx';
import { FindingsNotice } from './findings-notice.tsx';
import { SourceInsights } from './source-insights.tsx';

const SOURCE = { account: 'security', region: 'eu-west-1' };
const KEY: SourceKey = 'security/eu-west-1';
const JOB = sampleRow({ source: KEY, jobId: 'a' });
const DENIED = new AwsError('denied', 'GetFindingStatistics', {
  code: 'AccessDeniedException',
  message: 'No.',
});
const counts = (entries: readonly [string, number][], whole = true) => ({ counts: new Map(entries), whole });

const cell = (known: KnownFindings) =>
  renderInMonitor(
    <FindingsContext value={known}>
      <FindingsCell job={JOB} />
    </FindingsContext>,
  ).container.querySelector('span')?.textContent;

test.each<[string, KnownFindings]>([
  ['…', new Map()],
  ['Unknown', new Map([[KEY, DENIED]])],
  ['Unknown', new Map([[KEY, { total: counts([['b', 2]], false), high: counts([]) }]])],
  ['None', new Map([[KEY, { total: counts([['b', 2]]), high: counts([]) }]])],
  ['12', new Map([[KEY, { total: counts([['a', 12]]), high: counts([]) }]])],
  ['12 · 3 high', new Map([[KEY, { total: counts([['a', 12]]), high: counts([['a', 3]]) }]])],
  ['12 · high unknown', new Map([[KEY, { total: counts([['a', 12]]), high: counts([], false) }]])],
])('a job’s findings are %s', (text, known) => {
  expect(cell(known)).toBe(text);
});

const on = (calls: Partial<InsightCalls>) => ({
  insights: createInsightQueries(unlisted(calls), ['findings', 'usage']),
});

test('a source says once which permission its role lacks, whose quota is met, and that Macie is suspended', async () => {
  const isSuspended = vi.fn(async () => true);
  const readUsage = vi.fn(async () => {
    throw new AwsError('denied', 'GetUsageStatistics', { code: 'AccessDeniedException', message: 'No.' });
  });
  const { findByText, getByText } = renderInMonitor(<SourceInsights source={SOURCE} />, {
    monitor: on({ isSuspended, readUsage }),
  });
  await findByText(/Macie is suspended here/);
  getByText(/macie2:GetUsageStatistics/);
  expect(readUsage).toHaveBeenCalledOnce();
  expect(isSuspended).toHaveBeenCalledOnce();
});

test('an order by findings says of how many sources they are known, or that they are off', () => {
  const sort = { field: 'findings', order: 'DESC' } as const;
  const notice = (known: KnownFindings) => (
    <FindingsNotice sort={sort} findings={known} sources={2} className={undefined} />
  );
  const partial = renderInMonitor(notice(new Map([[KEY, DENIED]])), { monitor: on({}) });
  expect(partial.container).toHaveTextContent('Findings are known for 0 of 2 sources');
  const off = renderInMonitor(notice(new Map()));
  expect(off.container).toHaveTextContent('not switched on');
});
