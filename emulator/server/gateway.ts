import { MACIE_REGIONS } from '../../src/aws/regions.ts';

/** Where the gateway sends a request on. */
export interface GatewayTarget {
  readonly region: string;
  /** The Host that the request was signed for. */
  readonly host: string;
  /** The path that it was signed for, with its query. */
  readonly path: string;
}

/** The gateway sends nothing to anywhere else. */
const REGIONS: ReadonlySet<string> = new Set(MACIE_REGIONS);

/**
 * What a production gateway does with a request to `/macie/{region}/…`: the prefix goes, Host becomes the Region's
 * Macie endpoint, and everything else stays as it was signed. Only the monitor's two operations pass.
 * @param path the request's path, with its query
 * @returns undefined for a path that isn't the gateway's, `'refused'` for what must not pass.
 */
export function throughGateway(method: string, path: string): GatewayTarget | 'refused' | undefined {
  const [, region, rest] = /^\/macie\/([^/?]*)(.*)$/s.exec(path) ?? [];
  if (region === undefined || rest === undefined) return undefined;
  const isList = method === 'POST' && rest === '/jobs/list';
  const isDescribe = method === 'GET' && /^\/jobs\/[^/?]+$/.test(rest);
  if (!REGIONS.has(region) || !(isList || isDescribe)) return 'refused';
  return { region, host: `macie2.${region}.amazonaws.com`, path: rest };
}
