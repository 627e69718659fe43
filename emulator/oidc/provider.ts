import { type KeyObject, randomBytes } from 'node:crypto';
import type Provider from 'oidc-provider';
import { ID_TOKEN_HEADER } from './issuer-calls.ts';
import { errorPage, logoutPage } from './pages.ts';
import { PEOPLE } from './people.ts';

/** The monitor's client id. */
export const CLIENT_ID = 'macie-job-monitor';

/** The issuer's path on the page's origin. */
export const MOUNT = '/oidc';

/** What can be changed while the issuer runs. */
export interface IssuerSettings {
  /** How long an id token lasts. */
  idTokenSeconds: number;
  /** E-mail addresses of people who can no longer sign in or renew their sign-in. */
  disabled: readonly string[];
}

/**
 * An OpenID Connect issuer for the monitor on the same origin. Like Cognito, it puts the e-mail address in the id token
 * and gives a refresh token without being asked. It requires PKCE.
 *
 * @param key the private RSA key that signs the tokens
 */
export async function createProvider(
  origin: string,
  key: KeyObject,
  settings: IssuerSettings,
): Promise<Provider> {
  const day = 86_400;
  // Imported late: Vite's configuration loads this file even without sign-in, and the package is slow to load.
  const { Provider } = await import('oidc-provider');
  return new Provider(origin + MOUNT, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_name: 'Macie Job Monitor',
        // A page can't keep a secret.
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [`${origin}/signed-in`],
        post_logout_redirect_uris: [`${origin}/signed-out`],
      },
    ],
    jwks: { keys: [{ ...key.export({ format: 'jwk' }), ...ID_TOKEN_HEADER, use: 'sig' }] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    responseTypes: ['code'],
    scopes: ['openid', 'email'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    clientBasedCORS: () => true,
    issueRefreshToken: () => true,
    findAccount: (_ctx, sub) => {
      const person = PEOPLE.find((person) => person.sub === sub && !settings.disabled.includes(person.email));
      return person && { accountId: sub, claims: () => ({ sub, email: person.email, email_verified: true }) };
    },
    // The demo asks for no consent beyond signing in.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
    interactions: { url: (_ctx, { uid }) => `${MOUNT}/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true, allowedPolicy: () => true },
      rpInitiatedLogout: {
        logoutSource: (ctx, form) => {
          ctx.body = logoutPage(form);
        },
      },
    },
    renderError: (ctx, facts) => {
      ctx.type = 'html';
      ctx.body = errorPage(facts);
    },
    ttl: {
      AccessToken: 3600,
      IdToken: () => settings.idTokenSeconds,
      RefreshToken: day,
      Grant: day,
      Session: day,
      Interaction: 3600,
    },
  });
}
