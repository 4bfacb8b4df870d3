import type { ProblemReport } from '../base/problem.ts';
import type { LabCommand, LabEvent } from '../protocol/lab-messages.ts';
import type { LabSettings } from '../protocol/lab-settings.ts';

/** The page's side of the Lab. Its worker is started with the first run and lives as long as the page. */
export interface LabClient {
  /** One run at a time: one that goes on is given up. */
  run(settings: LabSettings, datasetId: string): void;
  /** `labEnded` comes at once. */
  cancel(): void;
}

/** A worker that has not answered for so long after a cancel is in the middle of something: it is ended. */
const PATIENCE_MS = 1000;

/**
 * No promise waits across the border: a worker that dies becomes `labFailed`, and the next run starts a fresh one.
 * @param start a new worker; replaced in tests
 */
export function connectLab(onEvent: (event: LabEvent) => void, start = startWorker): LabClient {
  let worker: Worker | null = null;
  /** Whether a run goes on that the page is told of. */
  let running = false;
  /** Whether the worker still has to say that a cancelled run is over. */
  let ending = false;

  function started(): Worker {
    if (worker !== null) return worker;
    const fresh = start();
    fresh.addEventListener('message', (message: MessageEvent<LabEvent>) => {
      if (fresh === worker) hear(message.data);
    });
    fresh.addEventListener('error', (error) => died(fresh, error.message));
    fresh.addEventListener('messageerror', () => died(fresh, 'a message could not be read'));
    worker = fresh;
    return fresh;
  }

  function hear(event: LabEvent): void {
    const over = event.type === 'labEnded' || event.type === 'labFailed';
    if (ending) {
      if (over) ending = false;
      return;
    }
    if (over) running = false;
    onEvent(event);
  }

  function died(which: Worker, detail: string): void {
    if (which !== worker) return;
    discard();
    if (!running) return;
    running = false;
    onEvent({ type: 'labFailed', problem: deadWorker(detail) });
  }

  function discard(): void {
    worker?.terminate();
    worker = null;
    ending = false;
  }

  return {
    run(settings, datasetId) {
      if (running || ending) discard();
      running = true;
      started().postMessage({ type: 'run', settings, datasetId } satisfies LabCommand);
    },
    cancel() {
      if (!running || worker === null) return;
      const asked = worker;
      running = false;
      ending = true;
      asked.postMessage({ type: 'cancel' } satisfies LabCommand);
      setTimeout(() => {
        if (asked === worker && ending) discard();
      }, PATIENCE_MS);
      onEvent({ type: 'labEnded', end: 'cancelled' });
    },
  };
}

function startWorker(): Worker {
  return new Worker(new URL('./lab-worker.ts', import.meta.url), { type: 'module', name: 'matinee-lab' });
}

function deadWorker(detail: string): ProblemReport {
  return {
    code: 'worker-died',
    message: `The part of Matinee that evaluates has stopped${detail ? `: ${detail}` : '.'}`,
    advice: 'Run it again, with fewer recommenders if it stops once more. Your ratings are kept.',
  };
}
