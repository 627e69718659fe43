import { AwsError } from '../aws/errors.ts';
import type { AwsErrorKind } from '../aws/errors.ts';

/** What one end of a port lets the other call: each function takes one value that can be cloned. */
export type Calls = Record<string, (input: never, signal: AbortSignal) => unknown>;

/** The other end of a port. */
export interface OtherEnd<Theirs extends Calls> {
  /**
   * Has the other end do something. An AwsError there is one here; of other errors, name and message come over.
   *
   * @throws whatever the call throws there, or the signal's reason as soon as it is aborted
   */
  call<Name extends keyof Theirs & string>(
    name: Name,
    input: Parameters<Theirs[Name]>[0],
    signal?: AbortSignal,
  ): Promise<Awaited<ReturnType<Theirs[Name]>>>;
  /** Has the other end do something that nobody waits for: should it fail, nobody hears of it. */
  tell<Name extends keyof Theirs & string>(name: Name, input: Parameters<Theirs[Name]>[0]): void;
}

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly kind: 'tell'; readonly id: undefined; readonly name: string; readonly input: unknown }
  | { readonly kind: 'abort'; readonly id: number }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: SentError };

/** Calls over a message port, in both directions; an abort here is one there. */
export function connect<Theirs extends Calls>(port: MessagePort, ours: Calls): OtherEnd<Theirs> {
  let last = 0;
  const asked = new Map<
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
    else if (kind === 'tell') ours[data.name]?.(data.input as never, NEVER);
    else if (kind === 'abort') running.get(id)?.abort();
    else if (kind === 'done') asked.get(id)?.resolve(data.value);
    else asked.get(id)?.reject(fromSent(data.error));
  });
  port.start();

  const ask = async (name: string, input: unknown, signal?: AbortSignal): Promise<unknown> => {
    signal?.throwIfAborted();
    const id = ++last;
    const abort = () => {
      post({ kind: 'abort', id });
      asked.get(id)?.reject(signal?.reason);
    };
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await new Promise((resolve, reject) => {
        asked.set(id, { resolve, reject });
        post({ kind: 'call', id, name, input });
      });
    } finally {
      asked.delete(id);
      signal?.removeEventListener('abort', abort);
    }
  };
  return {
    call: (name, input, signal) =>
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The other end is of the same build, and typed.
      ask(name, input, signal) as Promise<Awaited<ReturnType<Theirs[typeof name]>>>,
    tell: (name, input) => {
      post({ kind: 'tell', id: undefined, name, input });
    },
  };
}

/** What is only told can't be stopped. */
const NEVER = new AbortController().signal;

/** What of an error comes over: structured cloning would keep only what JavaScript's own errors have. */
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
