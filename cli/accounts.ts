import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { MACIE_REGIONS } from '../src/aws/regions.ts';
import type { SignedFetch } from './signed-fetch.ts';

/** An account to monitor, with the credentials of a profile. */
export interface LocalAccount {
  /** As in links. */
  readonly id: string;
  readonly label: string;
  readonly accountId: string;
  readonly regions: readonly string[];
  readonly credentials: AwsCredentialIdentityProvider;
  /** The profile that the credentials come from; undefined for the default chain. */
  readonly profile: string | undefined;
}

/** A profile that can't be used; the message is for the terminal. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';
}

/**
 * The account that a profile's credentials belong to, with the Regions to monitor.
 *
 * @param regions the Regions to monitor; undefined asks each Region of Macie once and takes those where it is enabled
 * @throws ProfileError
 */
export async function findAccount(
  profile: string | undefined,
  credentials: AwsCredentialIdentityProvider,
  regions: readonly string[] | undefined,
  signedFetch: SignedFetch,
): Promise<LocalAccount> {
  const name = profile ? `the profile ${profile}` : 'the default credentials';
  const accountId = await accountNumber(name, credentials, signedFetch);
  const found = regions ?? (await enabledRegions(credentials, signedFetch));
  if (found.length === 0) {
    throw new ProfileError(
      `Macie answered in no Region with ${name} (account ${accountId}). Enable Macie, allow macie2:ListClassificationJobs, or name Regions with --regions.`,
    );
  }
  return {
    id: linkName(profile ?? accountId),
    label: profile ?? accountId,
    accountId,
    regions: found,
    credentials,
    profile,
  };
}

/** The message of a failure of credentials, with what to do about it. */
export function credentialsFailure(error: unknown, profile: string | undefined): string {
  const message = error instanceof Error ? error.message : String(error);
  return /sso|token.*expired|session.*expired/i.test(message)
    ? `${message} Run: aws sso login${profile ? ` --profile ${profile}` : ''}`
    : message;
}

async function accountNumber(
  name: string,
  credentials: AwsCredentialIdentityProvider,
  signedFetch: SignedFetch,
): Promise<string> {
  let answer: Response;
  try {
    answer = await signedFetch(credentials, {
      service: 'sts',
      region: 'us-east-1',
      method: 'POST',
      path: '/',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Action=GetCallerIdentity&Version=2011-06-15',
    });
  } catch (error) {
    throw new ProfileError(`AWS can't be asked with ${name}: ${credentialsFailure(error, undefined)}`);
  }
  const text = await answer.text();
  const [, account] = /<Account>(\d{12})<\/Account>/.exec(text) ?? [];
  if (account) return account;
  const [, message = `HTTP ${answer.status}`] = /<Message>([^<]*)<\/Message>/.exec(text) ?? [];
  throw new ProfileError(`AWS refuses ${name}: ${message}`);
}

async function enabledRegions(
  credentials: AwsCredentialIdentityProvider,
  signedFetch: SignedFetch,
): Promise<string[]> {
  const answers = await Promise.all(
    MACIE_REGIONS.map(async (region) => {
      try {
        const { ok, body } = await signedFetch(credentials, {
          service: 'macie2',
          region,
          method: 'POST',
          path: '/jobs/list',
          headers: { 'content-type': 'application/json' },
          body: '{"maxResults":1}',
        });
        await body?.cancel();
        return ok;
      } catch {
        // A Region that the account has not opted in to.
        return false;
      }
    }),
  );
  return MACIE_REGIONS.filter((_, index) => answers[index]);
}

/** A name that may stand in links. */
function linkName(name: string): string {
  return (
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '') || 'account'
  );
}
