import { type GatewayRoute, gatewayRoutes } from '../../infra/gateway-rules.ts';
import { INSIGHTS } from '../../src/aws/operations.ts';
import { MACIE_REGIONS } from '../../src/aws/regions.ts';

/** What a gateway lets through. */
export interface GatewayRules {
  readonly regions: readonly string[];
  readonly routes: readonly GatewayRoute[];
}

/** Where the gateway sends a request on. */
export interface GatewayTarget {
  readonly region: string;
  /** The Host that the request was signed for. */
  readonly host: string;
  /** The path that it was signed for. */
  readonly path: string;
}

/** What the gateway answers itself. */
export type GatewayRefusal =
  | { readonly refused: 404 }
  | { readonly refused: 405; readonly allow: GatewayRoute['method'] };

/** Every Region that Macie has, and the operations that are needed with nothing switched on. */
const LEAST: GatewayRules = { regions: MACIE_REGIONS, routes: gatewayRoutes({}) };

/** Every Region that Macie has, and every operation there is. */
export const EVERYTHING: GatewayRules = {
  regions: MACIE_REGIONS,
  routes: gatewayRoutes({ insights: INSIGHTS }),
};

/**
 * What a production gateway does with a request to `/macie/{region}/…`: the prefix goes, Host becomes the Region's
 * Macie endpoint, and everything else stays as it was signed. The address is matched as it came, so that a query, an
 * escape, a dot or a second slash never passes.
 * @param url the request's path with its query, as it stands in the request
 * @returns undefined for an address that isn't the gateway's
 */
export function throughGateway(
  method: string,
  url: string,
  { regions, routes }: GatewayRules = LEAST,
): GatewayTarget | GatewayRefusal | undefined {
  if (!/^\/macie(?:[/?#]|$)/.test(url)) return undefined;
  const [, region = '', path = ''] = /^\/macie\/([a-z0-9-]+)(\/.*)$/.exec(url) ?? [];
  const route = routes.find(({ pattern }) => new RegExp(`^(?:${pattern})$`).test(path));
  if (!route || !regions.includes(region)) return { refused: 404 };
  if (route.method !== method) return { refused: 405, allow: route.method };
  return { region, host: `macie2.${region}.amazonaws.com`, path };
}
