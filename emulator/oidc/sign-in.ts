import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { jwtVerify } from 'jose';
import type Provider from 'oidc-provider';
import * as v from 'valibot';
import type { VerifyLogin } from '../identity/cognito-identity.ts';
import type { ControlState } from '../controls/state.ts';
import { answerIssuerCall } from './issuer-calls.ts';
import { loginPage } from './pages.ts';
import { PASSWORD, PEOPLE } from './people.ts';
import { CLIENT_ID, createProvider, MOUNT } from './provider.ts';
import type { Account } from '../accounts.ts';

/** The demo's sign-in: an OpenID Connect issuer on the page's own origin, and a configuration that names it. */
export interface DemoSignIn {
  /** A Connect middleware: the issuer below `/oidc/`, `/config.json`, and the controls of both. */
  readonly handle: (incoming: IncomingMessage, outgoing: ServerResponse, next: () => void) => void;
  /** Accepts the id tokens of this issuer and no others. */
  readonly verifyLogin: VerifyLogin;
  /** The accounts, with identity pools that take this issuer's logins and no guests. */
  readonly accounts: (accounts: readonly Account[]) => readonly Account[];
}

export interface DemoSignInOptions {
  /** The page's configuration without a sign-in. */
  readonly configFile: string;
  /** Whether to end sessions with Cognito's logout endpoint instead of the standard one. */
  readonly cognitoLogout: boolean;
  /** The emulator's controls: the issuer has the same clock, faults and log. */
  readonly state: ControlState;
}

/** The issuer's name in identity pools' logins: any would do, so it looks like a user pool's. */
const PROVIDER = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_demo';

const DEFAULTS = { idTokenSeconds: 3600, disabled: [] as readonly string[] };

/** A sign-in for the demo. The issuer takes its name from the request's origin, so any port will do. */
export function createDemoSignIn({ configFile, cognitoLogout, state }: DemoSignInOptions): DemoSignIn {
  const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const settings = { ...DEFAULTS };
  const providers = new Map<string, Promise<Provider>>();
  const providerOf = (origin: string): Promise<Provider> => {
    const known = providers.get(origin);
    if (known) return known;
    const provider = createProvider(origin, key, settings);
    providers.set(origin, provider);
    return provider;
  };
  const publicKey = createPublicKey(key);

  const route = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<boolean> => {
    const origin = `http://${incoming.headers.host ?? 'localhost'}`;
    const { pathname, searchParams } = new URL(incoming.url ?? '/', origin);
    const call = `${incoming.method} ${pathname}`;
    if (call === 'GET /config.json') {
      const config = v.parse(v.looseObject({}), JSON.parse(await readFile(configFile, 'utf8')));
      const authority = origin + MOUNT;
      const signIn = {
        authority,
        clientId: CLIENT_ID,
        provider: PROVIDER,
        ...(cognitoLogout && { cognitoDomain: authority }),
      };
      answer(outgoing, 200, 'application/json', JSON.stringify({ ...config, signIn }));
    } else if (call === 'PUT /_emulator/sign-in') {
      const input = v.safeParse(Settings, JSON.parse(await text(incoming)));
      if (input.success) Object.assign(settings, input.output);
      answer(outgoing, input.success ? 200 : 400, 'application/json', '{}');
    } else if (pathname.startsWith(`${MOUNT}/interaction/`)) {
      await interact(await providerOf(origin), incoming, outgoing);
    } else if (call === `GET ${MOUNT}/logout`) {
      // Cognito's logout endpoint, redirected to the standard one.
      const query = new URLSearchParams({
        client_id: searchParams.get('client_id') ?? '',
        post_logout_redirect_uri: searchParams.get('logout_uri') ?? '',
      });
      outgoing.writeHead(302, { location: `${MOUNT}/session/end?${query}` }).end();
    } else if (pathname.startsWith(`${MOUNT}/`)) {
      // As Connect does for a mounted middleware: the provider works out its mount path from the difference.
      Object.assign(incoming, { originalUrl: incoming.url, url: incoming.url?.slice(MOUNT.length) });
      const handler = (await providerOf(origin)).callback();
      await answerIssuerCall({ state, key }, pathname.slice(MOUNT.length), handler, incoming, outgoing);
    } else {
      // The emulator resets the rest.
      if (call === 'POST /_emulator/reset') Object.assign(settings, DEFAULTS);
      return false;
    }
    return true;
  };

  const interact = async (
    provider: Provider,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> => {
    if (incoming.method !== 'POST') {
      await provider.interactionDetails(incoming, outgoing);
      answer(outgoing, 200, 'text/html', loginPage(new URL(incoming.url ?? '', 'http://_').searchParams));
      return;
    }
    const form = new URLSearchParams(await text(incoming));
    const email = form.get('email') ?? '';
    const person = PEOPLE.find((person) => person.email === email && !settings.disabled.includes(email));
    if (!person || form.get('password') !== PASSWORD) {
      // A redirect, so that Back doesn't lead to a posted page.
      outgoing.writeHead(303, { location: `?${new URLSearchParams({ failed: email })}` }).end();
      return;
    }
    await provider.interactionFinished(incoming, outgoing, { login: { accountId: person.sub } });
  };

  return {
    handle: (incoming, outgoing, next) => {
      void (async () => {
        try {
          if (!(await route(incoming, outgoing))) next();
        } catch (error) {
          answer(outgoing, 400, 'text/plain', error instanceof Error ? error.message : String(error));
        }
      })();
    },
    verifyLogin: async (_provider, token) => {
      const { payload } = await jwtVerify(token, publicKey, {
        issuer: [...providers.keys()].map((origin) => origin + MOUNT),
        audience: CLIENT_ID,
        algorithms: ['RS256'],
        currentDate: new Date(state.clock.now()),
        requiredClaims: ['sub', 'exp'],
      });
      const person = PEOPLE.find(({ sub }) => sub === payload.sub);
      // What AWS says where a pool's rules find no role for a login is not established (?).
      if (!person?.mayReadMacie) throw new Error('The identity pool has no role for this login.');
      return { sub: person.sub };
    },
    accounts: (accounts) =>
      accounts.map(({ identityPools = [], ...account }) => ({
        ...account,
        identityPools: identityPools.map((pool) => ({ ...pool, guests: 'refused', provider: PROVIDER })),
      })),
  };
}

const Settings = v.strictObject({
  idTokenSeconds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  disabled: v.optional(v.array(v.string())),
});

function answer(outgoing: ServerResponse, status: number, type: string, body: string): void {
  outgoing
    .writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' })
    .end(body);
}
