import { Problem, reportOf } from '../../base/problem.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { Event } from '../../protocol/messages.ts';
import type { TrainingRun } from '../../protocol/training-messages.ts';
import type { StarsModel } from '../../recommenders/models/factor-model.ts';
import type { StoredCheckpoint } from '../../storage/artifacts/checkpoint-store.ts';
import type { TrainingSettings, TrainingStep } from '../../training/trainer.ts';
import type { TrainedModel } from '../session/app-storage.ts';
import { type CheckpointStore, createCheckpointing } from './checkpointing.ts';
import { binned } from './residual-histogram.ts';
import { newRunId, Run } from './run-control.ts';
import { progressed } from './run-progress.ts';
import type { Engine } from './training-engine.ts';

/** What is to be trained. */
export interface TrainingOrder {
  readonly settings: TrainingSettings;
  /** Begun by Matinee itself, not by the person. */
  readonly background: boolean;
  /** Where a run was broken off that is to go on. */
  readonly from: StoredCheckpoint | null;
}

/** The training of this tab: at most one run at a time, outside the queue of commands. */
export interface TrainingControl {
  /** Ends a running run (its model is dropped), then starts a new one. */
  start(order: TrainingOrder): void;
  pause(): void;
  resume(): void;
  /** One epoch more of a paused run, or pauses a running one after its epoch. */
  step(): void;
  /** Ends the run and keeps its best model so far. */
  stop(): void;
  /** Ends the run and drops it; resolves when nothing runs any more. */
  abandon(): Promise<void>;
  isTraining(): boolean;
  /** Resolves when nothing runs any more. */
  idle(): Promise<void>;
}

/** What training needs of the session. */
export interface TrainingPorts {
  emit(event: Event): void;
  readonly engine: Engine;
  readonly checkpoints: CheckpointStore;
  /** The right to train, which one tab has at a time: a function that gives it back, null while another has it. */
  matchedEntry(): Promise<(() => void) | null>;
  /** Another tab trains, so a background run was not begun. */
  left(): void;
  /** A background run's model on the way, worth predicting with already. */
  preview(model: StarsModel): void;
  /** Receives the model of every run that ended well, before the end is told. */
  trained(trained: TrainedModel): Promise<void>;
  /** The end is told: what goes on by itself, if anything. */
  next(trained: TrainedModel): TrainingOrder | null;
  /** Before the failure is told. */
  failed(): void;
}

const GOES_ON = 'The training goes on by itself without it.';

export function createTrainingControl(dataset: Dataset, ports: TrainingPorts): TrainingControl {
  const { emit } = ports;
  let current: Run | null = null;
  let running: Promise<void> = Promise.resolve();
  let release: (() => void) | null = null;

  async function train(run: Run, order: TrainingOrder): Promise<void> {
    const { settings, background, from } = order;
    emit({ type: 'trainingPreparing' });
    const { training, backend } = await ports.engine.start();
    if (run.signal.aborted) return;
    run.begun = true;
    const session = training.train(backend, dataset, settings, from?.checkpoint ?? null, run.signal);
    const about: TrainingRun = {
      id: run.id,
      settings,
      backend: session.runsOn,
      trainRatings: session.trainRatings,
      validationRatings: session.validationRatings,
      background,
      importedFrom: null,
    };
    const points = [...(from?.points ?? [])];
    emit({ type: 'trainingStarted', run: about, points: [...points] });
    const checkpointing = createCheckpointing(
      ports.checkpoints,
      { datasetId: dataset.id, run: about },
      from !== null,
      (thrown) => emit({ type: 'failed', problem: reportOf(thrown) }),
    );
    const previewing = createPreviewing(order, ports);
    let trained: TrainedModel | null = null;
    try {
      for await (const step of session.steps) {
        points.push(step.point);
        if (run.signal.aborted) return;
        emit(progressed(run.id, step, points, settings.epochs));
        if (step.ended === null) {
          if (run.epochEnded()) emit({ type: 'trainingPaused', runId: run.id });
          await checkpointing.between(step, points, run.paused);
          await previewing(step, run);
          await run.gate();
        }
        if (run.signal.aborted) return;
        if (step.ended === null && !run.stopped) continue;
        const residuals = binned(await step.residuals());
        trained = {
          model: await step.snapshot(),
          run: about,
          points,
          end: step.ended ?? 'stopped',
          residuals,
        };
        break;
      }
      if (run.signal.aborted || trained === null) return;
      if (current === run) current = null;
      await ports.trained(trained);
      emit({ type: 'trainingEnded', runId: run.id, end: trained.end, residuals: trained.residuals });
    } finally {
      if (current === run) current = null;
      run.latest = checkpointing.latest();
      await checkpointing.clear();
    }
    const next = ports.next(trained);
    // The person may have asked for a run in the meantime.
    if (next !== null && current === null) launch(next);
  }

  /** One tab trains at a time, and lets go when nothing is to follow. */
  async function trainAlone(run: Run, order: TrainingOrder): Promise<void> {
    if (!run.signal.aborted) {
      release ??= await ports.matchedEntry();
      if (release === null) refuse(order);
      else await train(run, order).catch((thrown) => fail(run, order, thrown));
    }
    if (current === run) current = null;
    if (current !== null) return;
    release?.();
    release = null;
  }

  function refuse({ background }: TrainingOrder): void {
    if (background) ports.left();
    else emit({ type: 'trainingFailed', problem: otherTab().toReport() });
  }

  async function fail(run: Run, order: TrainingOrder, thrown: unknown): Promise<void> {
    if (run.signal.aborted && thrown === run.signal.reason) return;
    const canGoOn = ports.engine.drop(thrown);
    if (run.signal.aborted) return;
    if (current === run) current = null;
    if (canGoOn && current === null) {
      emit({ type: 'failed', problem: { ...reportOf(thrown), advice: GOES_ON } });
      return launch({ ...order, from: run.latest ?? order.from });
    }
    if (order.from !== null && run.begun && !run.progressed) {
      // The checkpoint may be what failed: without it the training may well succeed.
      emit({ type: 'failed', problem: reportOf(thrown) });
      await ports.checkpoints.removeCheckpoint().catch(() => {});
      if (current === null) launch({ ...order, from: null });
      return;
    }
    ports.failed();
    emit({ type: 'trainingFailed', problem: reportOf(thrown) });
  }

  function launch(order: TrainingOrder): void {
    const run = new Run(order.from?.run.id ?? newRunId());
    current?.abandon();
    current = run;
    running = running.then(() => trainAlone(run, order));
  }

  async function settled(before: () => void): Promise<void> {
    for (let last: Promise<void> | null = null; last !== running; ) {
      last = running;
      before();
      await running;
    }
  }

  return {
    start: launch,
    pause() {
      if (current?.pause()) emit({ type: 'trainingPaused', runId: current.id });
    },
    resume() {
      if (current?.resume()) emit({ type: 'trainingResumed', runId: current.id });
    },
    step: () => current?.step(),
    stop: () => current?.stop(),
    isTraining: () => current !== null,
    idle: () => settled(() => {}),
    abandon: () => settled(() => current?.abandon()),
  };
}

/** Does what the person asks of the run that goes on, if one does. */
export function steer(
  training: TrainingControl,
  how: 'pauseTraining' | 'resumeTraining' | 'stepTraining' | 'stopTraining',
): void {
  if (how === 'pauseTraining') training.pause();
  else if (how === 'resumeTraining') training.resume();
  else if (how === 'stepTraining') training.step();
  else training.stop();
}

/**
 * Predicts with a background run's draws as soon as a third of those after burn-in are there; not with every sweep,
 * since each time all is scored anew.
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
