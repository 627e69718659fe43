import { HttpRequest } from '@smithy/core/protocols';
import type { BuildMiddleware, Pluggable } from '@smithy/types';

/**
 * Macie answers no browser: it sends no CORS headers. So a request is signed for Macie's own host and
 * path, and only then moved to a gateway on the page's origin, which undoes the move (strips the
 * prefix, sets Host) and passes the signed headers on untouched. The signature still holds, and the
 * gateway needs no credentials.
 *
 * @param template where the gateway is: a path or URL with `{region}`, such as `/macie/{region}`
 */
export function throughGateway<Input extends object, Output extends object>(
  template: string,
  region: string,
): Pluggable<Input, Output> {
  const base = new URL(template.replace('{region}', region), globalThis.location?.href);
  const move: BuildMiddleware<Input, Output> = (next) => (args) => {
    if (!HttpRequest.isInstance(args.request)) return next(args);
    // A copy: a retry signs the original again.
    const moved = HttpRequest.clone(args.request);
    moved.protocol = base.protocol;
    moved.hostname = base.hostname;
    if (base.port) moved.port = Number(base.port);
    moved.path = base.pathname.replace(/\/$/, '') + moved.path;
    return next({ ...args, request: moved });
  };
  return {
    applyToStack: (stack) => {
      stack.addRelativeTo(move, {
        name: 'gatewayMiddleware',
        relation: 'after',
        toMiddleware: 'httpSigningMiddleware',
        override: true,
      });
    },
  };
}
