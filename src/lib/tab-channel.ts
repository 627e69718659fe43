/** What the tabs of this site say to each other. */
export interface TabChannel {
  /** Reaches all other tabs of the site. */
  post(message: string): void;
  listen(listener: (message: string) => void): void;
}

/** A channel to the site's other tabs; where the browser has none, a tab is on its own. */
export function openTabChannel(name: string): TabChannel {
  try {
    const channel = new BroadcastChannel(`macie-job-monitor.${name}`);
    return {
      post: (message) => {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A channel reaches its own origin only.
        channel.postMessage(message);
      },
      listen: (listener) => {
        channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
          listener(String(data));
        });
      },
    };
  } catch {
    return { post: () => {}, listen: () => {} };
  }
}
