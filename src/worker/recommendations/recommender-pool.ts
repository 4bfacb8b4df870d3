import { Problem } from '../../base/problem.ts';
import type { Recommender } from '../../recommenders/recommender.ts';
import { createFitter, isCombined, type RecommenderId, restsOn } from '../../recommenders/registry.ts';
import type { AppStorage } from '../session/app-storage.ts';
import { fitsLibrary, type Library } from '../session/catalogue.ts';
import type { ModelInUse } from '../training/active-model.ts';
import {
  type ComparisonTraining,
  comparisonSettings,
  type StarsAlgorithm,
} from '../training/comparison-training.ts';
import type { Rankers } from './background-recommenders.ts';

/** A recommender that is ready. */
export interface Ranker {
  readonly id: RecommenderId;
  /** What it is made of; itself where it is not made of others. Empty for the hybrid, which mixes what there is. */
  readonly parts: ReadonlyMap<RecommenderId, Recommender>;
}

/** @throws RangeError if it is missing */
export function partOf(parts: Ranker['parts'], id: RecommenderId): Recommender {
  const found = parts.get(id);
  if (found === undefined) throw new RangeError(`${id} is not fitted`);
  return found;
}

/** Matinee's own mix, always ready: it leaves out components that are not there yet. */
export const hybrid: Ranker = { id: 'hybrid', parts: new Map() };

/** Somebody who waits for a recommender. */
interface Waiting {
  /** @param done share of the work on this part, null where it is unknown */
  onProgress(part: RecommenderId, done: number | null): void;
  /** Once all who wait have aborted, the work is given up. */
  readonly signal: AbortSignal;
}

/** Several who wait for one thing. */
interface WaitingGroup extends Waiting {
  add(waiting: Waiting): void;
}

/** Its signal aborts once all in it have aborted. */
function createWaitingGroup(first: Waiting): WaitingGroup {
  const all = new Set<Waiting>();
  const controller = new AbortController();
  const check = () => {
    if ([...all].every(({ signal }) => signal.aborted)) controller.abort();
  };
  const add = (waiting: Waiting) => {
    all.add(waiting);
    waiting.signal.addEventListener('abort', check);
  };
  add(first);
  return {
    add,
    signal: controller.signal,
    onProgress(part, done) {
      for (const { onProgress } of all) onProgress(part, done);
    },
  };
}

/** Which recommenders are ready, and the fitting of those that are not. */
export interface RecommenderPool {
  ready(id: RecommenderId): Ranker | null;
  /** Fits what is missing, beside everything else. @returns null if it was given up. Rejects with Problems */
  fit(id: RecommenderId, waiting: Waiting): Promise<Ranker | null>;
}

/** What the pool takes from elsewhere. */
export interface PoolSources {
  readonly library: Library;
  readonly model: Pick<ModelInUse, 'predictorOf'>;
  rankers(): Rankers;
  /** Resolves when the background recommenders are fitted, or could not be. */
  rankersFitted(): Promise<unknown>;
  readonly comparisonTraining: ComparisonTraining;
  /** Models that earlier visits trained for comparison. */
  readonly storage: Pick<AppStorage, 'loadSideModel' | 'saveSideModel'>;
  /** Reports what could not be read or stored; the pool goes on without it. */
  reportError(thrown: unknown): null;
}

export function createRecommenderPool(sources: PoolSources): RecommenderPool {
  const { library, model, rankers, storage, reportError } = sources;
  const fitted = new Map<RecommenderId, Recommender>([
    ['content', library.content],
    ['popularity', library.popularity],
  ]);
  const training = new Map<StarsAlgorithm, Pick<WaitingGroup, 'add'> & { done: Promise<void> }>();
  // Stars come from training, the background recommenders from the session: the fitter is asked for neither.
  const fitter = createFitter(library.dataset, {
    trainStars: () => Promise.reject(new RangeError('stars are trained apart')),
  });

  function part(id: RecommenderId): Recommender | null {
    if (isRanker(id)) return rankers()[id];
    return (isStars(id) ? model.predictorOf(id) : null) ?? fitted.get(id) ?? null;
  }

  function ready(id: RecommenderId): Ranker | null {
    if (id === 'hybrid') return hybrid;
    const parts = new Map<RecommenderId, Recommender>();
    for (const name of isCombined(id) ? restsOn[id] : [id]) {
      const found = part(name);
      if (found === null) return null;
      parts.set(name, found);
    }
    return { id, parts };
  }

  async function fitPart(id: RecommenderId, waiting: Waiting): Promise<void> {
    waiting.onProgress(id, null);
    if (isStars(id)) return train(id, waiting);
    if (!isRanker(id)) {
      fitted.set(id, await fitter.recommender(id));
      return;
    }
    await sources.rankersFitted();
    if (part(id) === null) {
      throw new Problem('unexpected', 'This list could not be prepared.', 'Reload the page to try again.');
    }
  }

  /** Two that wait for one model wait for the same training. */
  function train(id: StarsAlgorithm, waiting: Waiting): Promise<void> {
    const found = training.get(id);
    if (found !== undefined) {
      found.add(waiting);
      return found.done;
    }
    const group = createWaitingGroup(waiting);
    const done = trainFor(id, group).finally(() => training.delete(id));
    training.set(id, { add: group.add, done });
    return done;
  }

  async function trainFor(id: StarsAlgorithm, group: WaitingGroup): Promise<void> {
    const stored = await storage.loadSideModel(library.dataset.id, comparisonSettings[id]).catch(reportError);
    if (stored !== null && fitsLibrary(stored, library)) {
      fitted.set(id, library.predictor(stored));
      return;
    }
    const trained = await sources.comparisonTraining.train(id, {
      onProgress: (share) => group.onProgress(id, share),
      signal: group.signal,
      isMissing: () => part(id) === null,
    });
    if (trained === null) return;
    fitted.set(id, library.predictor(trained));
    await storage.saveSideModel(trained, comparisonSettings[id]).catch(reportError);
  }

  return {
    ready,
    async fit(id, waiting) {
      const found = ready(id);
      if (found !== null) return found;
      for (const name of isCombined(id) ? restsOn[id] : [id]) {
        if (waiting.signal.aborted) return null;
        if (part(name) === null) await fitPart(name, waiting);
      }
      return ready(id);
    },
  };
}

/** Fitted in the background of every visit. */
function isRanker(id: RecommenderId): id is keyof Rankers {
  return id === 'ease' || id === 'ials' || id === 'viewing';
}

function isStars(id: RecommenderId): id is StarsAlgorithm {
  return Object.hasOwn(comparisonSettings, id);
}
