import { AbortGroup } from '../../base/abort-group.ts';
import { Problem } from '../../base/problem.ts';
import { baseIdOf } from '../../dataset/exclude-suspicious.ts';
import { isNetworkId } from '../../protocol/network-defaults.ts';
import type { NetworkId } from '../../protocol/network-messages.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { isCombined } from '../../recommenders/descriptor.ts';
import type { Recommender } from '../../recommenders/recommender.ts';
import { createFitter, type Fitter, type Registry, registry } from '../../recommenders/registry.ts';
import type { ModelInUse } from '../session/active-model.ts';
import type { AppStorage } from '../session/app-storage.ts';
import { type Catalogue, fitsCatalogue } from '../session/catalogue.ts';
import {
  type ComparisonTraining,
  comparisonSettings,
  type StarsAlgorithm,
} from '../session/comparison-models.ts';
import { type BackgroundRecommenders, backgroundFits, importedModels } from './background-recommenders.ts';

/** A recommender that is ready. */
export interface Ranker {
  readonly id: RecommenderId;
  /** What it is made of; itself where it combines no others. Empty for the hybrid, which mixes what there is. */
  readonly parts: ReadonlyMap<RecommenderId, Recommender>;
  /** The list that it and its parts are of. */
  readonly registry: Registry;
}

/** Matinee's own mix, always ready: it leaves out components that are not there yet. */
export const hybrid: Ranker = { id: 'hybrid', parts: new Map(), registry };

/**
 * What is ready as soon as the data set is read.
 * @param content the content model of what is known of the movies so far
 */
export function alwaysReady(
  catalogue: Catalogue,
  content: Recommender,
): ReadonlyMap<RecommenderId, Recommender> {
  return new Map<RecommenderId, Recommender>([
    ['content', catalogue.content],
    ['metadata', content],
    ['popularity', catalogue.popularity],
  ]);
}

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
  readonly catalogue: Catalogue;
  readonly model: Pick<ModelInUse, 'predictorOf'>;
  backgroundRecommenders(): BackgroundRecommenders;
  /** The content model of what is known of the movies so far. */
  content(): Recommender;
  /** Resolves when the background recommenders are fitted, or could not be. */
  backgroundFitted(): Promise<unknown>;
  readonly comparisonTraining: ComparisonTraining;
  /** Models that earlier visits trained for comparison. */
  readonly storage: Pick<AppStorage, 'loadSideModel' | 'saveSideModel' | 'loadRecommender'>;
  /** Trains a network, unless it is ready; resolves when it is, or when the wait is given up. */
  trainNetwork?(
    network: NetworkId,
    waiting: { readonly signal: AbortSignal; onProgress(done: number | null): void },
  ): Promise<void>;
  /** Reports what could not be read or stored; the pool goes on without it. */
  reportError(thrown: unknown): null;
  /** The recommenders that there are; those of the app by default. */
  readonly registry?: Registry;
}

/** A training that several may wait for. */
interface SharedTraining {
  readonly waiting: Set<Waiting>;
  readonly group: AbortGroup;
  done: Promise<void>;
}

/** Which recommenders are ready, and the fitting of those that are not. */
export class RecommenderPool {
  private readonly fitted = new Map<RecommenderId, Recommender>();
  private readonly trainings = new Map<RecommenderId, SharedTraining>();
  private readonly registry: Registry;
  private readonly background: ReturnType<typeof backgroundFits>;
  private readonly imported: ReturnType<typeof importedModels>;
  private readonly fitter: Fitter;

  constructor(private readonly sources: PoolSources) {
    this.registry = sources.registry ?? registry;
    this.background = backgroundFits(this.registry);
    this.imported = importedModels(this.registry);
    // Stars come from training, the background recommenders from the session: the fitter is asked for neither.
    this.fitter = createFitter(
      sources.catalogue.dataset,
      {
        trainStars: () => Promise.reject(new RangeError('stars are trained apart')),
        // Another tab may have imported it since this one opened.
        imported: (name) => sources.storage.loadRecommender(name, baseIdOf(sources.catalogue.dataset.id)),
      },
      this.registry,
    );
  }

  ready(id: RecommenderId): Ranker | null {
    const { registry } = this;
    if (id === 'hybrid') return { ...hybrid, registry };
    const parts = new Map<RecommenderId, Recommender>();
    for (const name of registry.partsOf(id)) {
      const found = this.part(name);
      if (found === null) return null;
      parts.set(name, found);
    }
    return { id, parts, registry };
  }

  /** Fits what is missing, beside everything else. @returns null if it was given up. Rejects with Problems */
  async fit(id: RecommenderId, waiting: Waiting): Promise<Ranker | null> {
    const found = this.ready(id);
    if (found !== null) return found;
    for (const name of this.registry.partsOf(id)) {
      if (waiting.signal.aborted) return null;
      if (this.part(name) === null) await this.fitPart(name, waiting);
    }
    return this.ready(id);
  }

  private part(id: RecommenderId): Recommender | null {
    const background = this.sources.backgroundRecommenders().get(id) ?? null;
    if (this.background.has(id)) return background;
    if (this.imported.has(id)) return background ?? this.fitted.get(id) ?? null;
    const algorithm = this.algorithmOf(id);
    const inUse = algorithm === null ? null : this.sources.model.predictorOf(algorithm);
    const { catalogue, content } = this.sources;
    return inUse ?? alwaysReady(catalogue, content()).get(id) ?? this.fitted.get(id) ?? null;
  }

  /** What trains the model of a recommender; null where no training is needed. */
  private algorithmOf(id: RecommenderId): StarsAlgorithm | null {
    const descriptor = this.registry.find(id);
    return (isCombined(descriptor) ? undefined : descriptor.algorithm) ?? null;
  }

  private async fitPart(id: RecommenderId, waiting: Waiting): Promise<void> {
    waiting.onProgress(id, null);
    const algorithm = this.algorithmOf(id);
    if (algorithm !== null) return this.train(id, algorithm, waiting);
    if (isNetworkId(id)) {
      const { signal, onProgress } = waiting;
      await this.sources.trainNetwork?.(id, { signal, onProgress: (done) => onProgress(id, done) });
      return;
    }
    if (!this.background.has(id)) {
      this.fitted.set(id, await this.fitter.recommender(id));
      return;
    }
    await this.sources.backgroundFitted();
    if (this.part(id) === null) {
      throw new Problem('unexpected', 'This list could not be prepared.', 'Reload the page to try again.');
    }
  }

  /** Two that wait for one model wait for the same training. */
  private train(id: RecommenderId, algorithm: StarsAlgorithm, waiting: Waiting): Promise<void> {
    const found = this.trainings.get(id);
    if (found?.group.signal.aborted) return this.trainAfter(found, id, algorithm, waiting);
    const group = new AbortGroup(GRACE_MS);
    const shared = found ?? { waiting: new Set(), group, done: Promise.resolve() };
    shared.waiting.add(waiting);
    shared.group.add(waiting.signal);
    if (found === undefined) {
      this.trainings.set(id, shared);
      shared.done = this.trainFor(id, algorithm, shared).finally(() => this.trainings.delete(id));
    }
    return shared.done;
  }

  /** Trains anew once a training that was given up has ended. */
  private async trainAfter(
    { done }: SharedTraining,
    id: RecommenderId,
    algorithm: StarsAlgorithm,
    waiting: Waiting,
  ): Promise<void> {
    // Its failure concerns nobody any more.
    await done.catch(() => {});
    if (!waiting.signal.aborted && this.part(id) === null) await this.train(id, algorithm, waiting);
  }

  private async trainFor(
    id: RecommenderId,
    algorithm: StarsAlgorithm,
    { waiting, group }: SharedTraining,
  ): Promise<void> {
    const { catalogue, storage, reportError, comparisonTraining } = this.sources;
    const settings = comparisonSettings(algorithm, catalogue.dataset);
    const stored = await storage.loadSideModel(catalogue.dataset.id, settings).catch(reportError);
    if (stored !== null && fitsCatalogue(stored, catalogue)) {
      this.fitted.set(id, catalogue.predictor(stored));
      return;
    }
    const trained = await comparisonTraining.train(algorithm, {
      onProgress(share) {
        for (const { onProgress } of waiting) onProgress(id, share);
      },
      signal: group.signal,
      // The training that goes first may produce the very model.
      isMissing: () => this.part(id) === null,
    });
    if (trained === null) return;
    this.fitted.set(id, catalogue.predictor(trained));
    await storage.saveSideModel(trained, settings).catch(reportError);
  }
}
