import type { Arrival } from './aws-calls.ts';
import { quietly } from './quietly.ts';
import { askCredentials } from './early-credentials.ts';
import type { EarlyCredentials } from './early-credentials.ts';

/*
 * The worker that calls AWS: the SDK is loaded, requests are signed and answers are read where none of it keeps the
 * page from answering its reader. Credentials never leave it. This first file of it is small, so that Cognito is asked
 * while the SDK is still on its way.
 */
const service = quietly(() => import('./aws-service.ts')).catch(() => {
  // Nothing else is ever said this way: a file is missing.
  postMessage(null);
  return undefined;
});

addEventListener(
  'message',
  ({ data: { guests }, ports: [port] }: MessageEvent<Arrival>) => {
    if (!port) return;
    // Early credentials end after an hour, when a newer version of the page may have taken the file away.
    setTimeout(fetchProviders, guests.length > 0 ? PROVIDERS_AFTER_MS : 0);
    void serve(port, new Map(guests.map((guest) => [guest.identityPoolId, askCredentials(guest)])));
  },
  { once: true },
);

/** By then a first visit has its rows. */
const PROVIDERS_AFTER_MS = 10_000;

/** Fetches the SDK's way to credentials. Whoever needs it tries again, and tells. */
function fetchProviders(): void {
  import('../aws/providers.ts').catch(() => {});
}

async function serve(port: MessagePort, early: EarlyCredentials): Promise<void> {
  (await service)?.serve(port, early);
}
