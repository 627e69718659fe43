import type { Arrival } from './aws-calls.ts';
import { quietly } from './quietly.ts';
import { askCredentials } from './early.ts';
import type { EarlyCredentials } from './early.ts';

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
    void serve(port, new Map(guests.map((guest) => [guest.identityPoolId, askCredentials(guest)])));
  },
  { once: true },
);

async function serve(port: MessagePort, early: EarlyCredentials): Promise<void> {
  (await service)?.serve(port, early);
}
