import { AwsError } from '../aws/errors.ts';
import type { AwsErrorKind } from '../aws/errors.ts';

/** What one end of a port offers the other. Each function takes one value that can be cloned. */
export type Calls = Record<string, (input: never, signal: AbortSignal) => unknown>;

/** The other end of a port, as seen from this one. */
export interface OtherEnd<Theirs extends Calls> {
  /**
   * Calls a function at the other end. An AwsError arrives as an AwsError; of other errors, name and message arrive.
   *
   * @throws what the function throws, or the signal's reason as soon as the signal is aborted
   */
  call<Name extends keyof Theirs & string>(
    name: Name,
    input: Parameters<Theirs[Name]>[0],
    signal?: AbortSignal,
  ): Promise<Awaited<ReturnType<Theirs[Name]>>>;
  /** Calls a function at the other end without waiting. Errors are ignored. */
  notify<Name extends keyof Theirs & string>(name: Name, input: Parameters<Theirs[Name]>[0]): void;
}

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly kind: 'notify'; readonly id: undefined; readonly name: string; readonly input: unknown }
  | { readonly kind: 'abort'; readonly id: number }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: SentError };

/** Connects two ends of a message port, so that each can call the other. Aborting a call here aborts it there. */
export function connect<Theirs extends Calls>(port: MessagePort, ours: Calls): OtherEnd<Theirs> {
  let last = 0;
  const pending = new Map<
    number,
    { readonly resolve: (value: unknown) => void; readonly reject: (error: unknown) => void }
  >();
  const running = new Map<number, AbortController>();
  const post = (message: Message): void => {
    port.postMessage(message);
  };

  const answer = async (id: number, name: string, input: unknown): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The other end is of the same build, and typed.
      const value: unknown = await ours[name]?.(input as never, controller.signal);
      post({ kind: 'done', id, value });
    } catch (error) {
      post({ kind: 'failed', id, error: toSent(error) });
    } finally {
      running.delete(id);
    }
  };

  port.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    const { kind, id } = data;
    if (kind === 'call') void answer(id, data.name, data.input);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The other end is of the same build, and typed.
    else if (kind === 'notify') ours[data.name]?.(data.input as never, NEVER);
    else if (kind === 'abort') running.get(id)?.abort();
    else if (kind === 'done') pending.get(id)?.resolve(data.value);
    else pending.get(id)?.reject(fromSent(data.error));
  });
  port.start();

  const ask = async (name: string, input: unknown, signal?: AbortSignal): Promise<unknown> => {
    signal?.throwIfAborted();
    const id = ++last;
    const abort = () => {
      post({ kind: 'abort', id });
      pending.get(id)?.reject(signal?.reason);
    };
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject });
        post({ kind: 'call', id, name, input });
      });
    } finally {
      pending.delete(id);
      signal?.removeEventListener('abort', abort);
    }
  };
  return {
    call: (name, input, signal) =>
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The other end is of the same build, and typed.
      ask(name, input, signal) as Promise<Awaited<ReturnType<Theirs[typeof name]>>>,
    notify: (name, input) => {
      post({ kind: 'notify', id: undefined, name, input });
    },
  };
}

/** For notifications, which can't be aborted. */
const NEVER = new AbortController().signal;

/** An error as it is sent: structured cloning would keep only the members of JavaScript's own errors. */
interface SentError {
  readonly name: string;
  readonly message: string;
  readonly aws?: {
    readonly kind: AwsErrorKind;
    readonly operation: string;
    readonly code: string;
    readonly status: number | undefined;
    readonly requestId: string | undefined;
  };
}

function toSent(error: unknown): SentError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message } = error;
  if (!(error instanceof AwsError)) return { name, message };
  const { kind, operation, code, status, requestId } = error;
  return { name, message, aws: { kind, operation, code, status, requestId } };
}

function fromSent({ name, message, aws }: SentError): Error {
  if (aws) return new AwsError(aws.kind, aws.operation, { ...aws, message });
  const error = new Error(message);
  error.name = name;
  return error;
}
