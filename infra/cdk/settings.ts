import { readFileSync } from 'node:fs';
import { type Insight, INSIGHTS } from '../../src/aws/operations.ts';
import { MACIE_REGIONS } from '../../src/aws/regions.ts';

/** The settings of a deployment, a JSON file. */
export interface Settings {
  /** The page's title. */
  readonly title?: string;
  readonly accounts: readonly AccountSettings[];
  /** Whether readers may see why a run had errors, from Macie's log group. */
  readonly logs?: boolean;
  /** What readers may see beyond the jobs: findings, buckets, usage, names. Nothing if absent. */
  readonly insights?: readonly Insight[];
  /** An existing OpenID Connect issuer. Without one, the stack has a user pool. */
  readonly issuer?: {
    readonly authority: string;
    readonly clientId: string;
    readonly scope?: string;
    /** Only for a Cognito user pool: the host of its sign-in pages. */
    readonly cognitoDomain?: string;
  };
  /** A host name and its certificate in us-east-1. By default CloudFront gives a name. */
  readonly domain?: { readonly name: string; readonly certificateArn: string };
  /** A web ACL of WAF, in us-east-1. */
  readonly webAclArn?: string;
  /** The name of a bucket for CloudFront's access logs. */
  readonly logBucket?: string;
}

export interface AccountSettings {
  /** The account's name in links: lowercase letters, digits and hyphens. */
  readonly id: string;
  readonly label: string;
  readonly accountId: string;
  readonly regions: readonly string[];
  /** The external id of the account's reader role, for every account but the stack's own. */
  readonly externalId?: string;
}

/** Reads settings from a file. Throws an Error that names what is wrong. */
export function readSettings(file: string): Settings {
  const settings: Settings = JSON.parse(readFileSync(file, 'utf8'));
  return checkedSettings(settings);
}

/** The settings as given. Throws an Error that names what would fail or do harm only once it is deployed. */
export function checkedSettings(settings: Settings): Settings {
  const { accounts, domain, insights = [] } = settings;
  if (!Array.isArray(accounts) || accounts.length === 0) throw new Error('accounts: name at least one');
  const ids = new Set<string>();
  for (const { id, label, accountId, regions } of accounts) {
    if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) throw new Error(`accounts: "${id}" can't stand in a link`);
    if (ids.has(id)) throw new Error(`accounts: there are two ${id}`);
    ids.add(id);
    if (!label) throw new Error(`accounts: ${id} has no label`);
    if (!/^\d{12}$/.test(accountId)) throw new Error(`accounts: ${id} has no accountId of 12 digits`);
    if (!Array.isArray(regions) || regions.length === 0) throw new Error(`accounts: ${id} has no regions`);
    const odd = regions.find((region) => !MACIE_REGIONS.some((known) => known === region));
    if (odd !== undefined) throw new Error(`accounts: ${id} has "${odd}", where Macie is not`);
  }
  const unknown = insights.find((insight) => !INSIGHTS.includes(insight));
  if (unknown !== undefined) throw new Error(`insights: "${unknown}" is none of ${INSIGHTS.join(', ')}`);
  if (domain && !domain.certificateArn.startsWith('arn:aws:acm:us-east-1:')) {
    throw new Error('domain: CloudFront takes a certificate from us-east-1 only');
  }
  return settings;
}
