import { Problem } from '../../base/problem.ts';
import { createBackgroundPause } from '../../base/scheduling.ts';
import type { Threads } from '../../base/threads.ts';
import { withTimeLimit } from '../../base/time-limit.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { Facts } from '../../dataset/movie-facts.ts';
import type { MixState } from '../../protocol/explanation-messages.ts';
import type { Part } from '../../protocol/queries.ts';
import { builtInMix } from '../../recommenders/hybrid/built-in-mix.ts';
import {
  decodeMix,
  encodeMix,
  knownTo,
  type LearntMix,
  MIX_NAME,
} from '../../recommenders/hybrid/learnt-mix.ts';
import type { StarsModel } from '../../recommenders/models/factor-model.ts';
import type { Recommender } from '../../recommenders/recommender.ts';
import { createFitter } from '../../recommenders/registry.ts';
import type { AppStorage } from '../session/app-storage.ts';
import type { Catalogue } from '../session/catalogue.ts';
import { automaticSettings } from '../session/comparison-models.ts';
import type { PendingWork } from '../session/pending-work.ts';
import type { TrainingControl } from './training-control.ts';
import type { Engine } from './training-engine.ts';

/**
 * After so many milliseconds it is given up, and the weights of the app stay. docs/benchmarks.md has what it took on a busy machine.
 */
const LONGEST_MS = 5 * 60 * 1000;

/** Learns how much each component counts on the data set in use. */
export interface MixLearning {
  /**
   * Learns it once for a data set, beside everything else, after the background is fitted, the training has ended and what is known of
   * the movies is there. The weights of the app serve until then. Resolves when it has begun, or nothing has to be learnt.
   */
  begin(): Promise<void>;
  state(): MixState;
}

/**
 * What an earlier visit learnt for the data set, or what comes with the app for its own; what cannot be read is reported and
 * learnt again.
 */
export async function storedMix(
  storage: Pick<AppStorage, 'loadRecommender'>,
  datasetId: string,
  reportError: (thrown: unknown) => null,
): Promise<LearntMix | null> {
  if (datasetId === builtInMix.datasetId) return builtInMix.mix;
  try {
    const stored = await storage.loadRecommender(MIX_NAME, datasetId);
    return stored === null ? null : decodeMix(stored);
  } catch (thrown) {
    return reportError(thrown);
  }
}

/** What of the session learning reads and changes. */
interface LearningSession {
  readonly storage: Pick<AppStorage, 'saveRecommender'>;
  readonly catalogue: Pick<Catalogue, 'dataset'>;
  readonly content: Recommender;
  readonly facts: Facts;
  mix: LearntMix | null;
  readonly autoTrain: boolean;
  readonly threads: Threads;
  readonly background: PendingWork;
  readonly signal: AbortSignal;
  changed(parts: readonly Part[], order: 'keep'): void;
}

/** @param control the training of the person and of Matinee itself, which has priority */
export function createMixLearning(
  core: LearningSession,
  engine: Engine,
  control: Pick<TrainingControl, 'idle' | 'isTraining'>,
): MixLearning {
  const { signal, catalogue, storage } = core;
  const { dataset } = catalogue;
  const isCurrent = (mix: LearntMix | null) =>
    mix !== null && (!('known' in mix) || mix.known === knownTo(core));

  async function work(): Promise<void> {
    while (!signal.aborted && core.autoTrain) {
      await control.idle();
      const mix = signal.aborted ? null : await attempt(core, engine, control);
      if (mix === null || signal.aborted) continue;
      core.mix = mix;
      core.changed([mix.kind === 'learnt' ? 'recommenders' : 'mix'], 'keep');
      const encoded = encodeMix(mix);
      if (encoded !== null) await storage.saveRecommender(MIX_NAME, dataset.id, encoded);
      return;
    }
  }

  let isUnderWay = false;
  return {
    async begin() {
      await control.idle();
      // The facts of movies, and the content model that learns from them.
      await core.background.idle();
      if (isUnderWay || signal.aborted || isCurrent(core.mix)) return;
      isUnderWay = true;
      core.background.add(
        work().finally(() => {
          isUnderWay = false;
        }),
      );
    },
    state() {
      const { mix } = core;
      if (mix === null || !isCurrent(mix)) return { kind: core.autoTrain ? 'pending' : 'off' };
      return 'gain' in mix ? { kind: mix.kind, gain: mix.gain } : { kind: mix.kind };
    },
  };
}

/** @returns null where it was given up: with the session, or for another training */
async function attempt(
  core: LearningSession,
  engine: Engine,
  control: Pick<TrainingControl, 'isTraining'>,
): Promise<LearntMix | null> {
  const { signal } = core;
  const ending = new AbortController();
  const late = new Problem('unexpected', 'Learning the weights took too long.', 'Those of Matinee stay.');
  const look = () => {
    if (control.isTraining()) ending.abort();
  };
  try {
    const both = AbortSignal.any([signal, ending.signal]);
    return await withTimeLimit(
      LONGEST_MS,
      () => late,
      both,
      (until) => learnWithin(core, engine, until, look),
    );
  } catch (thrown) {
    if (thrown === late) return { kind: 'tooSlow', known: knownTo(core) };
    if (signal.aborted || ending.signal.aborted || engine.drop(thrown)) return null;
    throw thrown;
  }
}

/** @param look called between pieces of work */
async function learnWithin(
  { catalogue, facts, threads }: LearningSession,
  engine: Engine,
  signal: AbortSignal,
  look: () => void,
): Promise<LearntMix> {
  const { learnMix, SEED } = await import('../../evaluation/learn-mix.ts');
  const rest = createBackgroundPause(signal);
  const pause = async () => {
    look();
    await rest();
  };
  const trainStars = async (algorithm: StarsModel['algorithm'], part: Dataset): Promise<StarsModel> => {
    const { training, backend } = await engine.start();
    const settings = automaticSettings(algorithm, part);
    for await (const step of training.train(backend, part, settings, null, signal).steps) {
      if (step.ended !== null) return step.snapshot();
      await pause();
    }
    throw new Problem('unexpected', 'A training ended without a model.', 'Reload the page and try again.');
  };
  const tools = { trainStars, facts, work: { signal, threads } };
  const fit = (train: Dataset) => createFitter(train, tools).componentSet();
  return learnMix(catalogue.dataset, { fit, seed: SEED, pause });
}
