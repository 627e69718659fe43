import { ErrorResponse, ErrorTimeout, OidcClient, WebStorageStateStore } from 'oidc-client-ts';
import type { OidcMetadata, SigninResponse } from 'oidc-client-ts';
import * as v from 'valibot';
import type { SignIn } from './sign-in-config.ts';
import { randomId } from '../lib/random-id.ts';
import { SignInError } from './sign-in-error.ts';
import { readClaims } from './id-token.ts';
import type { Tokens } from './id-token.ts';

/** Where the issuer sends people back to, and where they are once signed out: to be registered there. */
export const SIGNED_IN = '/signed-in';
export const SIGNED_OUT = '/signed-out';

/**
 * The issuer, as this page uses it: authorization code with PKCE, state and nonce. What belongs to a
 * sign-in that is under way is kept in this tab's sessionStorage and is good once; tokens are not kept.
 * Everything throws a SignInError.
 */
export interface Issuer {
  /** Begins a sign-in, and gives the address to go to. The link comes back with the answer. */
  begin(link: string): Promise<string>;
  /** Takes the address that the issuer sent a person back to. `onLink` gets the link before anything can fail. */
  finish(answer: string, onLink: (link: string) => void): Promise<Tokens>;
  /** Whether this tab has begun a sign-in, in the last quarter of an hour, that was never answered. */
  isUnanswered(): Promise<boolean>;
  /** Whether the issuer knows the client; true where it doesn't say. */
  knowsClient(): Promise<boolean>;
  /** New tokens by the refresh token. */
  renew(tokens: Tokens): Promise<Tokens>;
  /** Has the issuer forget the refresh token. */
  revoke(tokens: Tokens): Promise<void>;
  /** The address that ends the session at the issuer, or undefined where it has none. */
  signOutAddress(): Promise<string | undefined>;
}

const TIMEOUT_SECONDS = 10;

const StateData = v.object({ link: v.string() });
const OAuthError = v.object({ error: v.string() });

/**
 * @param origin the page's own
 * @param storage the tab's sessionStorage
 */
export function createIssuer(
  { authority, clientId, scope, cognitoDomain }: SignIn,
  origin: string,
  storage: Storage,
  now: () => number = Date.now,
): Issuer {
  const stateStore = new WebStorageStateStore({ prefix: 'macie-job-monitor.sign-in.', store: storage });
  const client = new OidcClient({
    authority,
    client_id: clientId,
    redirect_uri: origin + SIGNED_IN,
    post_logout_redirect_uri: origin + SIGNED_OUT,
    stateStore,
    filterProtocolClaims: false,
    requestTimeoutInSeconds: TIMEOUT_SECONDS,
    // The answer to a revocation has no body (RFC 7009, 2.2), and issuers call that what they like.
    revokeTokenAdditionalContentTypes: ['text/'],
  });

  const metadata = async (): Promise<Partial<OidcMetadata> & { issuer: string }> => {
    const found = await client.metadataService.getMetadata();
    // OpenID Connect Discovery, 4.3; a slash at the end is what people get wrong without harm.
    if (found.issuer?.replace(/\/$/, '') !== authority.replace(/\/$/, '')) {
      throw new SignInError('not-an-issuer', `It calls itself ${found.issuer ?? 'nothing'}.`);
    }
    return { ...found, issuer: found.issuer };
  };

  const readTokens = async (response: SigninResponse, before?: Tokens): Promise<Tokens> => {
    const { id_token: idToken, refresh_token: refreshToken = before?.refreshToken, profile } = response;
    if (idToken === undefined) throw new SignInError('token', 'It gave no id token.');
    // An issuer need not give a new id token with a refresh; then the old one stays as it is.
    if (idToken === before?.idToken) return { ...before, refreshToken };
    const claims = readClaims(profile, { issuer: (await metadata()).issuer, clientId }, now());
    return { idToken, refreshToken, ...claims };
  };

  return {
    begin: (link) =>
      typed(async () => {
        const { scopes_supported: supported } = await metadata();
        const { url } = await client.createSigninRequest({
          scope: scope ?? defaultScope(supported),
          nonce: randomId(),
          state: { link },
        });
        return url;
      }),
    finish: (answer, onLink) =>
      typed(async () => {
        const { state } = await client.readSigninResponseState(answer).catch(() => {
          throw new SignInError('state');
        });
        onLink(v.parse(StateData, state.data).link);
        // The state is removed before the code is used: neither is good a second time.
        const response = await client.processSigninResponse(answer);
        await forgetAll(stateStore);
        return readTokens(response);
      }),
    isUnanswered: async () => {
      await client.clearStaleState();
      return (await stateStore.getAllKeys()).length > 0;
    },
    knowsClient: async () => {
      try {
        // An issuer shows a wrong client id to the person and never sends them back. Its token endpoint
        // shows it: for an impossible code it answers `invalid_grant` to a client it knows.
        const { token_endpoint: endpoint } = await metadata();
        if (endpoint === undefined) return true;
        const response = await fetch(endpoint, {
          method: 'POST',
          body: new URLSearchParams({
            grant_type: 'authorization_code',
            client_id: clientId,
            redirect_uri: origin + SIGNED_IN,
            code: 'none',
            code_verifier: 'none'.repeat(11),
          }),
          signal: AbortSignal.timeout(TIMEOUT_SECONDS * 1000),
        });
        const { error } = v.parse(OAuthError, await response.json());
        return error !== 'invalid_client' && error !== 'unauthorized_client';
      } catch {
        return true;
      }
    },
    renew: (tokens) =>
      typed(async () => {
        const { idToken, refreshToken, subject } = tokens;
        if (refreshToken === undefined) throw new SignInError('code', 'There is no refresh token.');
        const response = await client.useRefreshToken({
          state: {
            refresh_token: refreshToken,
            id_token: idToken,
            session_state: null,
            profile: { sub: subject, iss: authority, aud: clientId, exp: 0, iat: 0 },
          },
          timeoutInSeconds: TIMEOUT_SECONDS,
        });
        return readTokens(response, tokens);
      }),
    revoke: ({ refreshToken }) =>
      typed(async () => {
        const { revocation_endpoint: endpoint } = await metadata();
        if (refreshToken !== undefined && endpoint !== undefined) {
          await client.revokeToken(refreshToken, 'refresh_token');
        }
      }),
    signOutAddress: () =>
      typed(async () => {
        if (cognitoDomain !== undefined) return cognitoLogout(cognitoDomain, clientId, origin + SIGNED_OUT);
        const { end_session_endpoint: endpoint } = await metadata();
        if (endpoint === undefined) return undefined;
        // Without `id_token_hint`: a token has no place in an address. The issuer knows its session by
        // its own cookie, and where to go back to by the client.
        return (await client.createSignoutRequest({ client_id: clientId })).url;
      }),
  };
}

/**
 * Scopes for an issuer: who it is, and a refresh token where the issuer wants that asked for. Cognito
 * gives one unasked, and refuses a scope that it doesn't know.
 */
function defaultScope(supported: readonly string[] = []): string {
  return ['openid', ...['email', 'offline_access'].filter((scope) => supported.includes(scope))].join(' ');
}

/** Cognito's managed login ends its session at an address of its own (`GET /logout`, Cognito developer guide). */
function cognitoLogout(domain: string, clientId: string, signedOut: string): string {
  const base = domain.replace(/\/+$/, '');
  const address = new URL('logout', /^https?:/.test(base) ? `${base}/` : `https://${base}/`);
  address.search = new URLSearchParams({ client_id: clientId, logout_uri: signedOut }).toString();
  return address.href;
}

async function forgetAll(store: WebStorageStateStore): Promise<void> {
  for (const key of await store.getAllKeys()) await store.remove(key);
}

async function typed<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw toSignInError(error);
  }
}

/** The error in this page's terms. The library has few types for what fails, so its messages are read too. */
function toSignInError(error: unknown): SignInError {
  if (error instanceof SignInError) return error;
  if (error instanceof ErrorResponse) return refusal(error);
  if (error instanceof DOMException && ['QuotaExceededError', 'SecurityError'].includes(error.name)) {
    return new SignInError('storage', error.message);
  }
  const message = error instanceof Error ? error.message : String(error);
  // What `fetch` rejects with, whatever the reason.
  if (error instanceof TypeError || error instanceof ErrorTimeout) {
    return new SignInError('unreachable', message);
  }
  if (message.startsWith('nonce')) return new SignInError('nonce');
  if (/\(5\d\d\)/.test(message)) return new SignInError('unavailable', message);
  if (/Content-Type|does not contain property|\(\d{3}\)/.test(message) || error instanceof SyntaxError) {
    return new SignInError('not-an-issuer', message);
  }
  return new SignInError('token', message);
}

/** What an issuer refused, by the error codes of OAuth 2.0 (RFC 6749, 4.1.2.1 and 5.2). */
function refusal(response: ErrorResponse): SignInError {
  const { error, error_description: description } = response;
  const said = description ? `${error}: ${description}` : (error ?? undefined);
  const problem = () => {
    // Issuers name a wrong redirect URI only in the description, or, as Cognito does, by a code of their own.
    if (error === 'redirect_mismatch' || /redirect[_ ]uri/i.test(description ?? '')) return 'redirect-uri';
    switch (error) {
      case 'invalid_client':
      case 'unauthorized_client':
        return 'client';
      case 'invalid_scope':
        return 'scope';
      case 'access_denied':
        return 'refused';
      case 'invalid_grant':
        return 'code';
      case 'server_error':
      case 'temporarily_unavailable':
        return 'unavailable';
      default:
        return 'other';
    }
  };
  return new SignInError(problem(), said);
}
