import type { DescribeClassificationJobCommandOutput } from '@aws-sdk/client-macie2';
import type { LogPage, LogQuery } from '../aws/logs-client.ts';
import type { Source, SourceKey } from '../aws/source.ts';
import type { InventoryId, InventoryMessage, InventoryQuestion } from '../jobs/sync/transfer.ts';
import type { Config } from '../app/config.ts';

/** What the worker posts once its code has run; a worker whose code is missing or broken never does. */
export const READY = 'ready';

/** How the worker is to call AWS. */
export interface AwsSetup extends Pick<Config, 'gateway' | 'accounts' | 'logs'> {
  /** Who is signed in, as for identity pools; the tokens stay with the page, which is asked for them. */
  readonly login: { readonly subject: string; readonly providers: readonly string[] } | undefined;
  /** Whose data it is, for what is kept in the browser. */
  readonly identity: string;
}

/** What the worker does for the page. */
// oxlint-disable-next-line typescript/consistent-type-definitions -- An interface is no record of calls.
export type AwsCalls = {
  /** Comes before all else. */
  setUp(setup: AwsSetup): void;
  /** Resolves when all that was found has been published. */
  readJobs(question: InventoryQuestion, signal: AbortSignal): Promise<void>;
  keepJobs(id: InventoryId): void;
  forgetJobs(id: InventoryId): void;
  describeJob(
    question: { source: Source; jobId: string },
    signal: AbortSignal,
  ): Promise<DescribeClassificationJobCommandOutput>;
  setNeeded(sources: readonly SourceKey[]): void;
  /** Whether anybody sees the page, or wants to be told what happens while nobody does. */
  setWanted(wanted: boolean): void;
  readLog(question: { source: Source; query: LogQuery }, signal: AbortSignal): Promise<LogPage>;
  forgetKept(nothing: undefined): Promise<void>;
};

/** What the page does for the worker. */
// oxlint-disable-next-line typescript/consistent-type-definitions -- An interface is no record of calls.
export type PageCalls = {
  /** An id token of the provider that is still good. */
  idToken(provider: string): Promise<string>;
  /** What has become of an inventory. */
  published(news: { id: string; message: InventoryMessage }): void;
};
