/**
 * Does something as soon as the browser has painted what the reader's last act has changed, such as the button that was
 * pressed. For what takes longer than a frame; a hidden page isn't waited for.
 */
export function afterPaint(act: () => void): void {
  if (document.hidden) {
    act();
    return;
  }
  requestAnimationFrame(() => {
    // The frame is painted when this callback is done; a message comes right after it.
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', act, { once: true });
    port1.start();
    port2.postMessage(null);
  });
}
