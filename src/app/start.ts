import { inTime } from '../ui/in-time.ts';
import { loadConfig } from './config.ts';
import { createMonitor } from './create-monitor.ts';
import type { Early } from './early.ts';

/** Starts to read what the address asks for, then shows the page, or why there is none. */
export async function start(root: HTMLElement, early: Early): Promise<void> {
  allowParsing();
  try {
    const config = await loadConfig(early.config);
    const session = config.signIn
      ? await (await import('./sign-in.ts')).signIn(config.signIn, root)
      : undefined;
    const monitor = createMonitor(config, session, early);
    await inTime(monitor.prefetch(window.location), HEAD_START_MS);
    (await loadPage()).showMonitor(root, monitor, session);
  } catch (error) {
    (await loadPage()).showStartError(root, error);
  }
}

/** The page keeps the browser busy as it arrives; by then the first call shall be on its way, but not at any price. */
const HEAD_START_MS = 300;

/** The document has had it fetched already. */
async function loadPage() {
  // React makes errors as it loads; to tell where, V8 would parse the running file once more.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    await import('./react.ts');
    return await import('./page.tsx');
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
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
