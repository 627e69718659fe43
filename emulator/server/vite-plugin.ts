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
 * The gateway of `vite dev` and `vite preview`: sends `/macie/{region}/…` to Macie without its prefix and with Macie's
 * Host. With the demo's configuration this is the emulator, which is served beside the page with its controls; with any
 * other it is the real Macie.
 *
 * With SIGN_IN=1 the demo has an issuer to sign in with, and its identity pools accept no guests; with SIGN_IN=cognito
 * the issuer ends sessions like a Cognito user pool.
 * @param send sends a request to the real Macie
 */
export function emulatorPlugin(send?: Send): Plugin {
  return {
    name: 'macie-emulator',
    // By default Vite lets pages on other local origins read every answer, which would hide AWS's own CORS headers.
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

/** Gives files and the issuer's answers the emulator's `Date` while its clock is ahead or behind. */
function dateMiddleware(clock: Clock): Connect.NextHandleFunction {
  return (_incoming, outgoing, next) => {
    if (clock.offset() !== 0) outgoing.setHeader('date', new Date(clock.now()).toUTCString());
    next();
  };
}
