import { isRecord } from '../base/is-record.ts';
import type { PulseMessage } from '../protocol/messages.ts';

interface SupervisedWorkerPorts<Message> {
  create(): Worker;
  /** How often a worker that dies is started again; more often the fault would only repeat. */
  readonly maxRestarts: number;
  /**
   * A worker that answers nothing, not even the pulse, is hung; it counts as one that died. Absent for a worker that
   * answers no pulse.
   */
  readonly pulse?: Pulse;
  /** A worker was just started: nothing has been posted to it yet. */
  onStart?(post: SupervisedWorker['post']): void;
  onMessage(message: Message): void;
  /**
   * @param detail what the browser says about it; may be empty
   * @param restarting whether another worker is started now
   */
  onDied(detail: string, restarting: boolean): void;
}

/** How a worker shows that it is alive. */
interface Pulse {
  /** The message that a living worker answers with any message of its own. */
  readonly message: unknown;
  readonly everyMs: number;
  /** So long without any message from the worker, while the page itself had its turns, means that it is hung. */
  readonly limitMs: number;
  /** The same before its first message: on a slow connection its code takes long to arrive, which is no hang. */
  readonly startLimitMs: number;
}

/** A hang is said within ten seconds. What a worker computes yields, or gives a sign of life, at least every second. */
export const PULSE: Pulse = {
  message: { type: 'pulse' } satisfies PulseMessage,
  everyMs: 500,
  limitMs: 8000,
  startLimitMs: 45_000,
};

/** A worker that is watched: no promise waits for one that died, and nothing is heard of one that was ended. */
export interface SupervisedWorker {
  /** Starts the worker unless it runs. Returns whether it did. */
  start(): boolean;
  /** Does nothing while no worker runs. @param transfer buffers that are handed over, not copied */
  post(message: unknown, transfer?: Transferable[]): void;
  terminate(): void;
}

export function createSupervisedWorker<Message>(ports: SupervisedWorkerPorts<Message>): SupervisedWorker {
  let worker: Worker | null = null;
  let restarts = 0;
  let stopPulse = () => {};

  function start(): boolean {
    if (worker !== null) return false;
    const started = ports.create();
    worker = started;
    const pulse = beginPulse(ports.pulse, started, () => died(started, HUNG));
    stopPulse = pulse.stop;
    started.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      if (started !== worker) return;
      pulse.heard();
      if (!isPulse(data)) ports.onMessage(data);
    });
    started.addEventListener('error', ({ message }) => died(started, message));
    started.addEventListener('messageerror', () => died(started, 'a message could not be read'));
    ports.onStart?.(post);
    return true;
  }

  function post(message: unknown, transfer: Transferable[] = []): void {
    worker?.postMessage(message, transfer);
  }

  function died(which: Worker, detail: string): void {
    if (which !== worker) return;
    terminate();
    const restarting = restarts < ports.maxRestarts;
    ports.onDied(detail, restarting);
    if (!restarting) return;
    restarts++;
    start();
  }

  function terminate(): void {
    stopPulse();
    worker?.terminate();
    worker = null;
  }

  return { start, post, terminate };
}

const HUNG = 'it does not answer';

/** What a worker answers to the pulse. */
export const PULSE_ANSWER = { type: 'alive' } as const;

function isPulse(data: unknown): boolean {
  return isRecord(data) && data.type === PULSE_ANSWER.type;
}

/**
 * Asks a worker again and again whether it is alive. Only time in which the page had its turns counts: a page that sleeps,
 * or whose timers the browser holds back in the background, hears nothing either.
 */
function beginPulse(pulse: Pulse | undefined, worker: Worker, onHung: () => void) {
  if (pulse === undefined) return { heard: () => {}, stop: () => {} };
  const { message, everyMs } = pulse;
  let limitMs = pulse.startLimitMs;
  let silentMs = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const passed = performance.now() - last;
    last += passed;
    // A turn that came late: the worker had no more of the machine than the page had.
    silentMs += Math.min(passed, everyMs);
    if (silentMs > limitMs) onHung();
    else worker.postMessage(message);
  }, everyMs);
  return {
    heard() {
      limitMs = pulse.limitMs;
      silentMs = 0;
    },
    stop: () => clearInterval(timer),
  };
}
