import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { createProgressStore } from '../jobs/detail/run/progress-store.ts';
import { createMonitor } from './create-monitor.ts';

test('who wants nothing kept leaves nothing of the runs that were looked at either', async () => {
  const clearCache = vi.fn(async () => {});
  const monitor = createMonitor(
    { title: 'Macie jobs', gateway: '/macie/{region}', signIn: null, logs: false, accounts: [] } as never,
    undefined,
    { clearCache } as never,
  );
  await createProgressStore('guest').add('security/us-east-1/x', { at: 1, left: 9 });
  await monitor.clearCache();
  expect(clearCache).toHaveBeenCalledOnce();
  const samples = await createProgressStore('guest').add('security/us-east-1/x', { at: 60_000, left: 5 });
  expect(samples).toEqual([{ at: 60_000, left: 5 }]);
});
