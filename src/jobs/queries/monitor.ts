import { createContext, useContext } from 'react';
import type { Account } from '../../aws/account.ts';
import type { ReadJobLog } from '../../aws/logs-client.ts';
import { parseSourceKey } from '../../aws/source.ts';
import type { Source, SourceKey } from '../../aws/source.ts';
import type { InsightQueries } from './insight-queries.ts';
import type { JobQueries } from './job-queries.ts';

/** What every page needs: the configured sources and the queries that read them. */
export interface Monitor {
  readonly title: string;
  readonly accounts: readonly Account[];
  /** Every account × Region of the configuration, in its order. */
  readonly sources: readonly Source[];
  readonly queries: JobQueries;
  /** What is known beyond the jobs, as far as the configuration switches it on. */
  readonly insights: InsightQueries;
  /** Reads a job's log; undefined unless the configuration turns logs on. */
  readonly readLog: ReadJobLog | undefined;
  /** Whose data this is, for what is cached in the browser. */
  readonly identity: string;
  /** Deletes what is cached in this browser. */
  readonly clearCache: () => Promise<void>;
  /** Loads the code of the job page ahead of need. */
  readonly preloadJobPage: () => void;
}

/** Provides the monitor to the pages. */
export const MonitorContext = createContext<Monitor | undefined>(undefined);

/** The monitor that the page was started with. */
export function useMonitor(): Monitor {
  const monitor = useContext(MonitorContext);
  if (!monitor) throw new Error('This component needs a MonitorContext above it.');
  return monitor;
}

/** An account's configuration by its name in links. */
export function useAccount(id: string): Account | undefined {
  return useMonitor().accounts.find((account) => account.id === id);
}

/** A source for people: `Security tooling, eu-west-1`. */
export function sourceLabel(accounts: readonly Account[], source: Source | SourceKey): string {
  const { account, region } = typeof source === 'string' ? parseSourceKey(source) : source;
  return `${accounts.find(({ id }) => id === account)?.label ?? account}, ${region}`;
}
