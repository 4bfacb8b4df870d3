import { Problem, reportOf } from '../../base/problem.ts';
import { createPause, type Pause } from '../../base/scheduling.ts';
import type { Dataset, Ratings } from '../../dataset/dataset.ts';
import { type Facts, noFacts } from '../../dataset/movie-facts.ts';
import { evaluate } from '../../evaluation/evaluate.ts';
import { compareAll, type Summary, summarise } from '../../evaluation/summary.ts';
import { type ExploringSettings, isExploringSettings } from '../../protocol/exploring-messages.ts';
import type { LabCommand, LabStage, LabWorkerEvent } from '../../protocol/lab-messages.ts';
import { isLabSettings, type LabSettings } from '../../protocol/lab-settings.ts';
import type { NetworkId } from '../../protocol/network-messages.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { StoredModel } from '../../recommenders/descriptor.ts';
import type { StarsModel } from '../../recommenders/models/factor-model.ts';
import type { NetworkModels } from '../../recommenders/networks/network-models.ts';
import type { FitTools, Registry } from '../../recommenders/registry.ts';
import { simulateExploring } from './lab-exploring.ts';
import { resultOf } from './lab-result.ts';
import { type Bench, prepareBench } from './lab-run.ts';

/** What the Lab needs from outside, so that it runs in Node as well as in a worker. */
export interface LabPorts {
  emit(event: LabWorkerEvent): void;
  /** The stored data set; where nothing can be stored, the built-in one. Nothing is written. */
  openDataset(): Promise<Dataset>;
  /** What is known of its movies beyond their genres; absent where there is nothing. */
  openFacts?(dataset: Dataset): Promise<Facts>;
  /** A model that was imported for a data set; absent where nothing can be imported. */
  openImported?(dataset: Dataset, name: string): Promise<StoredModel | null>;
  /** Trains with the app's own settings. @param epoch awaited between epochs; when it rejects, training ends */
  trainStars(
    algorithm: StarsModel['algorithm'],
    dataset: Dataset,
    seed: number,
    epoch: (done: number, total: number) => Promise<void>,
  ): Promise<StarsModel>;
  /** Trains a network in the same way; absent where it cannot be trained. */
  trainNetwork?<Id extends NetworkId>(
    network: Id,
    ratings: Ratings,
    seed: number,
    epoch: (done: number, total: number) => Promise<void>,
  ): Promise<NetworkModels[Id]>;
  /** The recommenders that there are; those of the app by default. */
  readonly registry?: Registry;
}

export interface LabSession {
  handle(command: LabCommand): void;
  /** Resolves when every run so far is over; for tests. */
  settled(): Promise<void>;
}

/** What the worker is asked to compute. */
type WorkCommand = Exclude<LabCommand, { readonly type: 'cancel' }>;

/** Progress is shown this often at most. */
const PROGRESS_MS = 100;

/** One run after the other; within a run one recommender after the other, each shown as soon as it is measured. */
class RunQueue implements LabSession {
  readonly #ports: LabPorts;
  #latest = new AbortController();
  #queue: Promise<void> = Promise.resolve();

  constructor(ports: LabPorts) {
    this.#ports = ports;
  }

  handle(command: LabCommand): void {
    this.#latest.abort();
    if (command.type === 'cancel') return;
    this.#latest = new AbortController();
    const { signal } = this.#latest;
    this.#queue = this.#queue.then(() => this.#carryOut(command, signal));
  }

  settled(): Promise<void> {
    return this.#queue;
  }

  /** Opens the data set, does the work, and says how it ended. */
  async #carryOut(command: WorkCommand, signal: AbortSignal): Promise<void> {
    const { emit } = this.#ports;
    const pause = createPause(signal);
    try {
      if (!this.#isValid(command)) throw wrongSettings();
      emit({ type: 'labOpening' });
      const dataset = await this.#openedDataset(command.datasetId);
      await pause();
      if (command.type === 'explore') await this.#explore(command.settings, dataset, pause);
      else await this.#run(command.settings, dataset, pause, signal);
      emit({ type: 'labEnded', end: 'finished' });
    } catch (thrown) {
      if (signal.aborted) emit({ type: 'labEnded', end: 'cancelled' });
      else emit({ type: 'labFailed', problem: reportOf(thrown) });
    }
  }

  #isValid({ type, settings }: WorkCommand): boolean {
    if (type === 'explore') return isExploringSettings(settings);
    return isLabSettings(settings, this.#ports.registry?.catalog);
  }

  async #run(settings: LabSettings, dataset: Dataset, pause: Pause, signal: AbortSignal): Promise<void> {
    const { emit, openFacts, openImported, trainStars: train, trainNetwork, registry } = this.#ports;
    const progress = createProgress(emit, pause);
    const trainStars: FitTools['trainStars'] = (algorithm, part) =>
      train(algorithm, part, settings.seed, progress.step);
    const facts = (await openFacts?.(dataset)) ?? noFacts;
    await pause();
    const imported: FitTools['imported'] = async (name) => (await openImported?.(dataset, name)) ?? null;
    const networks: Pick<FitTools, 'trainNetwork'> =
      trainNetwork === undefined
        ? {}
        : { trainNetwork: (id, ratings) => trainNetwork(id, ratings, settings.seed, progress.step) };
    const tools: FitTools = { trainStars, facts, imported, ...networks };
    const bench = prepareBench(dataset, settings, tools, registry);
    emit({ type: 'labStarted', data: bench.data });
    const summaries = new Map<RecommenderId, Summary>();
    for (const id of settings.recommenders) await this.#measure(bench, id, summaries, progress, signal);
  }

  async #explore(settings: ExploringSettings, dataset: Dataset, pause: Pause): Promise<void> {
    const { emit, trainStars } = this.#ports;
    let shownAt = Number.NEGATIVE_INFINITY;
    const result = await simulateExploring(dataset, settings, {
      train: (part, epoch) => trainStars('bayes', part, settings.seed, epoch),
      async step(stage, done, total) {
        if (performance.now() - shownAt >= PROGRESS_MS) {
          shownAt = performance.now();
          emit({ type: 'exploringProgressed', stage, done, total });
        }
        await pause();
      },
    });
    emit({ type: 'exploringMeasured', result });
  }

  async #measure(
    bench: Bench,
    id: RecommenderId,
    summaries: Map<RecommenderId, Summary>,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<void> {
    const { settings, split, train } = bench;
    try {
      const started = performance.now();
      progress.begin(id, 'fitting');
      const recommender = await bench.fitter.recommender(id);
      await progress.pause();
      const fitted = performance.now();
      progress.begin(id, 'ranking');
      const evaluation = await evaluate(train, split, recommender, settings.k, progress.step);
      const ranked = performance.now();
      progress.begin(id, 'newcomers');
      const curve = await bench.curve(id, progress.step);
      const summary = summarise(evaluation, settings.seed, bench.data.tested.population);
      summaries.set(id, summary);
      const seconds = { fit: (fitted - started) / 1000, rank: (ranked - fitted) / 1000 };
      const result = resultOf(bench, { id, evaluation, summary, curve, seconds });
      this.#ports.emit({ type: 'labMeasured', result, comparisons: compareAll(summaries) });
      await progress.pause();
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      this.#ports.emit({ type: 'labMissed', id, problem: reportOf(thrown) });
    }
  }

  async #openedDataset(datasetId: string): Promise<Dataset> {
    const dataset = await this.#ports.openDataset();
    if (dataset.id === datasetId) return dataset;
    throw new Problem(
      'data-invalid',
      `The Lab found the data set ${dataset.name}, which is not the one in use.`,
      'The Lab reads what is stored on this device. Reload the page; if the browser does not save anything, only the built-in data set can be evaluated.',
    );
  }
}

export function createLabSession(ports: LabPorts): LabSession {
  return new RunQueue(ports);
}

function wrongSettings(): Problem {
  return new Problem(
    'settings',
    'These settings of the Lab cannot be run: one of them is missing or out of bounds.',
    'Correct them and run again.',
  );
}

/** Emits the progress of the recommender that is being measured, and pauses. */
interface Progress {
  begin(id: RecommenderId, stage: LabStage): void;
  readonly step: (done: number, total: number) => Promise<void>;
  readonly pause: () => Promise<void>;
}

function createProgress(emit: LabPorts['emit'], pause: () => Promise<void>): Progress {
  let now: { readonly id: RecommenderId; readonly stage: LabStage } | null = null;
  let shownAt = 0;
  return {
    begin(id, stage) {
      now = { id, stage };
      shownAt = performance.now();
      emit({ type: 'labProgressed', ...now, done: 0, total: null });
    },
    async step(done, total) {
      if (now !== null && performance.now() - shownAt >= PROGRESS_MS) {
        shownAt = performance.now();
        emit({ type: 'labProgressed', ...now, done, total });
      }
      await pause();
    },
    pause,
  };
}
