import { AbortGroup } from '../../base/abort-group.ts';
import { Problem } from '../../base/problem.ts';
import type { Recommender } from '../../recommenders/recommender.ts';
import {
  createFitter,
  type Fitter,
  isCombined,
  type RecommenderId,
  restsOn,
} from '../../recommenders/registry.ts';
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

/**
 * A training that nobody waits for goes on for so many milliseconds: to exchange one list of a comparison is to leave
 * it and to wait again at once.
 */
const GRACE_MS = 100;

/** Somebody who waits for a recommender. */
interface Waiting {
  /** @param done share of the work on this part, null where it is unknown */
  onProgress(part: RecommenderId, done: number | null): void;
  /** Once all who wait have aborted, the work is given up. */
  readonly signal: AbortSignal;
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

/** A training that several may wait for. */
interface SharedTraining {
  readonly waiting: Set<Waiting>;
  readonly group: AbortGroup;
  done: Promise<void>;
}

/** Which recommenders are ready, and the fitting of those that are not. */
export class RecommenderPool {
  private readonly fitted: Map<RecommenderId, Recommender>;
  private readonly trainings = new Map<StarsAlgorithm, SharedTraining>();
  private readonly fitter: Fitter;

  constructor(private readonly sources: PoolSources) {
    const { dataset, content, popularity } = sources.library;
    this.fitted = new Map([
      ['content', content],
      ['popularity', popularity],
    ]);
    // Stars come from training, the background recommenders from the session: the fitter is asked for neither.
    this.fitter = createFitter(dataset, {
      trainStars: () => Promise.reject(new RangeError('stars are trained apart')),
    });
  }

  ready(id: RecommenderId): Ranker | null {
    if (id === 'hybrid') return hybrid;
    const parts = new Map<RecommenderId, Recommender>();
    for (const name of partsOf(id)) {
      const found = this.part(name);
      if (found === null) return null;
      parts.set(name, found);
    }
    return { id, parts };
  }

  /** Fits what is missing, beside everything else. @returns null if it was given up. Rejects with Problems */
  async fit(id: RecommenderId, waiting: Waiting): Promise<Ranker | null> {
    const found = this.ready(id);
    if (found !== null) return found;
    for (const name of partsOf(id)) {
      if (waiting.signal.aborted) return null;
      if (this.part(name) === null) await this.fitPart(name, waiting);
    }
    return this.ready(id);
  }

  private part(id: RecommenderId): Recommender | null {
    const { model, rankers } = this.sources;
    if (isRanker(id)) return rankers()[id];
    return (isStars(id) ? model.predictorOf(id) : null) ?? this.fitted.get(id) ?? null;
  }

  private async fitPart(id: RecommenderId, waiting: Waiting): Promise<void> {
    waiting.onProgress(id, null);
    if (isStars(id)) return this.train(id, waiting);
    if (!isRanker(id)) {
      this.fitted.set(id, await this.fitter.recommender(id));
      return;
    }
    await this.sources.rankersFitted();
    if (this.part(id) === null) {
      throw new Problem('unexpected', 'This list could not be prepared.', 'Reload the page to try again.');
    }
  }

  /** Two that wait for one model wait for the same training. */
  private train(id: StarsAlgorithm, waiting: Waiting): Promise<void> {
    const found = this.trainings.get(id);
    if (found?.group.signal.aborted) return this.trainAfter(found, id, waiting);
    const group = new AbortGroup(GRACE_MS);
    const shared = found ?? { waiting: new Set(), group, done: Promise.resolve() };
    shared.waiting.add(waiting);
    shared.group.add(waiting.signal);
    if (found === undefined) {
      this.trainings.set(id, shared);
      shared.done = this.trainFor(id, shared).finally(() => this.trainings.delete(id));
    }
    return shared.done;
  }

  /** Trains anew once a training that was given up has ended. */
  private async trainAfter({ done }: SharedTraining, id: StarsAlgorithm, waiting: Waiting): Promise<void> {
    // Its failure concerns nobody any more.
    await done.catch(() => {});
    if (!waiting.signal.aborted && this.part(id) === null) await this.train(id, waiting);
  }

  private async trainFor(id: StarsAlgorithm, { waiting, group }: SharedTraining): Promise<void> {
    const { library, storage, reportError, comparisonTraining } = this.sources;
    const settings = comparisonSettings[id];
    const stored = await storage.loadSideModel(library.dataset.id, settings).catch(reportError);
    if (stored !== null && fitsLibrary(stored, library)) {
      this.fitted.set(id, library.predictor(stored));
      return;
    }
    const trained = await comparisonTraining.train(id, {
      onProgress(share) {
        for (const { onProgress } of waiting) onProgress(id, share);
      },
      signal: group.signal,
      // The training that goes first may produce the very model.
      isMissing: () => this.part(id) === null,
    });
    if (trained === null) return;
    this.fitted.set(id, library.predictor(trained));
    await storage.saveSideModel(trained, settings).catch(reportError);
  }
}

/** What a recommender is made of; itself where it is not made of others. */
function partsOf(id: RecommenderId): readonly RecommenderId[] {
  return isCombined(id) ? restsOn[id] : [id];
}

/** Fitted in the background of every visit. */
function isRanker(id: RecommenderId): id is keyof Rankers {
  return id === 'ease' || id === 'ials' || id === 'viewing';
}

function isStars(id: RecommenderId): id is StarsAlgorithm {
  return Object.hasOwn(comparisonSettings, id);
}
