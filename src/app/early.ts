import { identityIdOf } from './identity-ids.ts';

/** What Cognito was asked about one identity pool while the SDK was still on its way. */
export interface EarlyGuest {
  readonly identityPoolId: string;
  /** Resolves when there will be no more; never rejects, as what goes wrong here goes wrong again for the SDK. */
  readonly answers: Promise<EarlyAnswers>;
}

/** Answers that are no refusals: what was asked, and the answer's body. */
type EarlyAnswers = readonly (readonly [question: string, body: string])[];

/**
 * Asks for the credentials of the first account that an address is about, as the SDK will once it is here. Nothing is
 * judged: what an answer is worth is for the SDK to find out.
 *
 * @param config the configuration as it came
 * @returns undefined where people sign in, or nothing is clear
 */
export function askEarly(
  config: string,
  address: { readonly pathname: string; readonly search: string },
): EarlyGuest | undefined {
  try {
    const account = guestAccount(JSON.parse(config), address);
    return account && { identityPoolId: account.identityPoolId, answers: askCognito(account) };
  } catch {
    return undefined;
  }
}

/**
 * A `fetch` for calls of Cognito: what has been asked already is not asked again. Each answer is given once, so a second
 * try is a new call.
 */
export function answeredEarly(answers: Promise<EarlyAnswers>): typeof fetch {
  const left = answers.then((all) => new Map(all));
  return async (input, init) => {
    const request = new Request(input, init);
    const question = questionOf(request.headers.get(TARGET), await request.clone().text());
    const known = await left;
    const body = known.get(question);
    known.delete(question);
    return body === undefined ? fetch(request) : new Response(body);
  };
}

const TARGET = 'x-amz-target';

function questionOf(target: string | null, body: string): string {
  return `${target} ${body}`;
}

async function askCognito({ identityPoolId, endpoint }: GuestAccount): Promise<EarlyAnswers> {
  const answers: [string, string][] = [];
  const ask = async (operation: string, input: Readonly<Record<string, string>>): Promise<unknown> => {
    const body = JSON.stringify(input);
    const target = `AWSCognitoIdentityService.${operation}`;
    const headers = { 'content-type': 'application/x-amz-json-1.1', [TARGET]: target };
    const answer = await fetch(endpoint, { method: 'POST', headers, body });
    if (!answer.ok) return undefined;
    const text = await answer.text();
    answers.push([questionOf(target, body), text]);
    return JSON.parse(text);
  };
  try {
    const identity = await identityIdOf(identityPoolId).get();
    const IdentityId = identity ?? text(await ask('GetId', { IdentityPoolId: identityPoolId }), 'IdentityId');
    if (IdentityId) await ask('GetCredentialsForIdentity', { IdentityId });
  } catch {
    // The SDK is told what there is.
  }
  return answers;
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
