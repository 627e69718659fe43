import { askEarly } from './app/early.ts';

/*
 * This first file is small, so that it runs while the others are still on their way: `start`, which makes the first
 * calls of Macie, then React and `page`, which draw. The document has them all fetched already.
 */
const early = askEarly(window.location);
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');
import('./app/start.ts')
  .then(({ start }) => start(root, early))
  .catch(() => {
    // What tells everything else needs the very files that are missing.
    root.textContent =
      'A file of this page could not be fetched. Check your connection and reload the page: there may be a newer version of it.';
  });
