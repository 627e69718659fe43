import {
  DescribeClassificationJobCommand,
  ListClassificationJobsCommand,
  Macie2Client,
} from '@aws-sdk/client-macie2';
import type {
  DescribeClassificationJobCommandOutput,
  ListClassificationJobsCommandInput,
  ListClassificationJobsCommandOutput,
} from '@aws-sdk/client-macie2';
import { Sha256Js } from '@smithy/core/checksum';
import type { Logger } from '@smithy/types';
import type { CredentialProvider } from './credentials.ts';
import { AwsError, toAwsError } from './errors.ts';
import { throughGateway } from './gateway.ts';
import { isJobId } from './job-id.ts';
import type { Limiter, Urgency } from './limiter.ts';
import { sourceKey } from './source.ts';
import type { Source, SourceKey } from './source.ts';

/** The two Macie operations that the page uses, and the only two. Both throw an AwsError. */
export interface Macie {
  /** One page of ListClassificationJobs. */
  listJobs(
    source: Source,
    input: ListClassificationJobsCommandInput,
    options: CallOptions,
  ): Promise<ListClassificationJobsCommandOutput>;
  /** DescribeClassificationJob. A job id that can't be one fails as `not-found` without a call. */
  describeJob(
    source: Source,
    jobId: string,
    options: CallOptions,
  ): Promise<DescribeClassificationJobCommandOutput>;
  /** The sources whose next row holds up a list: their background calls go before the others'. */
  setNeeded(sources: readonly SourceKey[]): void;
}

/** What a call may say about itself. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly priority?: Urgency | undefined;
}

const ignore = () => {};

/** Says nothing. With a logger of its own that ignores `info`, the SDK copies each answer for it. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the SDK asks whether there is an `info`
const SILENT = { trace: ignore, debug: ignore, warn: ignore, error: ignore } as unknown as Logger;

/** An answer that takes longer is taken for lost. */
const REQUEST_TIMEOUT_MS = 30_000;

/** How long a call that nobody waits for any more may go on. */
const LINGER_MS = 1000;

/**
 * Macie by way of the gateway. A client for a source is made when its first call is.
 *
 * @param gateway where the gateway is, with `{region}`
 * @param credentials the provider of an account named in the configuration
 */
export function createMacie(
  gateway: string,
  credentials: (account: string) => CredentialProvider,
  limiter: Limiter,
): Macie {
  const requestHandler = {
    requestTimeout: REQUEST_TIMEOUT_MS,
    customFetch: async (input: RequestInfo | URL, init?: RequestInit) => {
      const response = await fetch(input, init);
      // Read here, so that the time-out is for the whole answer: the SDK's own is for its beginning.
      return Object.defineProperty(response, 'body', { value: new Uint8Array(await response.arrayBuffer()) });
    },
  };
  const clients = new Map<string, Macie2Client>();
  const clientOf = (source: Source) => {
    const key = sourceKey(source);
    const known = clients.get(key);
    if (known) return known;
    const client = new Macie2Client({
      region: source.region,
      credentials: credentials(source.account),
      requestHandler,
      // What is signed is short: to have the browser hash it means to wait for other threads, several times a call.
      sha256: Sha256Js,
      logger: SILENT,
    });
    client.middlewareStack.use(throughGateway(gateway, source.region));
    clients.set(key, client);
    return client;
  };
  let needed: ReadonlySet<SourceKey> = new Set();
  const call = async <T>(
    operation: string,
    source: Source,
    { signal, priority = 'interactive' }: CallOptions,
    send: (client: Macie2Client, options: { abortSignal?: AbortSignal }) => Promise<T>,
  ) => {
    // Who waits for credentials is in nobody's way.
    await credentials(source.account)();
    const key = sourceKey(source);
    const answer = await limiter.run(
      key,
      () => (priority === 'background' && needed.has(key) ? 'needed' : priority),
      async () => {
        try {
          return await send(clientOf(source), signal ? { abortSignal: later(signal, LINGER_MS) } : {});
        } catch (error) {
          throw toAwsError(error, operation);
        }
      },
      signal,
    );
    signal?.throwIfAborted();
    return answer;
  };
  return {
    listJobs: (source, input, options) =>
      call('ListClassificationJobs', source, options, (client, sdk) =>
        client.send(new ListClassificationJobsCommand(input), sdk),
      ),
    describeJob: async (source, jobId, options) => {
      // An empty id would ask for `GET /jobs/`; others that can't be an id are not worth a call.
      if (!isJobId(jobId)) {
        throw new AwsError('not-found', 'DescribeClassificationJob', {
          code: 'ResourceNotFoundException',
          message: 'A job id is 32 characters, each a digit or a letter from a to f.',
        });
      }
      return call('DescribeClassificationJob', source, options, (client, sdk) =>
        client.send(new DescribeClassificationJobCommand({ jobId }), sdk),
      );
    },
    setNeeded: (sources) => {
      needed = new Set(sources);
    },
  };
}

/**
 * A signal that follows another one after a moment. AWS goes on with a call that was broken off: so that no more are
 * under way than should be, it keeps its slot until it has been answered, if that doesn't take long.
 */
function later(signal: AbortSignal, ms: number): AbortSignal {
  const controller = new AbortController();
  signal.addEventListener(
    'abort',
    () => {
      setTimeout(() => {
        controller.abort(signal.reason);
      }, ms);
    },
    { once: true },
  );
  return controller.signal;
}
