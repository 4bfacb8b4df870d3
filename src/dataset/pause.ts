/** Milliseconds of work before the event loop gets a turn: half a frame. */
const LONGEST_MS = 8;

/**
 * Gives the event loop a turn where the last one is more than half a frame ago, so that a worker answers while it
 * works. Awaiting a promise alone would not let messages in.
 */
export function createPause(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < LONGEST_MS) return;
    await macrotask();
    last = performance.now();
  };
}

/** Lets waiting messages in: resolves in a new macrotask. */
export function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    // setTimeout would be held back to 4 ms by browsers once nested.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
