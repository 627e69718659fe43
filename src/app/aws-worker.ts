import type { Arrival } from './aws-calls.ts';
import { quietly } from './quietly.ts';
import { askEarly } from './early.ts';

/*
 * The worker that calls AWS: the SDK is loaded, requests are signed and answers are read where none of it keeps the
 * page from answering its reader. Credentials never leave it. This first file of it is small, so that Cognito is asked
 * while the SDK is still on its way.
 */
const service = quietly(() => import('./aws-service.ts'));

addEventListener(
  'message',
  ({ data: { config, address }, ports: [port] }: MessageEvent<Arrival>) => {
    const guest = askEarly(config, address);
    // Where it can't be fetched, the page hears of it through the port's other end.
    void service.then(({ serve }) => {
      if (port) serve(port, guest);
    });
  },
  { once: true },
);
