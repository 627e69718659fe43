import type { Account } from '../aws/account.ts';
import type { LogPage, LogQuery } from '../aws/logs-client.ts';
import type { Source } from '../aws/source.ts';
import type { InsightCalls } from '../jobs/queries/insight-queries.ts';
import type { JobCalls } from '../jobs/queries/job-queries.ts';
import type { InventoryMessage, InventoryQuestion } from '../jobs/sync/transfer.ts';

/** Posted by the worker once its code has run. A worker whose code is missing or broken never posts it. */
export const READY = 'ready';

/** Where AWS is, as the page's configuration says. */
export interface AwsConfig {
  /** Where the gateway to Macie is, with `{region}`. */
  readonly gateway: string;
  /** Where CloudWatch Logs answers when its events may be read; false where they may not. */
  readonly logs: false | { readonly endpoint?: string | undefined };
  readonly accounts: readonly Account[];
}

/** How the worker calls AWS. */
export interface AwsSetup extends AwsConfig {
  /** Who is signed in, as identity pools need it. The tokens stay with the page; the worker asks for them. */
  readonly login: { readonly subject: string; readonly providers: readonly string[] } | undefined;
  /** Whose data it is, for the cache in the browser. */
  readonly identity: string;
}

/** What the page calls in the worker. Calls that need no translation are declared where the queries need them. */
export type AwsCalls = Pick<JobCalls, 'describeJob' | 'setNeeded' | 'cacheJobs' | 'releaseJobs'> &
  Pick<InsightCalls, keyof InsightCalls> & {
    /** Comes first. */
    setUp(setup: AwsSetup): void;
    /** Resolves when everything that was found has been published. */
    readJobs(question: InventoryQuestion, signal: AbortSignal): Promise<void>;
    /** Whether the page is visible, or notifications are wanted while it is hidden. */
    setWanted(wanted: boolean): void;
    readLog(question: { source: Source; query: LogQuery }, signal: AbortSignal): Promise<LogPage>;
    clearCache(nothing: undefined): Promise<void>;
  };

/** What the worker calls in the page. */
// oxlint-disable-next-line typescript/consistent-type-definitions -- An interface has no index signature.
export type PageCalls = {
  /** A valid id token of the provider. */
  idToken(provider: string): Promise<string>;
  /** Has an id token renewed that an identity pool calls expired. */
  dropIdToken(idToken: string): Promise<void>;
  /** By how much AWS's clock is ahead of this browser's, in milliseconds. */
  clockChanged(offset: number): void;
  /** An inventory has changed. */
  published(news: { id: string; message: InventoryMessage }): void;
};
