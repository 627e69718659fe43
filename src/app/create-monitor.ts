import { notifyManager, QueryClient } from '@tanstack/react-query';
import type { Query } from '@tanstack/react-query';
import { createInsightQueries } from '../jobs/queries/insight-queries.ts';
import { createJobQueries } from '../jobs/queries/job-queries.ts';
import type { Monitor } from '../jobs/queries/monitor.ts';
import { createProgressStore } from '../jobs/detail/run/progress-store.ts';
import { currentPreferences } from '../jobs/model/preferences.ts';
import { forgetWatched } from '../jobs/notifications/watched-jobs.ts';
import { allSources } from '../jobs/model/sources.ts';
import { identityOf } from '../worker/client.ts';
import type { Aws } from '../worker/client.ts';
import { preloadJobPage } from './routing/load-job-page.ts';
import type { Config } from './config.ts';
import type { Session } from '../auth/session-context.ts';

/** What the page is started with. */
export interface StartedMonitor extends Monitor {
  readonly queryClient: QueryClient;
  /** Deletes everything that the reader has seen, in memory and in this browser. */
  forget(): Promise<void>;
}

/** Wires a configuration to AWS: queries over Macie, for one reader. */
export function createMonitor(config: Config, session: Session | undefined, aws: Aws): StartedMonitor {
  const sources = allSources(config.accounts);
  // Retries are the SDK's; here a failure is a failure.
  const queryClient = new QueryClient({
    defaultOptions: {
      // What a person asks for is always tried: browsers are wrong about being offline.
      queries: { retry: false, staleTime: 10_000, networkMode: 'offlineFirst' },
    },
  });
  drawTogether(sources.length, queryClient);
  const identity = identityOf(session);
  const monitor: Monitor = {
    title: config.title,
    accounts: config.accounts,
    sources,
    queries: createJobQueries(aws, queryClient, () => currentPreferences().keep),
    insights: createInsightQueries(aws, config.insights),
    readLog: config.logs ? aws.readLog : undefined,
    identity,
    preloadJobPage,
    clearCache: async () => {
      await Promise.all([aws.clearCache(), createProgressStore(identity).clear()]);
    },
  };
  return {
    ...monitor,
    queryClient,
    forget: async () => {
      await queryClient.cancelQueries();
      queryClient.clear();
      forgetWatched();
      await monitor.clearCache();
    },
  };
}

/** With more sources than these, what several of them answer within a moment is drawn at once. */
const FEW_SOURCES = 6;
/** A millisecond for each source, up to this. */
const LONGEST_MOMENT_MS = 250;

/**
 * Has what changes within one moment drawn together: with hundreds of sources something changes all the time. The last
 * of the first answers is drawn right away, since without it there are no rows.
 */
function drawTogether(sources: number, queryClient: QueryClient): void {
  const moment = sources > FEW_SOURCES ? Math.min(sources, LONGEST_MOMENT_MS) : 0;
  const waiting: (() => void)[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wereAwaited = false;
  const drawAll = () => {
    clearTimeout(timer);
    timer = undefined;
    for (const draw of waiting.splice(0)) draw();
  };
  notifyManager.setScheduler((draw) => {
    waiting.push(draw);
    const areAwaited = queryClient.getQueryCache().getAll().some(isAwaited);
    if (wereAwaited && !areAwaited) queueMicrotask(drawAll);
    wereAwaited = areAwaited;
    timer ??= setTimeout(drawAll, moment);
  });
}

/** Whether rows are being read of which nothing is known yet. */
function isAwaited(query: Query): boolean {
  return query.meta?.purpose === 'rows' && isUnknown(query);
}

function isUnknown({ state: { status, fetchStatus } }: Query): boolean {
  return status === 'pending' && fetchStatus === 'fetching';
}
