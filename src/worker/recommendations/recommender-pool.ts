import { Problem } from '../../base/problem.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { isCombined } from '../../recommenders/descriptor.ts';
import type { Recommender } from '../../recommenders/recommender.ts';
import { createFitter, type Registry, registry } from '../../recommenders/registry.ts';
import type { AppStorage } from '../session/app-storage.ts';
import { fitsLibrary, type Library } from '../session/catalogue.ts';
import type { ModelInUse } from '../training/active-model.ts';
import { type SideTraining, type StarsAlgorithm, sideSettings } from '../training/comparison-training.ts';
import { backgroundFits, type Rankers } from './background-recommenders.ts';

/** A recommender that is ready. */
export interface Ranker {
  readonly id: RecommenderId;
  /** What it is made of, itself where it combines no others. Empty for the hybrid, which mixes the components there are. */
  readonly parts: ReadonlyMap<RecommenderId, Recommender>;
  /** The list that it and its parts are of. */
  readonly registry: Registry;
}

/** Matinee's own mix, always ready: components that are not ready yet are left out. */
export const hybrid: Ranker = { id: 'hybrid', parts: new Map(), registry };

/** What is ready as soon as the data set is read. */
export function alwaysReady(library: Library): ReadonlyMap<RecommenderId, Recommender> {
  return new Map<RecommenderId, Recommender>([
    ['content', library.content],
    ['popularity', library.popularity],
  ]);
}

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
  /** What earlier visits trained for ranking. */
  readonly storage: Pick<AppStorage, 'loadSideModel' | 'saveSideModel'>;
  /** Reports what could not be read or stored; the work goes on without it. */
  tell(thrown: unknown): null;
  /** The recommenders that there are; those of the app by default. */
  readonly registry?: Registry;
}

export function createFits(sources: FitSources): Fits {
  const { library, model, rankers, storage, tell } = sources;
  const all = sources.registry ?? registry;
  const background = backgroundFits(all);
  const fitted = new Map(alwaysReady(library));
  const training = new Map<RecommenderId, { waiting: Set<WaitingFor>; done: Promise<void> }>();
  // Factorizations come from the side training and the rankers from the background, so this fitter makes neither.
  const fitter = createFitter(
    library.dataset,
    { trainStars: () => Promise.reject(new RangeError('factorizations are trained elsewhere')) },
    all,
  );

  function part(id: RecommenderId): Recommender | null {
    if (background.has(id)) return rankers().get(id) ?? null;
    const algorithm = algorithmOf(id);
    return (algorithm === null ? null : model.predictorOf(algorithm)) ?? fitted.get(id) ?? null;
  }

  /** What trains its model; null where no training is needed. */
  function algorithmOf(id: RecommenderId): StarsAlgorithm | null {
    const descriptor = all.find(id);
    return (isCombined(descriptor) ? undefined : descriptor.algorithm) ?? null;
  }

  function ready(id: RecommenderId): Ranker | null {
    if (id === 'hybrid') return { ...hybrid, registry: all };
    const parts = new Map<RecommenderId, Recommender>();
    for (const name of all.partsOf(id)) {
      const found = part(name);
      if (found === null) return null;
      parts.set(name, found);
    }
    return { id, parts, registry: all };
  }

  async function fitPart(id: RecommenderId, waiting: WaitingFor): Promise<void> {
    waiting.told(id, null);
    const algorithm = algorithmOf(id);
    if (algorithm !== null) return train(id, algorithm, waiting);
    if (!background.has(id)) {
      fitted.set(id, await fitter.recommender(id));
      return;
    }
    await sources.rankersFitted();
    if (part(id) === null) {
      throw new Problem('unexpected', 'This list could not be prepared.', 'Reload the page to try again.');
    }
  }

  /** Two that wait for one model wait for the same training. */
  function train(id: RecommenderId, algorithm: StarsAlgorithm, waiting: WaitingFor): Promise<void> {
    const found = training.get(id);
    if (found !== undefined) {
      found.waiting.add(waiting);
      return found.done;
    }
    const everyone = new Set([waiting]);
    const done = trainFor(id, algorithm, everyone).finally(() => training.delete(id));
    training.set(id, { waiting: everyone, done });
    return done;
  }

  async function trainFor(
    id: RecommenderId,
    algorithm: StarsAlgorithm,
    everyone: ReadonlySet<WaitingFor>,
  ): Promise<void> {
    const settings = sideSettings[algorithm];
    const stored = await storage.loadSideModel(library.dataset.id, settings).catch(tell);
    if (stored !== null && fitsLibrary(stored, library)) {
      fitted.set(id, library.predictor(stored));
      return;
    }
    const trained = await sources.side.train(algorithm, {
      told(share) {
        for (const { told } of everyone) told(id, share);
      },
      // The training that goes first may produce this model.
      wanted: () => part(id) === null && [...everyone].some(({ wanted }) => wanted()),
    });
    if (trained === null) return;
    fitted.set(id, library.predictor(trained));
    await storage.saveSideModel(trained, settings).catch(tell);
  }

  return {
    ready,
    async fit(id, waiting) {
      const found = ready(id);
      if (found !== null) return found;
      for (const name of all.partsOf(id)) {
        if (!waiting.wanted()) return null;
        if (part(name) === null) await fitPart(name, waiting);
      }
      return ready(id);
    },
  };
}
