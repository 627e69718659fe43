import type { Arrival } from './app/aws-calls.ts';
import { findGuests } from './app/early.ts';
import { GUEST, showStill } from './app/still.ts';
import { LIST_TITLE } from './jobs/list/list-title.ts';

/*
 * This first file is small, so that it runs while the others are on their way: the worker, which calls AWS; `start`,
 * which has it ask for what the address is about; then React and `page`, which draw.
 */
// Of all that could become a script under this page's Content-Security-Policy, only this page's own files do.
window.trustedTypes?.createPolicy('default', {
  createScriptURL: (url: string) => {
    if (new URL(url, window.location.href).origin === window.location.origin) return url;
    throw new TypeError(`Not a script of this page: ${url}`);
  },
});
const worker = new Worker(new URL('./app/aws-worker.ts', import.meta.url), { type: 'module' });
const { port1: toWorker, port2 } = new MessageChannel();
// This script waits for nothing, so the document's end may still be on its way.
const parsed = new Promise<void>((resolve) => {
  if (document.readyState !== 'loading') resolve();
  else document.addEventListener('DOMContentLoaded', () => resolve());
});
void parsed.then(showWhatIsKnown);
/** Where the address leads to the list: that as a guest left it, or at least its heading. */
function showWhatIsKnown(): void {
  const root = document.getElementById('root');
  // As `canonicalAddress` says, which comes with the page.
  if (!root || !/^\/(jobs\/?)?$/.test(window.location.pathname) || showStill(root, GUEST)) return;
  const heading = document.createElement('h1');
  heading.textContent = LIST_TITLE;
  root.replaceChildren(heading);
}
/** Together with what calls AWS, which has more before it, they would hold that up: so they are fetched from here on. */
function fetchTheOthers(): void {
  for (const link of document.querySelectorAll('link[rel=later]')) link.setAttribute('rel', 'modulepreload');
}
const config = fetch('/config.json').then(async (response) => {
  // A copy for the worker, which can ask for credentials while the SDK is on its way.
  const arrival: Arrival = { guests: findGuests(await response.clone().text(), window.location) };
  worker.postMessage(arrival, [port2]);
  return response;
});
void Promise.allSettled([parsed, config]).then(fetchTheOthers);
const giveUp = async () => {
  await parsed;
  // What tells everything else needs the very files that are missing. In place of all else, so that whatever has come
  // draws nothing over it.
  document.body.textContent =
    'A file of this page could not be fetched. Check your connection and reload the page: there may be a newer version of it.';
};
worker.addEventListener('error', (event) => {
  // Code that fails has a message; code that never came has none.
  if (!(event instanceof ErrorEvent)) void giveUp();
});
worker.addEventListener('message', () => void giveUp());
import('./app/start.ts').then(({ start }) => start({ config, worker, toWorker, parsed })).catch(giveUp);
