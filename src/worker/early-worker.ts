import { scriptAddress } from '../base/script-address.ts';
import type { StarterMessage } from '../protocol/messages.ts';
import address from './main-worker.ts?worker&url';

/** The worker that was started ahead; null before that, and once it is taken or has failed. */
let early: Worker | null = null;

/**
 * Starts the worker as the very first thing, so that its code is fetched while the page begins to draw.
 * @param starter the address of the starter of the built-in data set, which is fetched beside the code; null for a visit
 *   that needs none
 */
export function startEarly(starter: string | null): void {
  const started = createWorker();
  early = started;
  // Whoever takes it listens from then on. One that could not even be loaded is started again by then.
  started.addEventListener('error', () => {
    if (early === started) early = null;
  });
  if (starter !== null) fetchInto(started, starter);
}

/** The worker that was started ahead, or a new one. The session is not open in either. */
export function takeWorker(): Worker {
  const taken = early ?? createWorker();
  early = null;
  return taken;
}

async function fetchInto(worker: Worker, starter: string): Promise<void> {
  worker.postMessage({ type: 'starterComing' } satisfies StarterMessage);
  // What does not come is fetched again by the worker, which tells what is wrong.
  const bytes = await fetch(starter)
    .then(async (response) => (response.ok ? new Uint8Array(await response.arrayBuffer()) : null))
    .catch(() => null);
  worker.postMessage(
    { type: 'starterFetched', bytes } satisfies StarterMessage,
    bytes === null ? [] : [bytes.buffer],
  );
}

function createWorker(): Worker {
  return new Worker(scriptAddress(address), { type: 'module', name: 'matinee' });
}
