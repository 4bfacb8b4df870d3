import type { ProblemReport } from '../base/problem.ts';
import { scriptAddress } from '../base/script-address.ts';
import type { LabCommand, LabEvent } from '../protocol/lab-messages.ts';
import type { LabSettings } from '../protocol/lab-settings.ts';
import address from './lab-worker.ts?worker&url';
import { createSupervisedWorker, PULSE } from './supervised-worker.ts';

/** The page's side of the Lab. Its worker is started with the first run and lives as long as the page. */
export interface LabClient {
  /** One run at a time: a run that is under way is given up. */
  run(settings: LabSettings, datasetId: string): void;
  /** `labEnded` comes at once. */
  cancel(): void;
}

/** A worker that has not answered a cancel for so long is in the middle of something: it is ended. */
const PATIENCE_MS = 1000;

/**
 * A worker that dies or hangs during a run becomes `labFailed`; the next run starts a fresh one.
 * @param create a new worker; replaced in tests
 */
export function connectLab(onEvent: (event: LabEvent) => void, create = createWorker): LabClient {
  /** A run that the page waits for. */
  let isRunning = false;
  /** A cancelled run whose end the worker has not reported yet, by a number of its own. */
  let ending: number | null = null;
  let cancels = 0;

  const worker = createSupervisedWorker<LabEvent>({
    create,
    maxRestarts: 0,
    // Its long computations yield, or give signs of life.
    pulse: PULSE,
    onMessage(event) {
      const isOver = event.type === 'labEnded' || event.type === 'labFailed';
      if (ending !== null) {
        if (isOver) ending = null;
        return;
      }
      if (isOver) isRunning = false;
      onEvent(event);
    },
    onDied(detail) {
      ending = null;
      if (!isRunning) return;
      isRunning = false;
      onEvent({ type: 'labFailed', problem: deadWorker(detail) });
    },
  });

  function discard(): void {
    worker.terminate();
    ending = null;
  }

  return {
    run(settings, datasetId) {
      if (isRunning || ending !== null) discard();
      isRunning = true;
      worker.start();
      worker.post({ type: 'run', settings, datasetId } satisfies LabCommand);
    },
    cancel() {
      if (!isRunning) return;
      isRunning = false;
      const cancelled = ++cancels;
      ending = cancelled;
      worker.post({ type: 'cancel' } satisfies LabCommand);
      setTimeout(() => {
        if (ending === cancelled) discard();
      }, PATIENCE_MS);
      onEvent({ type: 'labEnded', end: 'cancelled' });
    },
  };
}

function createWorker(): Worker {
  return new Worker(scriptAddress(address), { type: 'module', name: 'matinee-lab' });
}

function deadWorker(detail: string): ProblemReport {
  return {
    code: 'worker-died',
    message: `The background worker of the Lab has stopped${detail ? `: ${detail}` : '.'}`,
    advice: 'Run it again, with fewer recommenders if it stops once more. Your ratings are saved.',
  };
}
