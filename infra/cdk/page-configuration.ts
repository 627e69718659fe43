import type { HeadersConfig } from '../headers.ts';
import type { Settings } from './settings.ts';

/** Where the issuer sends people back to, and where they are once signed out: paths of the page. */
export const SIGNED_IN = '/signed-in';
export const SIGNED_OUT = '/signed-out';

/** The name that the reader role has in every further account. */
export const READER_ROLE = 'MacieJobMonitorReader';

/** The page's `config.json`. */
export interface PageConfiguration extends HeadersConfig {
  readonly title: string;
  readonly signIn: SignIn;
}

export interface SignIn {
  readonly authority: string;
  readonly clientId: string;
  readonly scope?: string;
  readonly cognitoDomain?: string;
  /** The issuer's name among an identity pool's logins. */
  readonly provider: string;
}

/** The page's configuration for these settings, with what only a deployment knows. */
export function pageConfiguration(
  settings: Settings,
  known: { readonly identityPoolId: string; readonly signIn: SignIn },
): PageConfiguration {
  return {
    title: settings.title ?? 'Macie jobs',
    gateway: '/macie/{region}',
    logs: settings.logs ? {} : false,
    insights: settings.insights ?? [],
    signIn: known.signIn,
    accounts: settings.accounts.map(({ externalId, ...account }) => ({
      ...account,
      credentials: {
        identityPoolId: known.identityPoolId,
        ...(externalId && { roleArn: readerRoleArn(account.accountId), externalId }),
      },
    })),
  };
}

/** The reader role of a further account. Macie is in no partition but `aws`. */
export function readerRoleArn(account: string): string {
  return `arn:aws:iam::${account}:role/${READER_ROLE}`;
}
