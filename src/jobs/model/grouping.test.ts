import { expect, test } from 'vitest';
import { sampleRow } from '../../testing/sample-row.ts';
import type { Group } from '../criteria/criteria.ts';
import { attentionContext } from './attention.ts';
import { groupRows, isGroupHead } from './grouping.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');

const JOBS = [
  sampleRow({ jobId: '1', source: 'security/us-east-1', jobStatus: 'RUNNING' }),
  sampleRow({ jobId: '2', source: 'audit/eu-west-1', lastRunError: 'ERROR' }),
  sampleRow({ jobId: '3', source: 'security/eu-west-1', jobStatus: 'PAUSED' }),
  sampleRow({ jobId: '4', source: 'security/eu-west-1', jobStatus: undefined }),
  sampleRow({ jobId: '5', source: 'audit/us-east-1', jobStatus: 'HIBERNATING' }),
];

const grouped = (by: Group, folded: readonly string[] = []) =>
  groupRows(JOBS, by, {
    attention: attentionContext(JOBS, NOW),
    isFolded: (group) => folded.includes(group),
    accountLabel: (account) => ({ security: 'Security tooling', audit: 'Audit' })[account] ?? account,
  }).map((row) => (isGroupHead(row) ? `${row.label} (${row.count})` : row.jobId));

test.each([
  ['account', ['Audit (2)', '2', '5', 'Security tooling (3)', '1', '3', '4']],
  ['region', ['eu-west-1 (3)', '2', '3', '4', 'us-east-1 (2)', '1', '5']],
  [
    'status',
    [
      'Complete (1)',
      '2',
      'HIBERNATING (1)',
      '5',
      'Paused by Macie (1)',
      '3',
      'Running (1)',
      '1',
      'No status (1)',
      '4',
    ],
  ],
  [
    'reason',
    ['Errors in last run (1)', '2', 'Paused by Macie (1)', '3', 'Needs no attention (3)', '1', '4', '5'],
  ],
] as const)('jobs are grouped by %s, in their order', (by, rows) => {
  expect(grouped(by)).toEqual(rows);
});

test('a folded group keeps its heading and its count', () => {
  expect(grouped('region', ['eu-west-1'])).toEqual(['eu-west-1 (3)', 'us-east-1 (2)', '1', '5']);
});
