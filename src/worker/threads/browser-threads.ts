import type { Problem } from '../../base/problem.ts';
import { scriptAddress } from '../../base/script-address.ts';
import { createThreadPool, type ThreadPort } from '../../base/thread-pool.ts';
import { oneThread, type ThreadAnswer, type Threads } from '../../base/threads.ts';
import address from './thread-worker.ts?worker&url';

/** More than this never pays: the part that one thread does alone is too large. */
const MOST = 16;

/** What decides how many threads there are. */
interface Device {
  /** Whether memory can be shared: the server sent COOP and COEP. */
  readonly crossOriginIsolated: boolean;
  readonly cores: number;
  /** Runs on a battery that training should spare: phones and tablets, as far as a worker can know. */
  readonly isMobile: boolean;
}

/**
 * How many threads compute: all cores but one, which the page needs; on phones and tablets half of them; one where memory
 * cannot be shared.
 * @param asked number in the address, null for none
 */
function threadsFor(device: Device, asked: number | null): number {
  const { crossOriginIsolated, cores, isMobile } = device;
  if (!crossOriginIsolated) return 1;
  const chosen = asked ?? (isMobile ? Math.floor(cores / 2) : cores - 1);
  return Math.max(1, Math.min(MOST, chosen));
}

/**
 * The threads of a worker of the page.
 * @param asked number in the address, null for none
 * @param reportProblem called once, when a thread has died
 */
export function createBrowserThreads(
  asked: number | null,
  reportProblem: (problem: Problem) => void,
): Threads {
  const most = threadsFor(deviceHere(), asked);
  return most === 1 ? oneThread : createThreadPool({ most, create, reportProblem });
}

function deviceHere(): Device {
  const { hardwareConcurrency, userAgent } = navigator;
  return {
    crossOriginIsolated: self.crossOriginIsolated && typeof SharedArrayBuffer !== 'undefined',
    // Browsers that hide the number give one or none.
    cores: hardwareConcurrency || 1,
    isMobile: /\b(Android|iPhone|iPad|Mobile)\b/.test(userAgent),
  };
}

function create(): ThreadPort {
  const worker = new Worker(scriptAddress(address), {
    type: 'module',
    name: 'matinee-thread',
  });
  return {
    post: (job) => worker.postMessage(job),
    listen(answered, died) {
      worker.addEventListener('message', ({ data }: MessageEvent<ThreadAnswer>) => answered(data));
      worker.addEventListener('error', (event) => {
        // Else it would count as an error of this worker as well, and the page would start that one anew.
        event.preventDefault();
        died(event.message ?? '');
      });
      worker.addEventListener('messageerror', () => died('a message could not be read'));
    },
    terminate: () => worker.terminate(),
  };
}
