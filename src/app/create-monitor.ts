import { notifyManager, QueryClient } from '@tanstack/react-query';
import { accountCredentials } from '../aws/credentials.ts';
import type { CredentialProvider } from '../aws/credentials.ts';
import { createJobLog } from '../aws/logs.ts';
import { createLimiter } from '../aws/limiter.ts';
import { createMacie } from '../aws/macie.ts';
import { createJobQueries } from '../jobs/job-queries.ts';
import { createKeptInventories } from '../jobs/kept.ts';
import { allSources } from '../jobs/monitor.ts';
import type { Monitor } from '../jobs/monitor.ts';
import { createProgressStore } from '../jobs/page/progress-store.ts';
import { currentPreferences } from '../jobs/preferences.ts';
import { prefetchAddress } from '../jobs/prefetch.ts';
import { createReadingGate } from '../jobs/reading-gate.ts';
import type { Config } from './config.ts';
import type { Early } from './early.ts';
import { identityIdOf } from './identity-ids.ts';
import type { Session } from './sign-in-context.ts';

/** What the page is started with. */
export interface StartedMonitor extends Monitor {
  readonly queryClient: QueryClient;
  /**
   * Begins to read what an address will show, before the page is there to ask. Resolves when the first request to
   * Macie has left, or there is something to show.
   */
  prefetch(address: { readonly pathname: string; readonly search: string }): Promise<void>;
}

/** Parallel callers get throttled by Macie: few at once, over all sources and for each. */
const CALLS = { total: 12, perKey: 4 };

/** Wires a configuration to AWS: credentials per account, Macie per source, queries over both. */
export function createMonitor(config: Config, session: Session | undefined, early: Early): StartedMonitor {
  const providers = new Map<string, CredentialProvider>(
    config.accounts.map((account) => {
      const { identityPoolId } = account.credentials;
      const identity = identityIdOf(identityPoolId, session?.login.subject);
      return [
        account.id,
        accountCredentials(account, session?.login, identity, early.fetchFor(identityPoolId)),
      ];
    }),
  );
  const credentials = (id: string): CredentialProvider => {
    const provider = providers.get(id);
    if (!provider) throw new Error(`The configuration has no account ${id}.`);
    return provider;
  };
  let sent: (() => void) | undefined;
  const firstSent = new Promise<void>((resolve) => {
    sent = resolve;
  });
  const macie = createMacie(config.gateway, credentials, createLimiter(CALLS), () => sent?.());
  const sources = allSources(config.accounts);
  drawTogether(sources.length);
  // Retries are the SDK's; here a failure is a failure.
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 10_000 } } });
  const identity = session?.login.subject ?? 'guest';
  const kept = createKeptInventories(identity);
  session?.onSignOut(async () => {
    await queryClient.cancelQueries();
    queryClient.clear();
    await Promise.all([kept.clear(), createProgressStore(identity).clear()]);
  });
  const monitor: Monitor = {
    title: config.title,
    accounts: config.accounts,
    sources,
    queries: createJobQueries(
      macie,
      queryClient,
      createReadingGate(),
      () => (currentPreferences().keep ? kept : undefined),
      sources.length,
    ),
    readLog: config.logs ? createJobLog(config.logs.endpoint, credentials) : undefined,
    identity,
    forgetKept: () => kept.clear(),
  };
  return {
    ...monitor,
    queryClient,
    prefetch: (address) => {
      prefetchAddress(monitor, queryClient, address);
      return Promise.race([firstSent, firstNews(queryClient)]);
    },
  };
}

/** Resolves when any query has data, or an error. */
function firstNews(queryClient: QueryClient): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = queryClient.getQueryCache().subscribe(({ query }) => {
      if (query.state.status === 'pending') return;
      unsubscribe();
      resolve();
    });
  });
}

/** With more sources than these, what several of them answer within a moment is drawn at once. */
const FEW_SOURCES = 6;
/** A millisecond for each source, up to this. */
const LONGEST_MOMENT_MS = 250;

/** Has what changes within one moment drawn together: with hundreds of sources something changes all the time. */
function drawTogether(sources: number): void {
  const moment = sources > FEW_SOURCES ? Math.min(sources, LONGEST_MOMENT_MS) : 0;
  const waiting: (() => void)[] = [];
  const drawAll = () => {
    for (const draw of waiting.splice(0)) draw();
  };
  notifyManager.setScheduler((draw) => {
    if (waiting.push(draw) === 1) setTimeout(drawAll, moment);
  });
}
