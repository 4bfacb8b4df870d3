import { Problem } from '../../base/problem.ts';
import type { Recommender } from '../../recommenders/recommender.ts';
import { createFitter, isCombined, type RecommenderId, restsOn } from '../../recommenders/registry.ts';
import type { AppStorage } from '../session/app-storage.ts';
import { fitsLibrary, type Library } from '../session/catalogue.ts';
import type { ModelInUse } from '../training/active-model.ts';
import { type SideTraining, type StarsAlgorithm, sideSettings } from '../training/comparison-training.ts';
import type { Rankers } from './background-recommenders.ts';

/** A recommender that is ready. */
export interface Ranker {
  readonly id: RecommenderId;
  /** What it is made of, itself where it is not made of others. Empty for the hybrid, which mixes the voices there are. */
  readonly parts: ReadonlyMap<RecommenderId, Recommender>;
}

/** @throws RangeError if it is missing */
export function partOf(parts: Ranker['parts'], id: RecommenderId): Recommender {
  const found = parts.get(id);
  if (found === undefined) throw new RangeError(`${id} is not fitted`);
  return found;
}

/** Matinee's own mix, always ready: voices that are not there yet are left out. */
export const hybrid: Ranker = { id: 'hybrid', parts: new Map() };

/** Who waits for a recommender. */
interface WaitingFor {
  /** @param done share of the work on this part, null where it cannot be told */
  told(part: RecommenderId, done: number | null): void;
  /** Once false for everyone who waits, the work is given up. */
  wanted(): boolean;
}

/** Which recommenders are ready, and the fitting of those that are not. */
export interface Fits {
  ready(id: RecommenderId): Ranker | null;
  /** Fits what is missing, if anything is, beside everything else. @returns null if it was given up. Rejects with Problems */
  fit(id: RecommenderId, waiting: WaitingFor): Promise<Ranker | null>;
}

/** What is fitted elsewhere and only taken from there. */
export interface FitSources {
  readonly library: Library;
  readonly model: Pick<ModelInUse, 'predictorOf'>;
  rankers(): Rankers;
  /** Resolves when the rankers are fitted, or could not be. */
  rankersFitted(): Promise<unknown>;
  readonly side: SideTraining;
  /** What earlier visits trained beside. */
  readonly storage: Pick<AppStorage, 'loadSideModel' | 'saveSideModel'>;
  /** Says what could not be read or kept; it is done without. */
  tell(thrown: unknown): null;
}

export function createFits(sources: FitSources): Fits {
  const { library, model, rankers, storage, tell } = sources;
  const kept = new Map<RecommenderId, Recommender>([
    ['content', library.content],
    ['popularity', library.popularity],
  ]);
  const training = new Map<StarsAlgorithm, { waiting: Set<WaitingFor>; done: Promise<void> }>();
  // Stars come from the training beside, the rankers from the background: none of them is asked here.
  const fitter = createFitter(library.dataset, {
    trainStars: () => Promise.reject(new RangeError('stars are trained beside')),
  });

  function part(id: RecommenderId): Recommender | null {
    if (isRanker(id)) return rankers()[id];
    return (isStars(id) ? model.predictorOf(id) : null) ?? kept.get(id) ?? null;
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

  async function fitPart(id: RecommenderId, waiting: WaitingFor): Promise<void> {
    waiting.told(id, null);
    if (isStars(id)) return train(id, waiting);
    if (!isRanker(id)) {
      kept.set(id, await fitter.recommender(id));
      return;
    }
    await sources.rankersFitted();
    if (part(id) === null) {
      throw new Problem('unexpected', 'This list could not be prepared.', 'Reload the page to try again.');
    }
  }

  /** Two that wait for one model wait for the same training. */
  function train(id: StarsAlgorithm, waiting: WaitingFor): Promise<void> {
    const found = training.get(id);
    if (found !== undefined) {
      found.waiting.add(waiting);
      return found.done;
    }
    const all = new Set([waiting]);
    const done = trainFor(id, all).finally(() => training.delete(id));
    training.set(id, { waiting: all, done });
    return done;
  }

  async function trainFor(id: StarsAlgorithm, all: ReadonlySet<WaitingFor>): Promise<void> {
    const stored = await storage.loadSideModel(library.dataset.id, sideSettings[id]).catch(tell);
    if (stored !== null && fitsLibrary(stored, library)) {
      kept.set(id, library.predictor(stored));
      return;
    }
    const trained = await sources.side.train(id, {
      told(share) {
        for (const { told } of all) told(id, share);
      },
      // The training that goes first may bring the very model.
      wanted: () => part(id) === null && [...all].some(({ wanted }) => wanted()),
    });
    if (trained === null) return;
    kept.set(id, library.predictor(trained));
    await storage.saveSideModel(trained, sideSettings[id]).catch(tell);
  }

  return {
    ready,
    async fit(id, waiting) {
      const found = ready(id);
      if (found !== null) return found;
      for (const name of isCombined(id) ? restsOn[id] : [id]) {
        if (!waiting.wanted()) return null;
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
  return Object.hasOwn(sideSettings, id);
}
