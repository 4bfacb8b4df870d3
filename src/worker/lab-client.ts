import type { ProblemReport } from '../base/problem.ts';
import { scriptAddress } from '../base/script-address.ts';
import type { ExploringEvent, ExploringSettings } from '../protocol/exploring-messages.ts';
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

/** The same for the simulation of exploring. */
export interface ExploringClient {
  explore(settings: ExploringSettings, datasetId: string): void;
  cancel(): void;
}

/** A worker that has not answered a cancel for so long is in the middle of something: it is ended. */
const PATIENCE_MS = 1000;

/**
 * A worker that dies or hangs during a run becomes `labFailed`; the next run starts a fresh one.
 * @param create a new worker; replaced in tests
 */
export function connectLab(onEvent: (event: LabEvent) => void, create = createWorker): LabClient {
  const { begin, cancel } = connectWorker(
    onEvent,
    create,
    'Run it again, with fewer recommenders if it stops once more. Your ratings are saved.',
  );
  return { run: (settings, datasetId) => begin({ type: 'run', settings, datasetId }), cancel };
}

/** As `connectLab`, with a worker of its own: neither run ends the other. */
export function connectExploring(
  onEvent: (event: ExploringEvent) => void,
  create = createWorker,
): ExploringClient {
  const { begin, cancel } = connectWorker(
    onEvent,
    create,
    'Run it again, with fewer people if it stops once more. Your ratings are saved.',
  );
  return { explore: (settings, datasetId) => begin({ type: 'explore', settings, datasetId }), cancel };
}

/** The events that both kinds of runs end with. */
type RunEnd = Extract<LabEvent, { readonly type: 'labEnded' | 'labFailed' }>;

/** @param advice what to do when the worker dies */
function connectWorker<Event extends { readonly type: string }>(
  onEvent: (event: Event | RunEnd) => void,
  create: () => Worker,
  advice: string,
) {
  /** A run that the page waits for. */
  let isRunning = false;
  /** A cancelled run whose end the worker has not reported yet, by a number of its own. */
  let ending: number | null = null;
  let cancels = 0;

  const worker = createSupervisedWorker<Event>({
    create,
    maxRestarts: 0,
    // Its long computations yield, or give signs of life.
    pulse: PULSE,
    isOpening: ({ type }) => type === 'labOpening',
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
      onEvent({ type: 'labFailed', problem: deadWorker(detail, advice) });
    },
  });

  function discard(): void {
    worker.terminate();
    ending = null;
  }

  return {
    begin(command: LabCommand): void {
      if (isRunning || ending !== null) discard();
      isRunning = true;
      worker.start();
      worker.post(command);
    },
    cancel(): void {
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

function deadWorker(detail: string, advice: string): ProblemReport {
  return {
    code: 'worker-died',
    message: `The background worker of the Lab has stopped${detail ? `: ${detail}` : ''}.`,
    advice,
  };
}
