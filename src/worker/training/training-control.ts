import { Problem, reportOf } from '../../base/problem.ts';
import { createBackgroundPause } from '../../base/scheduling.ts';
import { finishWithPauses } from '../../base/steps.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { Event } from '../../protocol/messages.ts';
import { settingsUsedBy } from '../../protocol/training-defaults.ts';
import type { BackendInfo, TrainingRun, TrainingSettings } from '../../protocol/training-messages.ts';
import { boundedRatingsSteps } from '../../recommenders/bounded-ratings.ts';
import type { StarsModel } from '../../recommenders/models/factor-model.ts';
import type { StoredCheckpoint } from '../../storage/artifacts/checkpoint-store.ts';
import type { TrainingStep } from '../../training/trainer.ts';
import type { TrainedModel } from '../session/app-storage.ts';
import { type Checkpointing, type CheckpointStore, createCheckpointing } from './checkpointing.ts';
import { binned } from './residual-histogram.ts';
import { newRunId, Run } from './run-control.ts';
import { progressed } from './run-progress.ts';
import type { Engine } from './training-engine.ts';

/** What is to be trained. */
export interface TrainingOrder {
  readonly settings: TrainingSettings;
  /** Started by Matinee itself, not by the person. */
  readonly background: boolean;
  /** The checkpoint of an interrupted run that is to go on; null for a new run. */
  readonly from: StoredCheckpoint | null;
  /** Learns from at most so many ratings, of users drawn at random; absent: from all. */
  readonly ratings?: number;
}

/** What training needs of the session. */
export interface TrainingPorts {
  emit(event: Event): void;
  readonly engine: Engine;
  readonly checkpoints: CheckpointStore;
  /** The lock that one tab at a time holds to train: a function that releases it, null while another tab holds it. */
  lock(): Promise<(() => void) | null>;
  /** Another tab trains, so a background run was not begun. */
  postponed(): void;
  /** An intermediate model of a background run, good enough to predict with. */
  preview(model: StarsModel): void;
  /** Receives the model of every run that ended well, before the end is emitted. */
  trained(trained: TrainedModel): Promise<void>;
  /** After the end: the next automatic training, if any. */
  next(trained: TrainedModel): TrainingOrder | null;
  /** Before the failure is emitted. */
  failed(): void;
}

const GOES_ON = 'The training goes on by itself without it.';

/** The training of this tab: at most one run at a time, outside the queue of commands. */
export class TrainingControl {
  private current: Run | null = null;
  private running: Promise<void> = Promise.resolve();
  private release: (() => void) | null = null;

  constructor(
    private readonly dataset: Dataset,
    private readonly ports: TrainingPorts,
  ) {}

  /** Ends a running run (its model is dropped), then starts a new one. */
  start(order: TrainingOrder): void {
    const run = new Run(order.from?.run.id ?? newRunId());
    this.current?.abandon();
    this.current = run;
    this.running = this.running.then(() => this.trainAlone(run, order));
  }

  pause(): void {
    if (this.current?.pause()) this.ports.emit({ type: 'trainingPaused', runId: this.current.id });
  }

  resume(): void {
    if (this.current?.resume()) this.ports.emit({ type: 'trainingResumed', runId: this.current.id });
  }

  /** Runs one more epoch of a paused run, or pauses a running one after its epoch. */
  step(): void {
    this.current?.step();
  }

  /** Ends the run and keeps its best model so far. */
  stop(): void {
    this.current?.stop();
  }

  isTraining(): boolean {
    return this.current !== null;
  }

  /** Resolves when nothing runs any more. */
  idle(): Promise<void> {
    return this.settled(() => {});
  }

  /** Ends the run and drops it; resolves when nothing runs any more. */
  abandon(): Promise<void> {
    return this.settled(() => this.current?.abandon());
  }

  private async settled(before: () => void): Promise<void> {
    for (let last: Promise<void> | null = null; last !== this.running; ) {
      last = this.running;
      before();
      await this.running;
    }
  }

  /** One tab trains at a time, and releases the lock when no run follows. */
  private async trainAlone(run: Run, order: TrainingOrder): Promise<void> {
    if (!run.signal.aborted) {
      this.release ??= await this.ports.lock();
      if (this.release === null) this.refuse(order);
      else await this.train(run, order).catch((thrown) => this.fail(run, order, thrown));
    }
    this.leave(run);
    if (this.current !== null) return;
    this.release?.();
    this.release = null;
  }

  private refuse({ background }: TrainingOrder): void {
    if (background) this.ports.postponed();
    else this.ports.emit({ type: 'trainingFailed', problem: otherTab().toReport() });
  }

  private leave(run: Run): void {
    if (this.current === run) this.current = null;
  }

  private async train(run: Run, order: TrainingOrder): Promise<void> {
    const { ports } = this;
    ports.emit({ type: 'trainingPreparing' });
    const { training, backend } = await ports.engine.start();
    const dataset = await learntFrom(this.dataset, order, run.signal);
    if (run.signal.aborted) return;
    run.begun = true;
    const { settings, from } = order;
    const session = training.train(backend, dataset, settings, from?.checkpoint ?? null, run.signal);
    const about = runOf(run.id, { ...order, settings: settingsUsedBy(this.dataset, settings) }, session);
    ports.emit({ type: 'trainingStarted', run: about, points: [...(from?.points ?? [])] });
    const checkpointing = createCheckpointing(
      ports.checkpoints,
      { datasetId: this.dataset.id, run: about },
      from !== null,
      (thrown) => ports.emit({ type: 'failed', problem: reportOf(thrown) }),
    );
    let trained: TrainedModel | null = null;
    try {
      trained = await this.follow(run, order, session.steps, about, checkpointing);
      if (run.signal.aborted || trained === null) return;
      this.leave(run);
      await ports.trained(trained);
      const { end, residuals } = trained;
      ports.emit({ type: 'trainingEnded', runId: run.id, end, residuals });
    } finally {
      this.leave(run);
      run.latest = checkpointing.latest();
      await checkpointing.clear();
    }
    const next = ports.next(trained);
    // The person may have asked for a run in the meantime.
    if (next !== null && this.current === null) this.start(next);
  }

  /** Follows a run epoch by epoch to its end. @returns null if it was abandoned */
  private async follow(
    run: Run,
    order: TrainingOrder,
    steps: AsyncIterable<TrainingStep>,
    about: TrainingRun,
    checkpointing: Checkpointing,
  ): Promise<TrainedModel | null> {
    const { emit } = this.ports;
    const points = [...(order.from?.points ?? [])];
    const preview = createPreviewing(order, this.ports);
    for await (const step of steps) {
      points.push(step.point);
      if (run.signal.aborted) return null;
      emit(progressed(run.id, step, points, order.settings.epochs));
      if (step.ended === null) {
        if (run.epochEnded()) emit({ type: 'trainingPaused', runId: run.id });
        await checkpointing.between(step, points, run.paused);
        await preview(step, run);
        await run.gate();
      }
      if (run.signal.aborted) return null;
      if (step.ended === null && !run.stopped) continue;
      const residuals = binned(await step.residuals());
      const model = await step.snapshot();
      return { model, run: about, points, end: step.ended ?? 'stopped', residuals };
    }
    return null;
  }

  private async fail(run: Run, order: TrainingOrder, thrown: unknown): Promise<void> {
    const { engine, emit, checkpoints } = this.ports;
    if (run.signal.aborted && thrown === run.signal.reason) return;
    const canGoOn = engine.drop(thrown);
    if (run.signal.aborted) return;
    this.leave(run);
    if (canGoOn && this.current === null) {
      emit({ type: 'failed', problem: { ...reportOf(thrown), advice: GOES_ON } });
      return this.start({ ...order, from: run.latest ?? order.from });
    }
    if (order.from !== null && run.begun && !run.progressed) {
      // The checkpoint may be what failed: without it the training may well succeed.
      emit({ type: 'failed', problem: reportOf(thrown) });
      await checkpoints.removeCheckpoint().catch(() => {});
      if (this.current === null) this.start({ ...order, from: null });
      return;
    }
    this.ports.failed();
    emit({ type: 'trainingFailed', problem: reportOf(thrown) });
  }
}

/** The data set with the ratings that a run learns from; the very same where those are all, or where the signal is aborted. */
async function learntFrom(
  dataset: Dataset,
  { ratings: most }: TrainingOrder,
  signal: AbortSignal,
): Promise<Dataset> {
  if (most === undefined || signal.aborted) return dataset;
  try {
    const steps = boundedRatingsSteps(dataset.ratings, most);
    const ratings = await finishWithPauses(steps, createBackgroundPause(signal));
    return ratings === dataset.ratings ? dataset : { ...dataset, ratings };
  } catch (thrown) {
    if (signal.aborted) return dataset;
    throw thrown;
  }
}

/** The run as the page shows it. */
function runOf(
  id: number,
  { settings, background }: TrainingOrder,
  session: { runsOn: BackendInfo; trainRatings: number; validationRatings: number },
): TrainingRun {
  const { runsOn, trainRatings, validationRatings } = session;
  return { id, settings, backend: runsOn, trainRatings, validationRatings, background, importedFrom: null };
}

/**
 * Predicts with a background run's draws as soon as a third of those after burn-in are there; not with every sweep,
 * since each new model scores all movies again.
 */
function createPreviewing(
  { background, settings }: TrainingOrder,
  { preview }: TrainingPorts,
): (step: TrainingStep, run: Run) => Promise<void> {
  const { algorithm, burnIn, epochs } = settings;
  const first = burnIn + (epochs - burnIn) / 3;
  let done = !background || algorithm !== 'bayes' || burnIn >= epochs;
  return async (step, run) => {
    if (done || step.point.epoch < first) return;
    done = true;
    const model = await step.snapshot();
    if (!run.signal.aborted) preview(model);
  };
}

function otherTab(): Problem {
  return new Problem(
    'settings',
    'Another tab of Matinee is training at the moment.',
    'Wait until it is done, or stop the training there.',
  );
}
