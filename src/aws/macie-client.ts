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
import { withFreshCredentials } from './credentials.ts';
import type { CredentialProvider } from './credentials.ts';
import { checkAnswers } from './answer-shape.ts';
import type { CheckedAnswer } from './answer-shape.ts';
import { AwsError, toAwsError } from './errors.ts';
import { throughGateway } from './gateway-middleware.ts';
import { httpHandler } from './http-handler.ts';
import type { Answer, CallHandling } from './http-handler.ts';
import { isJobId } from './job-id.ts';
import type { Limiter, Urgency } from './request-scheduler.ts';
import { sourceKey } from './source.ts';
import type { Source, SourceKey } from './source.ts';

/** The two Macie operations that jobs are read with. Both throw an AwsError. */
export interface Macie {
  /** One page of ListClassificationJobs. */
  listJobs(
    source: Source,
    input: ListClassificationJobsCommandInput,
    options: CallOptions,
  ): Promise<ListClassificationJobsCommandOutput>;
  /** DescribeClassificationJob. A job id that can't be one fails as `not-found` without a call. */
  describeJob(source: Source, jobId: string, options: CallOptions): Promise<DescribedJob>;
  /** The sources whose next row holds up a list: their background calls go before the others'. */
  setNeeded(sources: readonly SourceKey[]): void;
}

/**
 * Calls any operation of Macie, in turn with all other calls.
 *
 * @param operation its name, for errors
 * @throws AwsError, or the signal's reason
 */
export type MacieCall = <T>(
  operation: string,
  source: Source,
  options: CallOptions,
  send: (client: Macie2Client, handling: CallHandling) => Promise<T>,
) => Promise<T>;

/** DescribeClassificationJob's answer, without members that are not what they should be. */
export type DescribedJob = DescribeClassificationJobCommandOutput & CheckedAnswer;

/** What a call may say about itself. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly priority?: Urgency | undefined;
}

const ignore = () => {};

/** Says nothing. With a logger of its own that ignores `info`, the SDK copies each answer for it. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the SDK asks whether there is an `info`
const SILENT = { trace: ignore, debug: ignore, warn: ignore, error: ignore } as unknown as Logger;

/** An answer that takes longer is given up. */
const REQUEST_TIMEOUT_MS = 20_000;

/** By operation: the member without which an answer is none. */
const ESSENTIAL = {
  ListClassificationJobs: 'items',
  GetFindingStatistics: 'countsByGroup',
  DescribeBuckets: 'buckets',
  GetUsageStatistics: 'records',
  GetMacieSession: 'status',
};

/** How long a call may go on after it was aborted. */
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
): Macie & { readonly call: MacieCall } {
  const clients = new Map<string, Macie2Client>();
  const clientOf = (source: Source) => {
    const key = sourceKey(source);
    const known = clients.get(key);
    if (known) return known;
    const client = new Macie2Client({
      region: source.region,
      credentials: credentials(source.account),
      requestHandler: httpHandler,
      // What is signed is short: to have the browser hash it means to wait for other threads, several times a call.
      sha256: Sha256Js,
      logger: SILENT,
    });
    client.middlewareStack.use(throughGateway(gateway, source.region));
    client.middlewareStack.use(checkAnswers(ESSENTIAL));
    clients.set(key, client);
    return client;
  };
  let needed: ReadonlySet<SourceKey> = new Set();
  const call: MacieCall = async (operation, source, { signal, priority = 'interactive' }, send) => {
    const key = sourceKey(source);
    const attempt = async () => {
      const client = clientOf(source);
      const leave = await limiter.enter(
        key,
        () => (priority === 'background' && needed.has(key) ? 'needed' : priority),
        signal,
      );
      try {
        const answer = await send(client, {
          ...(signal && { abortSignal: signal }),
          inTurn: async (send) => {
            signal?.throwIfAborted();
            const answer = await sendInTime(send, signal);
            // The turn ends with the answer, before it is parsed. After a refusal the SDK may try again.
            if (answer.response.statusCode < 400) leave();
            return answer;
          },
        });
        signal?.throwIfAborted();
        return answer;
      } catch (error) {
        signal?.throwIfAborted();
        throw toAwsError(error, operation);
      } finally {
        leave();
      }
    };
    // Credentials are waited for outside of any turn; meanwhile the client is made.
    clientOf(source);
    return withFreshCredentials(credentials(source.account), attempt, () => {
      // The SDK's client remembers credentials too.
      clients.delete(key);
    });
  };
  return {
    call,
    listJobs: (source, input, options) =>
      call('ListClassificationJobs', source, options, (client, handling) =>
        client.send(new ListClassificationJobsCommand(input), handling),
      ),
    describeJob: async (source, jobId, options) => {
      // An empty id would ask for `GET /jobs/`; others that can't be an id are not worth a call.
      if (!isJobId(jobId)) {
        throw new AwsError('not-found', 'DescribeClassificationJob', {
          code: 'ResourceNotFoundException',
          message: 'A job id is 32 characters, each a digit or a letter from a to f.',
        });
      }
      return call('DescribeClassificationJob', source, options, (client, handling) =>
        client.send(new DescribeClassificationJobCommand({ jobId }), handling),
      );
    },
    setNeeded: (sources) => {
      needed = new Set(sources);
    },
  };
}

/**
 * Sends a request, and gives it up when it takes too long, or a moment after it was aborted. AWS goes on with a call that
 * was broken off, so the call keeps its turn until it is answered, if that doesn't take long: then no more are under way
 * than should be.
 */
async function sendInTime(
  send: (signal: AbortSignal) => Promise<Answer>,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const controller = new AbortController();
  let timer = setTimeout(() => {
    controller.abort(new DOMException('AWS did not answer in time.', 'TimeoutError'));
  }, REQUEST_TIMEOUT_MS);
  const linger = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      controller.abort(signal?.reason);
    }, LINGER_MS);
  };
  signal?.addEventListener('abort', linger, { once: true });
  try {
    return await send(controller.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', linger);
  }
}
