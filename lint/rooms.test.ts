import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refusal, ROOMS } from './rooms.js';

test.each([
  ['src/lib/text.ts', 'src/jobs/model/job.ts'],
  ['src/components/button.tsx', 'src/aws/account.ts'],
  ['src/aws/errors.ts', 'src/components/button.tsx'],
  ['src/jobs/model/job.ts', 'src/jobs/queries/monitor.ts'],
  ['src/jobs/sync/merge.ts', 'src/jobs/queries/monitor.ts'],
  ['src/jobs/list/list-page.tsx', 'src/jobs/detail/job-view.tsx'],
  ['src/jobs/detail/job-view.tsx', 'src/jobs/list/list-page.tsx'],
  ['src/jobs/list/table/columns.tsx', 'src/app/config.ts'],
  ['src/worker/aws-worker.ts', 'src/components/button.tsx'],
  ['src/jobs/list/list-page.tsx', 'src/testing/sample-job.ts'],
  ['src/app/start.tsx', 'src/main.tsx'],
  ['src/app/start.tsx', 'emulator/emulator.ts'],
  ['src/parlour/tea.ts', 'src/lib/text.ts'],
])('%s may not import %s', (importer, imported) => {
  expect(refusal(importer, imported)).toBeDefined();
});

test.each([
  ['src/main.tsx', 'src/app/start.tsx'],
  ['src/app/start.tsx', 'src/jobs/list/list-page.tsx'],
  ['src/jobs/list/table/columns.tsx', 'src/jobs/list/list-page.tsx'],
  ['src/jobs/list/list-page.tsx', 'src/jobs/model/job.ts'],
  ['src/jobs/list/list-page.test.tsx', 'src/testing/sample-job.ts'],
  ['src/jobs/sync/inventory.contract.test.ts', 'emulator/emulator.ts'],
  ['bench/run.ts', 'src/lib/text.ts'],
])('%s may import %s', (importer, imported) => {
  expect(refusal(importer, imported)).toBeUndefined();
});

test('each folder of the source is a room of its own in the table', () => {
  const rooms = [
    ...folders('src').filter((name) => name !== 'jobs' && name !== 'testing'),
    ...folders('src/jobs').map((name) => `jobs/${name}`),
  ];
  expect(rooms.toSorted()).toEqual(Object.keys(ROOMS).toSorted());
});

function folders(under: string): string[] {
  return readdirSync(under, { withFileTypes: true }).flatMap((each) =>
    each.isDirectory() ? [each.name] : [],
  );
}
