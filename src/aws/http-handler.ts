import { HttpResponse, buildQueryString } from '@smithy/core/protocols';
import type { HttpRequest } from '@smithy/core/protocols';
import type { HttpHandlerOptions, RequestHandler } from '@smithy/types';

/** What a call says to the handler of its requests, along with what the SDK itself knows to say. */
export interface CallHandling extends HttpHandlerOptions {
  /** Sends a request when its turn comes, until the signal says otherwise. */
  readonly inTurn?: (send: (signal: AbortSignal) => Promise<Answer>) => Promise<Answer>;
}

/** What the SDK makes sense of: the whole answer is there. */
export interface Answer {
  readonly response: HttpResponse;
}

/**
 * Sends the requests of the SDK's clients with the browser's own `fetch`. The SDK's handler starts its clock, and holds
 * what is sent, before the request's turn has come; and its time-out is for an answer's beginning only.
 */
export const httpHandler: RequestHandler<HttpRequest, HttpResponse, CallHandling> & {
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): object;
} = {
  handle: async ({ protocol, hostname, port, path, query, method, headers, body }, handling) => {
    const parameters = buildQueryString(query);
    const url = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}${parameters && `?${parameters}`}`;
    const send = async (signal?: AbortSignal): Promise<Answer> => {
      const init = { method, headers, body: method === 'GET' ? undefined : body };
      const answer = await fetch(url, signal ? { ...init, signal } : init);
      const response = new HttpResponse({
        statusCode: answer.status,
        reason: answer.statusText,
        headers: Object.fromEntries(answer.headers),
        body: new Uint8Array(await answer.arrayBuffer()),
      });
      return { response };
    };
    return handling?.inTurn ? handling.inTurn(send) : send();
  },
  updateHttpClientConfig: () => {},
  httpHandlerConfigs: () => ({}),
};
