import { loadConfig } from './app/config.ts';
import { createMonitor } from './app/create-monitor.ts';

/*
 * This first file holds what the first calls need and no more. The page itself (React and the
 * components) is fetched beside it, so that configuration, credentials and the first jobs are on
 * their way before anything is drawn.
 */
allowParsing();
void start();

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root.');
  try {
    const config = await loadConfig();
    const session = config.signIn
      ? await (await import('./app/sign-in.ts')).signIn(config.signIn, root)
      : undefined;
    const monitor = createMonitor(config, session);
    monitor.prefetch(window.location);
    // The page keeps the browser busy as it arrives; the first call shall be on its way by then.
    await new Promise((resolve) => {
      setTimeout(resolve, HEAD_START_MS);
    });
    (await loadPage()).showMonitor(root, monitor, session);
  } catch (error) {
    (await loadPage()).showStartError(root, error);
  }
}

/** As long as it takes to look up what is kept in this browser. */
const HEAD_START_MS = 10;

/** The document has had it fetched already. */
const loadPage = () => import('./app/page.tsx');

/**
 * Under this page's Content-Security-Policy no text becomes markup or script. One exception: the SDK reads
 * the XML that STS answers with a parser whose documents never reach the page.
 */
function allowParsing(): void {
  window.trustedTypes?.createPolicy('default', {
    createHTML: (text: string, _type: string, sink: string) => {
      if (sink !== 'DOMParser parseFromString') throw new TypeError(`No text becomes markup here: ${sink}.`);
      return text;
    },
  });
}
