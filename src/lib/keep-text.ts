/** So often text may be replaced within the time below, before the page gives in. */
const MOST_ROUNDS = 20;
const WITHIN_MS = 10_000;

/**
 * Puts text nodes back that a translator or another extension has wrapped in elements or replaced. React keeps the nodes
 * that it made: it would go on writing into those that are no longer shown, so that counts stay as they were, and fail
 * where it has to move one. A translator that wraps them again and again is given in to, or neither would ever end.
 *
 * @param root where the page is
 * @param givenIn called once when the page gives in
 * @returns stops
 */
export function keepText(root: Node, givenIn: () => void): () => void {
  let rounds: number[] = [];
  const observer = new MutationObserver((records) => {
    const undone = records.filter(undo).length;
    // What was put back is no news.
    observer.takeRecords();
    if (undone === 0) return;
    const now = performance.now();
    rounds = [...rounds.filter((at) => now - at < WITHIN_MS), now];
    if (rounds.length <= MOST_ROUNDS) return;
    observer.disconnect();
    givenIn();
  });
  observer.observe(root, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
  };
}

/** Whether a change took away or wrapped text of React's, which is then put back. */
function undo({ target, addedNodes, removedNodes, previousSibling, nextSibling }: MutationRecord): boolean {
  if (!isReacts(target)) return false;
  const text = [...removedNodes].find((node) => node instanceof Text);
  if (!text) return false;
  const wrap = [...addedNodes, previousSibling, nextSibling].find(
    (node): node is Element => node instanceof Element && node.parentNode === target && !isReacts(node),
  );
  if (!wrap) return false;
  target.replaceChild(text, wrap);
  return true;
}

/** Whether React made an element: it notes on each what it belongs to. */
function isReacts(node: Node): boolean {
  return Object.keys(node).some((key) => key.startsWith('__react'));
}
