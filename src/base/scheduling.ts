/** Milliseconds of work after which the event loop gets a turn: half a frame. */
const MAX_WORK_MS = 8;

/** What long work awaits between its pieces. */
export type Pause = () => Promise<void>;

/**
 * Creates the function that long work awaits between its pieces. It gives the event loop a turn when the last turn was
 * more than half a frame ago, so that a worker answers messages while it works. Awaiting a promise alone would not let
 * messages in.
 * @param signal the returned function rejects with its reason once it is aborted
 */
export function createPause(signal?: AbortSignal): Pause {
  return pauseWith(macrotask, signal);
}

/** Milliseconds that background work rests between two pieces while the person acts. */
const REST_MS = 24;
/** Background work rests until this time of performance.now(); one value per thread. */
let restsUntil = 0;

/** Makes background work leave most of its core to the page for `ms` milliseconds, because the person acts. */
export function giveWay(ms: number): void {
  restsUntil = performance.now() + ms;
}

/** Background work stands still until this time of performance.now(); one value per thread. */
let standsUntil = 0;
const listeners = new Set<(ms: number) => void>();

/**
 * Makes background work stand still for `ms` milliseconds from now, whatever was asked for before, because the person waits
 * for an answer and then for the page to paint it: while work goes on beside it, a page with two cores needs twice the time.
 */
export function standStill(ms: number): void {
  standsUntil = performance.now() + ms;
  for (const listener of listeners) listener(ms);
}

/**
 * Calls the listener with milliseconds whenever background work has to stand still, and at once if it has to now: for work that
 * other threads help with. @returns ends it
 */
export function onStandStill(listener: (ms: number) => void): () => void {
  listeners.add(listener);
  const left = standsUntil - performance.now();
  if (left > 0) listener(left);
  return () => listeners.delete(listener);
}

/** How much goes on that the person waits for; one number per thread. */
let awaited = 0;

/** Does what the person waits for, such as reading a data set: background work rests until it has ended, however it ends. */
export async function aheadOfBackground<T>(work: () => Promise<T>): Promise<T> {
  awaited++;
  try {
    return await work();
  } finally {
    awaited--;
  }
}

/**
 * Like `createPause`, for work that nobody waits for, such as training. While the person scrolls, presses or types, the
 * work rests after each piece; otherwise the page would stutter on a machine with few cores. It rests for as long as it has
 * to stand still, or anything is `aheadOfBackground`, which must therefore not wait for it.
 * @param signal the returned function rejects with its reason once it is aborted
 */
export function createBackgroundPause(signal?: AbortSignal): Pause {
  const wait = async () => {
    await (performance.now() < restsUntil ? rest() : macrotask());
    while (isHeldUp() && signal?.aborted !== true) await rest();
  };
  return pauseWith(wait, signal);
}

const isHeldUp = () => awaited > 0 || performance.now() < standsUntil;

function pauseWith(wait: () => Promise<void>, signal: AbortSignal | undefined): Pause {
  let last = performance.now();
  return async () => {
    signal?.throwIfAborted();
    if (performance.now() - last < MAX_WORK_MS) return;
    await wait();
    last = performance.now();
    signal?.throwIfAborted();
  };
}

function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, REST_MS));
}

/** Lets waiting messages in: resolves in a new macrotask. */
export function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    // Browsers delay a nested setTimeout by at least 4 ms; a message channel has no such limit.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Milliseconds between two signs of life. */
const SIGN_EVERY_MS = 1000;
let giveSign = () => {};
let signedAt = Number.NEGATIVE_INFINITY;

/**
 * Sets what `signOfLife` does in this thread. A worker posts a message to its page: a message leaves in the middle of a
 * computation, while those that arrive have to wait for its end.
 */
export function onSignOfLife(give: () => void): void {
  giveSign = give;
}

/**
 * To be called in the loops of long work that does not yield, so that whoever watches this thread does not take the work
 * for a hang. It is cheap: it acts once a second at most.
 */
export function signOfLife(): void {
  const now = performance.now();
  if (now - signedAt < SIGN_EVERY_MS) return;
  signedAt = now;
  giveSign();
}
