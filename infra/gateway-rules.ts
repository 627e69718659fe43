import { type AwsOperation, operationsFor, type OperationSwitches } from '../src/aws/operations.ts';

/** A kind of request that a gateway lets through: a method and a pattern for the signed path. */
export interface GatewayRoute {
  readonly method: 'GET' | 'POST';
  /** The path, unless it contains an id. */
  readonly exact: string | undefined;
  /** The path as a regular expression that JavaScript, PCRE and Go's RE2 all understand. */
  readonly pattern: string;
}

/** The longest body that a gateway accepts, in bytes. Lists of criteria and ids are short. */
export const BODY_LIMIT = 64 * 1024;

/** An id in a path: only characters that no server decodes or normalizes. */
const ID = '[A-Za-z0-9_-]+';

/**
 * The requests that the gateway lets through for a configuration. Exact paths come first: `/jobs/list` would otherwise
 * match the path of a job.
 */
export function gatewayRoutes(switches: OperationSwitches): readonly GatewayRoute[] {
  return routesOf(operationsFor(switches));
}

/** The same for a list of operations. Only Macie needs a gateway: the other services send CORS headers. */
export function routesOf(operations: readonly AwsOperation[]): readonly GatewayRoute[] {
  const routes = operations
    .filter(({ service }) => service === 'macie2')
    .map(({ method, path }) => ({
      method,
      exact: path.includes('{') ? undefined : path,
      pattern: path.replaceAll(/\{\w+\}/g, ID),
    }));
  return [...routes.filter(({ exact }) => exact), ...routes.filter(({ exact }) => !exact)];
}
