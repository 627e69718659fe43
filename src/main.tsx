import { loadConfig } from './app/config.ts';
import { createMonitor } from './app/create-monitor.ts';

/*
 * This first file holds what the first calls need and no more. The page itself (React and the
 * components) is fetched beside it, so that configuration, credentials and the first jobs are on
 * their way before anything is drawn.
 */
void start();

async function start(): Promise<void> {
  const page = import('./app/page.tsx');
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root.');
  try {
    const config = await loadConfig();
    const session = config.signIn
      ? await (await import('./app/sign-in.ts')).signIn(config.signIn)
      : undefined;
    const monitor = createMonitor(config, session);
    monitor.prefetch(window.location);
    (await page).showMonitor(root, monitor, session);
  } catch (error) {
    (await page).showStartError(root, error);
  }
}
