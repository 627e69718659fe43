import { currentPreferences } from '../jobs/preferences.ts';
import { currentAddress } from '../ui/address.ts';
import { showColorScheme } from '../ui/color-scheme.ts';
import { afterPaint } from '../ui/after-paint.ts';
import { inTime } from '../ui/in-time.ts';
import { connectAws, identityOf } from './aws.ts';
import { settleAddress } from './canonical-address.ts';
import { loadConfig } from './config.ts';
import { createMonitor } from './create-monitor.ts';
import { quietly } from './quietly.ts';
import { dropStills, GUEST, showStill } from './still.ts';

/** What the page has begun with. */
export interface Begun {
  /** The answer to the question for the configuration. */
  readonly config: Promise<Response>;
  /** Calls AWS. */
  readonly worker: Worker;
  /** The way to the worker. */
  readonly toWorker: MessagePort;
  /** Resolves when the whole document is there. */
  readonly parsed: Promise<void>;
}

/** Starts to read what the address asks for, then shows the page, or why there is none. */
export async function start({ config: answer, worker, toWorker, parsed }: Begun): Promise<void> {
  await parsed;
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root.');
  showColorScheme(currentPreferences().colorScheme);
  try {
    const config = await loadConfig(answer);
    if (config.signIn) dropStills(root, GUEST);
    const session = config.signIn
      ? await (await import('./sign-in.ts')).signIn(config.signIn, root)
      : undefined;
    const { search: arrival } = currentAddress();
    settleAddress();
    const isStill = showStill(root, identityOf(session));
    session?.onSignOut(() => {
      dropStills(root, identityOf(session));
    });
    if (isStill) await inTime(new Promise<void>(afterPaint), LONGEST_PAINT_MS);
    const monitor = createMonitor(config, session, connectAws(toWorker, config, session));
    session?.onSignOut(async () => {
      try {
        await monitor.forget();
      } finally {
        // With the worker goes all that it knows: credentials above all.
        worker.terminate();
      }
    });
    // A still has counts, which must not go and come again.
    monitor.prefetch(currentAddress(), { counts: isStill });
    const { showMonitor } = await loadPage();
    // What is kept of the jobs comes a moment later than a still.
    if (isStill) await inTime(monitor.firstKnown(), LONGEST_STILL_MS);
    showMonitor(root, monitor, session, arrival);
  } catch (error) {
    (await loadPage()).showStartError(root, error);
  }
}

/** In a window that is hidden meanwhile nothing is painted. */
const LONGEST_PAINT_MS = 100;
/** Who reads must not be shown for longer what cannot answer. */
const LONGEST_STILL_MS = 1000;

/** It is being fetched already. */
const loadPage = () =>
  quietly(async () => {
    await import('./react.ts');
    return import('./page.tsx');
  });
