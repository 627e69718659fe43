/** What the benchmark finds in the page as `benchProbe`. Times are milliseconds since the navigation began. */
export interface PageProbe {
  /** When the first job's row was painted. */
  readonly firstRow: Promise<number>;
  /** When the element was painted that matches the selector, and has that text where one is given. */
  readonly painted: (selector: string, text?: string) => Promise<number>;
  /** When the reader's last click came. */
  readonly clickedAt: number;
  /** The main thread's tasks of more than 50 ms. */
  readonly longTasks: readonly { readonly start: number; readonly duration: number }[];
  /** How long the interactions since the last call took to the next paint; those below 16 ms are not in it. */
  readonly takeInteractions: () => number[];
  /** From here on, frames are watched. */
  readonly startFrames: () => void;
  /** The times between the watched frames, in milliseconds. */
  readonly stopFrames: () => number[];
}

declare global {
  // oxlint-disable-next-line no-var -- A global variable of the page, as TypeScript has them.
  var benchProbe: PageProbe;
}

/**
 * Installs the probe: runs in the page, before anything of it. What is painted is what the frame after a change shows:
 * the task after that frame's `requestAnimationFrame` comes when its layout and paint are done.
 */
export function installPageProbe(firstRow: string): void {
  // oxlint-disable unicorn/consistent-function-scoping -- Only what is within this function gets to the page.
  const painted = (selector: string, text?: string) =>
    new Promise<number>((resolve) => {
      const isThere = () => {
        const found = document.querySelector(selector)?.textContent ?? '';
        return text === undefined ? found !== '' : found === text;
      };
      const whenPainted = () => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', () => {
            resolve(performance.now());
          });
          port1.start();
          port2.postMessage(null);
        });
      };
      if (isThere()) {
        whenPainted();
        return;
      }
      const observer = new MutationObserver(() => {
        if (!isThere()) return;
        observer.disconnect();
        whenPainted();
      });
      observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    });

  let clickedAt = 0;
  addEventListener(
    'click',
    ({ timeStamp }) => {
      clickedAt = timeStamp;
    },
    { capture: true },
  );

  const longTasks: { start: number; duration: number }[] = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) longTasks.push({ start: startTime, duration });
  }).observe({ type: 'longtask', buffered: true });

  // Of the shortest duration that browsers report; TypeScript doesn't know the option.
  const everyEvent = { type: 'event', durationThreshold: 16, buffered: true };
  let interactions: number[] = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry instanceof PerformanceEventTiming && entry.interactionId > 0)
        interactions.push(entry.duration);
    }
  }).observe(everyEvent);

  let frames: number[] = [];
  let frame = 0;
  const watchFrame = (now: number) => {
    frames.push(now);
    frame = requestAnimationFrame(watchFrame);
  };

  globalThis.benchProbe = {
    firstRow: painted(firstRow),
    painted,
    get clickedAt() {
      return clickedAt;
    },
    longTasks,
    takeInteractions: () => {
      const taken = interactions;
      interactions = [];
      return taken;
    },
    startFrames: () => {
      frames = [];
      frame = requestAnimationFrame(watchFrame);
    },
    stopFrames: () => {
      cancelAnimationFrame(frame);
      return frames.slice(1).map((now, index) => now - (frames[index] ?? now));
    },
  };
}
