/** Where the gateway sends a request on. */
export interface GatewayTarget {
  readonly region: string;
  /** The Host that the request was signed for. */
  readonly host: string;
  /** The path that it was signed for, with its query. */
  readonly path: string;
}

/** The Regions that have Macie; the gateway sends nothing anywhere else. */
export const MACIE_REGIONS: ReadonlySet<string> = new Set([
  'af-south-1',
  'ap-east-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-south-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-south-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
]);

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
  if (!MACIE_REGIONS.has(region) || !(isList || isDescribe)) return 'refused';
  return { region, host: `macie2.${region}.amazonaws.com`, path: rest };
}
