import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { AwsError } from '../../aws/errors.ts';
import { sourceKey } from '../../aws/source.ts';
import type { Job } from '../model/job.ts';
import { allSources } from '../model/sources.ts';
import type { JobCalls } from '../queries/job-queries.ts';
import type { ShownInventory } from '../sync/transfer.ts';
import { renderInMonitor } from '../../testing/render-in-monitor.tsx';
import { sampleRow } from '../../testing/sample-row.ts';
import { useJobList } from './use-job-list.ts';
import { useView } from './use-view.ts';

const ACCOUNTS = [
  {
    id: 'security',
    label: 'Security tooling',
    accountId: '111122223333',
    regions: ['eu-west-1', 'us-east-1'],
    credentials: { identityPoolId: 'us-east-1:00000000-0000-4000-8000-000000000001' },
  },
] as const;

/** What a test answers to the read of each Region. */
type Read = Parameters<JobCalls['readJobs']>;

/** Shows what the hook says of the list of the address. */
function List() {
  const { list } = useJobList(useView());
  return (
    <>
      <p data-part="names">{list.rows.map(({ name }) => name).join(' ')}</p>
      <p data-part="standing">
        {list.complete ? 'complete' : 'incomplete'} {list.read} {list.reading ? 'reading' : 'at rest'}
      </p>
      <p data-part="errors">
        {list.sources.flatMap(({ error, source }) => (error ? [`${source.region} failed`] : [])).join(' ')}
      </p>
      <button
        type="button"
        onClick={() => {
          list.refresh();
        }}
      >
        Refresh
      </button>
      <button type="button" onClick={list.stop}>
        Stop
      </button>
    </>
  );
}

const part = (name: string) => document.querySelector(`[data-part=${name}]`)?.textContent?.trim();

function show(readJobs: JobCalls['readJobs'], address = '/jobs') {
  return renderInMonitor(<List />, {
    address,
    calls: { readJobs },
    monitor: { accounts: ACCOUNTS, sources: allSources(ACCOUNTS) },
  });
}

function inventory([{ source }]: Read, head: readonly Job[], complete = true): ShownInventory {
  return {
    source: sourceKey(source),
    head,
    beyond: [],
    complete,
    state: complete ? 'settled' : 'reading',
    readAt: Date.now(),
    calls: 1,
    unreadable: 0,
    changed: new Map(),
  };
}

const row = ([{ source }]: Read, name: string, minute: number) =>
  sampleRow({
    source: sourceKey(source),
    jobId: name,
    name,
    createdAt: Date.parse(`2026-11-19T12:${minute}:00Z`),
  });

test('jobs of all sources make one list, newest first', async () => {
  show((...read) => {
    const [{ source }] = read;
    const jobs =
      source.region === 'eu-west-1' ? [row(read, 'c', 30), row(read, 'a', 10)] : [row(read, 'b', 20)];
    return Promise.resolve(inventory(read, jobs));
  });
  await waitFor(() => {
    expect(part('names')).toBe('c b a');
  });
  expect(part('standing')).toBe('complete 3 at rest');
});

test('rows are shown as far as no source can still put one before them', async () => {
  let finish: (() => void) | undefined;
  show((...read) => {
    const [{ source }, publish] = read;
    if (source.region === 'us-east-1') return Promise.resolve(inventory(read, [row(read, 'b', 20)]));
    publish(inventory(read, [row(read, 'c', 30)], false));
    return new Promise((resolve) => {
      finish = () => {
        resolve(inventory(read, [row(read, 'c', 30), row(read, 'a', 10)]));
      };
    });
  });
  await waitFor(() => {
    expect(part('names')).toBe('c');
  });
  expect(part('standing')).toBe('incomplete 2 reading');
  act(() => finish?.());
  await waitFor(() => {
    expect(part('names')).toBe('c b a');
  });
});

test('a source that fails holds up no other, and is asked again on refresh', async () => {
  let denied = true;
  const { user } = show((...read) => {
    const [{ source }] = read;
    if (source.region === 'us-east-1' && denied) {
      return Promise.reject(
        new AwsError('denied', 'ListClassificationJobs', {
          code: 'AccessDeniedException',
          message: 'No.',
          status: 403,
        }),
      );
    }
    return Promise.resolve(inventory(read, [row(read, source.region, 10)]));
  });
  await waitFor(() => {
    expect(part('errors')).toBe('us-east-1 failed');
  });
  expect(part('names')).toBe('eu-west-1');
  expect(part('standing')).toBe('incomplete 1 at rest');
  denied = false;
  await user.click(screen.getByRole('button', { name: 'Refresh' }));
  await waitFor(() => {
    expect(part('names')).toBe('eu-west-1 us-east-1');
  });
  expect(part('errors')).toBe('');
});

test('stopping aborts each read, and keeps what came', async () => {
  const signals: AbortSignal[] = [];
  const { user } = show((...read) => {
    const [, publish, signal] = read;
    signals.push(signal);
    publish(inventory(read, [row(read, read[0].source.region, 10)], false));
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        reject(new Error('stopped'));
      });
    });
  });
  await waitFor(() => {
    expect(part('standing')).toBe('incomplete 2 reading');
  });
  await user.click(screen.getByRole('button', { name: 'Stop' }));
  await waitFor(() => {
    expect(part('standing')).toBe('incomplete 2 at rest');
  });
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
});

test('a status filter also reads what the tiles count, and only as counts', async () => {
  const questions: string[] = [];
  show((...read) => {
    const [{ source, criteriaKey, purpose }] = read;
    questions.push(`${source.region} ${purpose} ${criteriaKey}`);
    return Promise.resolve(inventory(read, []));
  }, '/jobs?status=RUNNING&region=eu-west-1');
  await waitFor(() => {
    expect(questions).toHaveLength(2);
  });
  expect(questions.toSorted()).toEqual(['eu-west-1 counts ', 'eu-west-1 rows status=RUNNING']);
});
