import type { Arrival } from './aws-calls.ts';
import { quietly } from './quietly.ts';
import { askCredentials } from './early.ts';
import type { EarlyGuest, EarlyIdentity } from './early.ts';

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
  ({ data: { guest }, ports: [port] }: MessageEvent<Arrival>) => {
    if (port) void serve(port, guest && askCredentials(guest, nextMessage()));
  },
  { once: true },
);

function nextMessage(): Promise<EarlyIdentity> {
  return new Promise((resolve) => {
    addEventListener(
      'message',
      ({ data }: MessageEvent<EarlyIdentity>) => {
        resolve(data);
      },
      { once: true },
    );
  });
}

async function serve(port: MessagePort, guest: EarlyGuest | undefined): Promise<void> {
  (await service)?.serve(port, guest);
}
