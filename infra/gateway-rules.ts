import { type AwsOperation, operationsFor, type OperationSwitches } from '../src/aws/operations.ts';

/** A request that a gateway lets through: a method and the form of the path that was signed. */
export interface GatewayRoute {
  readonly method: 'GET' | 'POST';
  /** The whole path; undefined where it has an id. */
  readonly exact: string | undefined;
  /** The path as a regular expression's source, in what JavaScript, PCRE and Go's RE2 have in common. */
  readonly pattern: string;
}

/** The longest body that a gateway takes, in bytes. Lists of criteria and of ids are short. */
export const BODY_LIMIT = 64 * 1024;

/** An id in a path: nothing that a server could decode or tidy up, so that what is matched is what is signed. */
const ID = '[A-Za-z0-9_-]+';

/**
 * What the gateway to Macie lets through for a configuration. Whole paths come before those with an id, which could be
 * the same: `/jobs/list` is no job.
 */
export function gatewayRoutes(switches: OperationSwitches): readonly GatewayRoute[] {
  return routesOf(operationsFor(switches));
}

/** The same for these operations. Other services than Macie answer browsers, so they need no gateway. */
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
