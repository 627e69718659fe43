/** A Macie inventory is per account and per Region, so that pair is what a job belongs to. */
export interface Source {
  /** The account's name in the configuration, as in links: `/jobs/{account}/{region}/{jobId}`. */
  readonly account: string;
  /** An AWS Region code, such as `eu-west-1`. */
  readonly region: string;
}

/** A source as one string, `{account}/{region}`: the form used in keys. Neither part can hold a slash. */
export type SourceKey = string & { readonly __sourceKey?: never };

/** The one-string form of a source. */
export function sourceKey(source: Source): SourceKey {
  return `${source.account}/${source.region}`;
}

/** The source behind its one-string form. */
export function parseSourceKey(key: SourceKey): Source {
  const [account = '', region = ''] = key.split('/');
  return { account, region };
}
