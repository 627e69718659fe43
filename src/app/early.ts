import { identityIdOf } from './identity-ids.ts';

/** What was asked for while the page's code was still on its way. */
export interface Early {
  /** The configuration file. */
  readonly config: Promise<Response>;
  /**
   * A `fetch` for calls of Cognito about one identity pool: what has been asked already is not asked again. Each answer
   * is given once, so a second try is a new call.
   */
  fetchFor(identityPoolId: string): typeof fetch;
}

/**
 * Asks for the configuration and, where it lets guests in, for the credentials of the first account that the address
 * is about, as the SDK will once it is here. Nothing is judged: what an answer is worth is for the SDK to find out.
 */
export function askEarly(address: { readonly pathname: string; readonly search: string }): Early {
  const config = fetch('/config.json');
  const account = config.then(async (response) => guestAccount(await response.clone().json(), address));
  const answers = new Map<string, Response>();
  const asked = account.then((found) => found && askCognito(found, answers));
  // Whatever goes wrong here goes wrong again for those who tell it.
  asked.catch(() => undefined);
  return {
    config,
    fetchFor: (identityPoolId) => async (input, init) => {
      const request = new Request(input, init);
      try {
        if ((await account)?.identityPoolId === identityPoolId) {
          await asked;
          const question = `${request.headers.get(TARGET)} ${await request.clone().text()}`;
          const answer = answers.get(question);
          answers.delete(question);
          if (answer?.ok) return answer;
        }
      } catch {
        // Asked anew.
      }
      return fetch(request);
    },
  };
}

const TARGET = 'x-amz-target';

async function askCognito(
  { identityPoolId, endpoint }: GuestAccount,
  answers: Map<string, Response>,
): Promise<void> {
  const ask = async (operation: string, input: Readonly<Record<string, string>>): Promise<Response> => {
    const body = JSON.stringify(input);
    const target = `AWSCognitoIdentityService.${operation}`;
    const headers = { 'content-type': 'application/x-amz-json-1.1', [TARGET]: target };
    const answer = await fetch(endpoint, { method: 'POST', headers, body });
    answers.set(`${target} ${body}`, answer);
    return answer;
  };
  let identity: unknown = { IdentityId: await identityIdOf(identityPoolId).get() };
  if (!text(identity, 'IdentityId')) {
    identity = await (await ask('GetId', { IdentityPoolId: identityPoolId })).clone().json();
  }
  const IdentityId = text(identity, 'IdentityId');
  if (IdentityId) await ask('GetCredentialsForIdentity', { IdentityId });
}

interface GuestAccount {
  readonly identityPoolId: string;
  readonly endpoint: string;
}

/** The first account of a configuration that an address is about; undefined where people sign in or nothing is clear. */
function guestAccount(
  config: unknown,
  { pathname, search }: { readonly pathname: string; readonly search: string },
): GuestAccount | undefined {
  const accounts = member(config, 'accounts');
  if (member(config, 'signIn') || !Array.isArray(accounts)) return undefined;
  const [, , ofPath] = pathname.split('/');
  const named =
    ofPath === undefined ? new URLSearchParams(search).getAll('account') : [decodeURIComponent(ofPath)];
  const account: unknown = accounts.find((each) => named.includes(text(each, 'id') ?? '')) ?? accounts[0];
  const credentials = member(account, 'credentials');
  const identityPoolId = text(credentials, 'identityPoolId');
  if (!identityPoolId) return undefined;
  const [region] = identityPoolId.split(':');
  return {
    identityPoolId,
    endpoint: text(credentials, 'endpoint') ?? `https://cognito-identity.${region}.amazonaws.com/`,
  };
}

function text(of: unknown, name: string): string | undefined {
  const value = member(of, name);
  return typeof value === 'string' ? value : undefined;
}

function member(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
}
