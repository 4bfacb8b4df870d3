import type { Dataset } from '../dataset/dataset.ts';
import { reportOf } from '../problem.ts';
import type { FactorModel } from '../recommenders/factor-model.ts';
import type { TrainingPoint, TrainingSettings } from '../training/trainer.ts';
import type { BackendName, Event, TrainingEnd, TrainingRun } from './protocol.ts';

/** A finished run with all that is kept of it. */
export interface TrainedModel {
  readonly model: FactorModel;
  readonly run: TrainingRun;
  readonly points: readonly TrainingPoint[];
  readonly end: TrainingEnd;
}

/** The training of this tab: at most one run at a time, outside the queue of commands. */
export interface TrainingControl {
  /** Ends a running run (its model is dropped), then starts a new one. */
  start(dataset: Dataset, settings: TrainingSettings): void;
  pause(): void;
  resume(): void;
  /** Ends the run and keeps its best model so far. */
  stop(): void;
  /** Ends the run and drops it; resolves when nothing runs any more. */
  abandon(): Promise<void>;
}

/** What becomes of a run. */
export interface TrainingOutcome {
  /** Receives the model of every run that ended well, before the end is told. */
  trained(trained: TrainedModel): Promise<void>;
  failed(): void;
}

type Training = typeof import('../training/train.ts');

/**
 * @param load brings in TF.js on first use: reopening the page needs none of it
 */
export function createTrainingControl(
  backendChoice: BackendName | 'auto',
  load: () => Promise<Training>,
  emit: (event: Event) => void,
  outcome: TrainingOutcome,
): TrainingControl {
  let current: Run | null = null;
  let running: Promise<void> = Promise.resolve();
  let backend: ReturnType<Training['startBackend']> | null = null;

  async function train(run: Run, dataset: Dataset, settings: TrainingSettings): Promise<void> {
    emit({ type: 'trainingPreparing' });
    const training = await load();
    backend ??= training.startBackend(backendChoice);
    const started = await backend;
    if (run.abandoned) return;
    const session = training.train(started, dataset, settings);
    const about: TrainingRun = {
      id: run.id,
      settings,
      backend: started.info,
      trainRatings: session.trainRatings,
      validationRatings: session.validationRatings,
    };
    emit({ type: 'trainingStarted', run: about });
    const points: TrainingPoint[] = [];
    let end: TrainingEnd = 'stopped';
    let model: FactorModel | null = null;
    try {
      for await (const step of session.steps) {
        points.push(step.point);
        const meanMs = points.reduce((sum, point) => sum + point.epochMs, 0) / points.length;
        const remainingMs = meanMs * (settings.epochs - step.point.epoch);
        if (run.abandoned) return;
        emit({ type: 'trainingProgressed', runId: run.id, point: step.point, remainingMs });
        await run.gate();
        if (step.ended !== null || run.stopped) {
          end = step.ended ?? 'stopped';
          model = await step.snapshot();
          break;
        }
      }
    } finally {
      if (current === run) current = null;
    }
    if (run.abandoned) return;
    if (model !== null) await outcome.trained({ model, run: about, points, end });
    emit({ type: 'trainingEnded', runId: run.id, end });
  }

  function launch(dataset: Dataset, settings: TrainingSettings): void {
    const run = new Run();
    const before = running;
    current?.abandon();
    current = run;
    running = before
      .then(() => train(run, dataset, settings))
      .catch((thrown: unknown) => {
        // A backend that failed is not used again: the next run starts it anew.
        backend = null;
        if (current === run) current = null;
        outcome.failed();
        emit({ type: 'trainingFailed', problem: reportOf(thrown) });
      });
  }

  return {
    start: launch,
    pause() {
      if (current?.pause()) emit({ type: 'trainingPaused', runId: current.id });
    },
    resume() {
      if (current?.resume()) emit({ type: 'trainingResumed', runId: current.id });
    },
    stop: () => current?.stop(),
    async abandon() {
      current?.abandon();
      await running;
    },
  };
}

// Counts on from the clock, so that a stored run of an earlier visit never has the id of a new one.
let lastId = Date.now();

/** The switches of one run. */
class Run {
  readonly id = ++lastId;
  stopped = false;
  abandoned = false;
  private paused: { readonly until: Promise<void>; readonly release: () => void } | null = null;

  /** Resolves at once, or when the run is resumed or ended. */
  gate(): Promise<void> {
    return this.paused?.until ?? Promise.resolve();
  }

  pause(): boolean {
    if (this.paused !== null) return false;
    let release = () => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.paused = { until, release };
    return true;
  }

  resume(): boolean {
    if (this.paused === null) return false;
    this.paused.release();
    this.paused = null;
    return true;
  }

  stop(): void {
    this.stopped = true;
    this.resume();
  }

  abandon(): void {
    this.abandoned = true;
    this.resume();
  }
}
