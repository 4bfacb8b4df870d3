const LONGEST_MS = 30;

/**
 * Gives the event loop a turn where the last one is more than 30 ms ago, so that a worker can answer while it
 * reads. A macrotask: awaiting a promise alone would not let messages in.
 */
export function createPause(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < LONGEST_MS) return;
    await new Promise<void>((resolve) => setTimeout(resolve));
    last = performance.now();
  };
}
