import { connectAws } from './aws.ts';
import { loadConfig } from './config.ts';
import { createMonitor } from './create-monitor.ts';
import { quietly } from './quietly.ts';

/** What the page has begun with. */
export interface Begun {
  /** The answer to the question for the configuration. */
  readonly config: Promise<Response>;
  /** Calls AWS. */
  readonly worker: Worker;
  /** The way to the worker. */
  readonly toWorker: MessagePort;
}

/** Starts to read what the address asks for, then shows the page, or why there is none. */
export async function start({ config: answer, worker, toWorker }: Begun): Promise<void> {
  const root = await placeOfPage();
  try {
    const config = await loadConfig(answer);
    const session = config.signIn
      ? await (await import('./sign-in.ts')).signIn(config.signIn, root)
      : undefined;
    const monitor = createMonitor(config, session, connectAws(toWorker, config, session));
    session?.onSignOut(async () => {
      try {
        await monitor.forget();
      } finally {
        // With the worker goes all that it knows: credentials above all.
        worker.terminate();
      }
    });
    monitor.prefetch(window.location);
    (await loadPage()).showMonitor(root, monitor, session);
  } catch (error) {
    (await loadPage()).showStartError(root, error);
  }
}

/** Where the page goes. The scripts don't wait for the document, so its end may still be on its way. */
async function placeOfPage(): Promise<HTMLElement> {
  if (document.readyState === 'loading') {
    await new Promise((resolve) => {
      document.addEventListener('DOMContentLoaded', resolve, { once: true });
    });
  }
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root.');
  return root;
}

/** It is being fetched already. */
const loadPage = () =>
  quietly(async () => {
    await import('./react.ts');
    return import('./page.tsx');
  });
