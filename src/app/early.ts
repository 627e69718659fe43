import type { Address } from '../ui/address.ts';
import { identityIdOf } from './identity-ids.ts';

/*
 * The way to Macie begins with two calls of Cognito, one after the other. They are made while the SDK is still on its
 * way: the page, whose code runs first, asks who its reader is, and the worker for the credentials, which never leave
 * it. Nothing is judged: what an answer is worth is for the SDK to find out.
 */

/** An identity pool whose guests the readers are, and where Cognito answers. */
export interface GuestAccount {
  readonly identityPoolId: string;
  readonly endpoint: string;
}

/** Who the reader is to a pool, and what Cognito answered to find out. */
export interface EarlyIdentity {
  readonly identityId: string | undefined;
  readonly answers: EarlyAnswers;
}

/** What Cognito was asked about one identity pool while the SDK was still on its way. */
export interface EarlyGuest {
  readonly identityPoolId: string;
  /** Resolves when there will be no more; never rejects, as what goes wrong here goes wrong again for the SDK. */
  readonly answers: Promise<EarlyAnswers>;
}

/** Answers that are no refusals: what was asked, and the answer's body. */
type EarlyAnswers = readonly Answer[];
type Answer = readonly [question: string, body: string];

/**
 * The first account that an address is about.
 *
 * @param config the configuration as it came
 * @returns undefined where people sign in, or nothing is clear
 */
export function findGuest(config: string, { pathname, search }: Address): GuestAccount | undefined {
  try {
    const read: unknown = JSON.parse(config);
    const accounts = member(read, 'accounts');
    if (member(read, 'signIn') || !Array.isArray(accounts)) return undefined;
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
  } catch {
    return undefined;
  }
}

/** Finds out who the reader is: as this browser knows, or by asking Cognito. Never rejects. */
export async function askIdentity({ identityPoolId, endpoint }: GuestAccount): Promise<EarlyIdentity> {
  const kept = await identityIdOf(identityPoolId).get();
  if (kept !== undefined) return { identityId: kept, answers: [] };
  const answer = await ask(endpoint, 'GetId', { IdentityPoolId: identityPoolId });
  return answer
    ? { identityId: text(answer.output, 'IdentityId'), answers: [answer.known] }
    : { identityId: undefined, answers: [] };
}

/** Asks for the credentials of who the page says the reader is, as the SDK will once it is here. */
export function askCredentials(
  { identityPoolId, endpoint }: GuestAccount,
  identity: Promise<EarlyIdentity>,
): EarlyGuest {
  const answers = async () => {
    const { identityId, answers: earlier } = await identity;
    const answer =
      identityId === undefined
        ? undefined
        : await ask(endpoint, 'GetCredentialsForIdentity', { IdentityId: identityId });
    return answer ? [...earlier, answer.known] : earlier;
  };
  return { identityPoolId, answers: answers() };
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

/** Undefined where Cognito refuses, or can't be reached. */
async function ask(
  endpoint: string,
  operation: string,
  input: Readonly<Record<string, string>>,
): Promise<{ readonly known: Answer; readonly output: unknown } | undefined> {
  const body = JSON.stringify(input);
  const target = `AWSCognitoIdentityService.${operation}`;
  const headers = { 'content-type': 'application/x-amz-json-1.1', [TARGET]: target };
  try {
    const answer = await fetch(endpoint, { method: 'POST', headers, body });
    if (!answer.ok) return undefined;
    const text = await answer.text();
    return { known: [questionOf(target, body), text], output: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function text(of: unknown, name: string): string | undefined {
  const value = member(of, name);
  return typeof value === 'string' ? value : undefined;
}

function member(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
}
