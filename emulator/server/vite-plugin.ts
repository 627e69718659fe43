import path from 'node:path';
import type { Connect, Plugin } from 'vite';
import type { Clock } from '../controls/clock.ts';
import { createControlState } from '../controls/state.ts';
import { createEmulator } from '../emulator.ts';
import { environmentOptions } from '../environment.ts';
import { gatewayMiddleware, type Send } from './gateway-middleware.ts';
import { createDemoSignIn } from '../oidc/sign-in.ts';
import { demoAccounts } from '../accounts.ts';

/**
 * Does in `vite dev` and `vite preview` what a gateway does in production: sends `/macie/{region}/…` on to Macie,
 * its prefix stripped and its Host set. With the demo's configuration Macie is the emulator, which is then served
 * beside the page, controls and all; with any other it is the real one.
 *
 * With SIGN_IN=1 the demo has an issuer to sign in at, and its identity pools take nobody else; with
 * SIGN_IN=cognito that issuer ends sessions as a Cognito user pool does.
 * @param send how the real Macie is reached, where not as usual
 */
export function emulatorPlugin(send?: Send): Plugin {
  return {
    name: 'macie-emulator',
    // Vite would let pages of other local origins read every answer; AWS's own headers are the ones to test with.
    config: () => ({ server: { cors: false }, preview: { cors: false } }),
    configureServer: ({ middlewares, config }) => {
      serveDemo(middlewares, path.join(config.publicDir, 'config.json'), send);
    },
    configurePreviewServer: ({ middlewares, config }) => {
      serveDemo(middlewares, path.resolve(config.root, config.build.outDir, 'config.json'), send);
    },
  };
}

function serveDemo(middlewares: Connect.Server, configFile: string, send?: Send): void {
  const options = environmentOptions();
  const state = createControlState(options);
  middlewares.use(dateMiddleware(state.clock));
  const { SIGN_IN: signIn = '' } = process.env;
  if (signIn === '') {
    middlewares.use(gatewayMiddleware(configFile, createEmulator({ ...options, state }), send));
    return;
  }
  const { handle, verifyLogin, accounts } = createDemoSignIn({
    configFile,
    cognitoLogout: signIn === 'cognito',
    state,
  });
  middlewares.use(handle);
  const emulator = createEmulator({
    ...options,
    state,
    accounts: accounts(demoAccounts(options.jobs ?? 500)),
    verifyLogin,
  });
  middlewares.use(gatewayMiddleware(configFile, emulator, send));
}

/** Files and the issuer's answers have the same `Date` as the emulator's, where its clock is ahead or behind. */
function dateMiddleware(clock: Clock): Connect.NextHandleFunction {
  return (_incoming, outgoing, next) => {
    if (clock.offset() !== 0) outgoing.setHeader('date', new Date(clock.now()).toUTCString());
    next();
  };
}
