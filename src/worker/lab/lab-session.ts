import { Problem, reportOf } from '../../base/problem.ts';
import { createPause } from '../../base/scheduling.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { evaluate } from '../../evaluation/evaluate.ts';
import { compareAll, type Summary, summarise } from '../../evaluation/summary.ts';
import type { LabCommand, LabEvent, LabStage } from '../../protocol/lab-messages.ts';
import { isLabSettings, type LabSettings } from '../../protocol/lab-settings.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { StarsModel } from '../../recommenders/models/factor-model.ts';
import type { FitTools, Registry } from '../../recommenders/registry.ts';
import { resultOf } from './lab-result.ts';
import { type Bench, prepareBench } from './lab-run.ts';

/** What the Lab needs of the world, so that it runs in Node as in a worker. */
export interface LabPorts {
  emit(event: LabEvent): void;
  /** The data set that is stored; where nothing can be stored, the built-in one. Nothing is written. */
  openDataset(): Promise<Dataset>;
  /** Trains with the app's own settings. @param epoch awaited between epochs; by throwing it ends the training */
  trainStars(
    algorithm: StarsModel['algorithm'],
    dataset: Dataset,
    seed: number,
    epoch: (done: number, total: number) => Promise<void>,
  ): Promise<StarsModel>;
  /** The recommenders that there are; those of the app by default. */
  readonly registry?: Registry;
}

export interface LabSession {
  handle(command: LabCommand): void;
  /** Resolves when every run so far is over; for tests. */
  settled(): Promise<void>;
}

/** Progress is told this often at most. */
const TELL_MS = 100;

/** Thrown at the next pause after the person has cancelled; never leaves this file. */
const cancelled = new Error('cancelled');

/** One run after the other; within a run one recommender after the other, each told as soon as it is done. */
export function createLabSession(ports: LabPorts): LabSession {
  const { emit } = ports;
  let asked = { cancelled: false };
  let queue: Promise<void> = Promise.resolve();

  async function run(
    settings: LabSettings,
    datasetId: string,
    listSettings: { cancelled: boolean },
  ): Promise<void> {
    const turn = createPause();
    const pause = async () => {
      await turn();
      if (listSettings.cancelled) throw cancelled;
    };
    try {
      emit({ type: 'labOpening' });
      const dataset = await openedDataset(datasetId);
      await pause();
      const tell = createTeller(emit, pause);
      const trainStars: FitTools['trainStars'] = (algorithm, part) =>
        ports.trainStars(algorithm, part, settings.seed, tell.step);
      const bench = prepareBench(dataset, settings, trainStars, ports.registry);
      emit({ type: 'labStarted', data: bench.data });
      const summaries = new Map<RecommenderId, Summary>();
      for (const id of settings.recommenders) await measure(bench, id, summaries, tell);
      emit({ type: 'labEnded', end: 'finished' });
    } catch (thrown) {
      if (thrown === cancelled) emit({ type: 'labEnded', end: 'cancelled' });
      else emit({ type: 'labFailed', problem: reportOf(thrown) });
    }
  }

  async function measure(
    bench: Bench,
    id: RecommenderId,
    summaries: Map<RecommenderId, Summary>,
    tell: Teller,
  ): Promise<void> {
    const { settings, split, train } = bench;
    try {
      const started = performance.now();
      tell.begin(id, 'fitting');
      const recommender = await bench.fitter.recommender(id);
      await tell.pause();
      const fitted = performance.now();
      tell.begin(id, 'ranking');
      const evaluation = await evaluate(train, split, recommender, settings.k, tell.step);
      const ranked = performance.now();
      tell.begin(id, 'newcomers');
      const curve = await bench.curve(id, tell.step);
      const summary = summarise(evaluation, settings.seed);
      summaries.set(id, summary);
      const seconds = { fit: (fitted - started) / 1000, rank: (ranked - fitted) / 1000 };
      const result = resultOf(bench, { id, evaluation, summary, curve, seconds });
      emit({ type: 'labMeasured', result, comparisons: compareAll(summaries) });
      await tell.pause();
    } catch (thrown) {
      if (thrown === cancelled) throw thrown;
      emit({ type: 'labMissed', id, problem: reportOf(thrown) });
    }
  }

  async function openedDataset(datasetId: string): Promise<Dataset> {
    const dataset = await ports.openDataset();
    if (dataset.id === datasetId) return dataset;
    throw new Problem(
      'data-invalid',
      `The Lab found the data set ${dataset.name}, which is not the one in use.`,
      'The Lab reads what is stored on this device. Reload the page; if the browser keeps nothing, only the built-in data set can be evaluated.',
    );
  }

  return {
    handle(command) {
      asked.cancelled = true;
      if (command.type === 'cancel') return;
      const listSettings = { cancelled: false };
      asked = listSettings;
      queue = queue.then(() => {
        if (isLabSettings(command.settings, ports.registry?.catalog))
          return run(command.settings, command.datasetId, listSettings);
        emit({ type: 'labFailed', problem: reportOf(wrongSettings()) });
      });
    },
    settled: () => queue,
  };
}

function wrongSettings(): Problem {
  return new Problem(
    'settings',
    'These settings of the Lab cannot be run: one of them is missing or out of bounds.',
    'Correct them and run again.',
  );
}

/** Tells how far the recommender at hand is, and pauses. */
interface Teller {
  begin(id: RecommenderId, stage: LabStage): void;
  readonly step: (done: number, total: number) => Promise<void>;
  readonly pause: () => Promise<void>;
}

function createTeller(emit: LabPorts['emit'], pause: () => Promise<void>): Teller {
  let now: { readonly id: RecommenderId; readonly stage: LabStage } | null = null;
  let told = 0;
  return {
    begin(id, stage) {
      now = { id, stage };
      told = performance.now();
      emit({ type: 'labProgressed', ...now, done: 0, total: null });
    },
    async step(done, total) {
      if (now !== null && performance.now() - told >= TELL_MS) {
        told = performance.now();
        emit({ type: 'labProgressed', ...now, done, total });
      }
      await pause();
    },
    pause,
  };
}
