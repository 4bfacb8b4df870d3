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

/** How long background work rests between two pieces while the person acts. */
const REST_MS = 24;
/** By performance.now(); of this thread. */
let restsUntil = 0;

/** The person acts: for so many milliseconds from now background work leaves most of its core to the page. */
export function giveWay(ms: number): void {
  restsUntil = performance.now() + ms;
}

/**
 * For work that nobody waits for, such as training: the same, but while the person scrolls, presses or types it rests
 * after each piece. On a machine with few cores the page would stutter beside it.
 */
export function createBackgroundPause(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    const now = performance.now();
    if (now - last < LONGEST_MS) return;
    await (now < restsUntil ? new Promise((resolve) => setTimeout(resolve, REST_MS)) : macrotask());
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
