import { once } from 'node:events';
import { createServer } from 'node:http';
import { type ControlState, createControlState } from '../controls/state.ts';
import { createDemoSignIn } from './sign-in.ts';
import type { DemoSignIn } from './sign-in.ts';
import { PASSWORD } from './people.ts';

/** Starts the demo's sign-in on an HTTP server of its own. Requests that it doesn't handle get a 404 in HTML. */
export async function startIssuer(now?: () => number): Promise<{
  readonly origin: string;
  readonly signIn: DemoSignIn;
  readonly state: ControlState;
  readonly stop: () => void;
}> {
  const state = createControlState(now && { now });
  const signIn = createDemoSignIn({
    configFile: 'public/config.json',
    cognitoLogout: false,
    state,
  });
  const server = createServer((incoming, outgoing) => {
    signIn.handle(incoming, outgoing, () => {
      outgoing.writeHead(404, { 'content-type': 'text/html' }).end('<!doctype html>');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    signIn,
    state,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Signs a person in like a browser and gives the address that the issuer redirects to. */
export async function signInByForm(
  loginAddress: string,
  email: string,
  password: string = PASSWORD,
): Promise<string> {
  const cookies = new Map<string, string>();
  const go = async (address: string, init: RequestInit = {}): Promise<string> => {
    const response = await fetch(address, {
      ...init,
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`${response.status}: ${await response.text()}`);
    return new URL(location, address).href;
  };
  const form = await go(loginAddress);
  if (!form.includes('/interaction/')) return form;
  const resume = await go(form, { method: 'POST', body: new URLSearchParams({ email, password }) });
  return resume.includes('failed=') ? resume : go(resume);
}
