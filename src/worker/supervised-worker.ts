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
  /**
   * Whether long steps may follow this message, because the worker opens a data set. Until any other message comes it may
   * be silent for as long as at its start.
   */
  isOpening?(message: Message): boolean;
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
  /**
   * The same until it is open: on a slow connection its code takes long to arrive, and on a busy machine a step of reading
   * a data set takes long to end. Neither is a hang.
   */
  readonly startLimitMs: number;
}

/** A hang is said within ten seconds where the machine is free. What a worker computes yields, or gives a sign of life, at least every second. */
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
      if (isPulse(data)) return pulse.heard();
      pulse.heard(ports.isOpening?.(data) ?? false);
      ports.onMessage(data);
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

/** A turn of the page that comes so much too late says that the machine is busy; on a free one they are 6 ms late at most. */
const LATE_MS = 100;
/** What such a turn counts of its time: the worker may have had as little of the machine. */
const LATE_SHARE = 1 / 4;

/**
 * Asks a worker again and again whether it is alive. Only time in which the page had its turns counts: a page that sleeps,
 * or whose timers the browser holds back in the background, hears nothing either. Where turns come late, the machine is busy
 * and the worker gets four times as long.
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
    silentMs += passed > everyMs + LATE_MS ? everyMs * LATE_SHARE : Math.min(passed, everyMs);
    if (silentMs > limitMs) onHung();
    else worker.postMessage(message);
  }, everyMs);
  return {
    /** @param isOpening what the message says of the worker; absent where it says nothing */
    heard(isOpening?: boolean) {
      if (isOpening !== undefined) limitMs = isOpening ? pulse.startLimitMs : pulse.limitMs;
      silentMs = 0;
    },
    stop: () => clearInterval(timer),
  };
}
