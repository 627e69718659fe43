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
  const page = import('./app/page.tsx');
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root.');
  try {
    const config = await loadConfig();
    const session = config.signIn
      ? await (await import('./app/sign-in.ts')).signIn(config.signIn, root)
      : undefined;
    const monitor = createMonitor(config, session);
    monitor.prefetch(window.location);
    (await page).showMonitor(root, monitor, session);
  } catch (error) {
    (await page).showStartError(root, error);
  }
}

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
