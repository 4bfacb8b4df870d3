/**
 * Lets waiting messages in: resolves in a new macrotask. Awaiting results of the cpu backend never leaves the
 * microtask queue, so without this a command to stop would wait for the end of the run.
 */
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

/** Milliseconds of work before the event loop gets a turn; the promise to the page is 50. */
const turn = 25;

/** @returns to be awaited between pieces of work: a macrotask when the last one was more than a turn ago */
export function createPace(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < turn) return;
    await macrotask();
    last = performance.now();
  };
}
