import { createBackgroundPause } from '../base/scheduling.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { type Facts, noFacts } from '../dataset/movie-facts.ts';
import { type ComponentInfo, componentCatalog } from '../protocol/component-catalog.ts';
import {
  type RecommenderFacts,
  type RecommenderId,
  recommenderInfo,
} from '../protocol/recommender-catalog.ts';
import {
  type CombinedDescriptor,
  type FitContext,
  isCombined,
  type PartLookup,
  type RecommenderDescriptor,
} from './descriptor.ts';
import { type Explain, explainByRatings } from './explanation.ts';
import type { ComponentSet } from './hybrid/components.ts';
import { mixedDescriptor } from './hybrid/mixed-hybrid.ts';
import { switchingDescriptor } from './hybrid/switching-hybrid.ts';
import { weightedDescriptor } from './hybrid/weighted-descriptor.ts';
import { biasDescriptor } from './models/bias.ts';
import { type ContentTerms, fitTerms, type GroupWeights, groupWeights } from './models/content-terms.ts';
import { decayDescriptor } from './models/decayed-items.ts';
import { easeDescriptor } from './models/ease-descriptor.ts';
import { contentDescriptor } from './models/genre-content.ts';
import { likedAlsDescriptor, viewingAlsDescriptor } from './models/implicit-als.ts';
import { itemKnnDescriptor, userKnnDescriptor } from './models/knn.ts';
import { markovDescriptor } from './models/markov-chain.ts';
import { movieContentDescriptor } from './models/movie-content.ts';
import { popularityDescriptor } from './models/popularity.ts';
import { starsDescriptor } from './models/rating-predictor.ts';
import { sparkDescriptor } from './models/spark-als.ts';
import { fitTfidf, type GenreTfidf } from './models/tfidf.ts';
import { multVaeDescriptor } from './networks/mult-vae.ts';
import { sasrecDescriptor } from './networks/sasrec.ts';
import type { Recommender } from './recommender.ts';

/**
 * Every recommender. To add one: a file with its descriptor, a line here and its words in
 * protocol/recommender-catalog.ts; the compiler names what is missing. Background fits run in this order: EASE first,
 * because it takes the least time.
 */
const descriptors: { readonly [Id in RecommenderId]: RecommenderDescriptor } = {
  popularity: popularityDescriptor,
  bias: biasDescriptor,
  content: contentDescriptor,
  metadata: movieContentDescriptor,
  userKnn: userKnnDescriptor,
  itemKnn: itemKnnDescriptor,
  ease: easeDescriptor,
  viewing: viewingAlsDescriptor,
  ials: likedAlsDescriptor,
  markov: markovDescriptor,
  decay: decayDescriptor,
  svd: starsDescriptor(recommenderInfo.svd, 'svd'),
  als: starsDescriptor(recommenderInfo.als, 'als'),
  bayes: starsDescriptor(recommenderInfo.bayes, 'bayes'),
  sasrec: sasrecDescriptor,
  'mult-vae': multVaeDescriptor,
  spark: sparkDescriptor,
  switching: switchingDescriptor,
  mixed: mixedDescriptor,
  hybrid: weightedDescriptor(),
};

/** Recommenders by id. */
export interface Registry {
  readonly list: readonly RecommenderDescriptor[];
  /** What the page may know of them. */
  readonly catalog: readonly RecommenderFacts<RecommenderId>[];
  /** @throws RangeError for an unknown id */
  find(id: RecommenderId): RecommenderDescriptor;
  /** Those that have to be fitted before a recommender is ready: the parts of a combined one, else itself. */
  partsOf(id: RecommenderId): readonly RecommenderId[];
  /** How the scores of a single recommender are explained. */
  explainOf(id: RecommenderId): Explain;
}

export function createRegistry(list: readonly RecommenderDescriptor[]): Registry {
  const byId = new Map(list.map((descriptor) => [descriptor.id, descriptor]));
  const find = (id: RecommenderId): RecommenderDescriptor => {
    const found = byId.get(id);
    if (found === undefined) throw new RangeError(`There is no recommender ${id}`);
    return found;
  };
  return {
    list,
    catalog: list,
    find,
    partsOf(id) {
      const descriptor = find(id);
      return isCombined(descriptor) ? descriptor.parts : [id];
    },
    explainOf(id) {
      const descriptor = find(id);
      return (isCombined(descriptor) ? undefined : descriptor.explain) ?? explainByRatings;
    },
  };
}

export const registry = createRegistry(Object.values(descriptors));

/** A lookup among recommenders that are ready. It throws a RangeError for one that is not. */
export function partsIn(parts: ReadonlyMap<RecommenderId, Recommender>): PartLookup {
  return (id) => {
    const found = parts.get(id);
    if (found === undefined) throw new RangeError(`${id} is not fitted`);
    return found;
  };
}

/** What fitting needs from outside. */
export interface FitTools
  extends Pick<FitContext, 'trainStars'>,
    Partial<Pick<FitContext, 'imported' | 'trainNetwork' | 'work'>> {
  /** What is known of the movies beyond their genres; nothing by default. */
  readonly facts?: Facts;
  /** How much each group of terms counts in the content model; those of the app by default. */
  readonly weights?: GroupWeights;
}

/** Fits recommenders on one data set; what several of them rest on is fitted once. */
export interface Fitter {
  recommender(id: RecommenderId): Promise<Recommender>;
  /** All components of the hybrid. */
  componentSet(catalog?: readonly ComponentInfo[]): Promise<Required<ComponentSet>>;
}

export function createFitter(dataset: Dataset, tools: FitTools, of: Registry = registry): Fitter {
  const fitted = new Map<RecommenderId, Promise<Recommender>>();
  let tfidf: GenreTfidf | null = null;
  let terms: Promise<ContentTerms> | null = null;
  const context: FitContext = {
    dataset,
    trainStars: tools.trainStars,
    imported: tools.imported ?? (async () => null),
    ...(tools.trainNetwork && { trainNetwork: tools.trainNetwork }),
    ...(tools.work && { work: tools.work }),
    tfidf: () => (tfidf ??= fitTfidf(dataset.movies, dataset.genres)),
    terms: () =>
      (terms ??= fitTerms(
        dataset,
        tools.facts ?? noFacts,
        tools.weights ?? groupWeights,
        tools.work && createBackgroundPause(tools.work.signal),
      )),
  };

  async function combine(descriptor: CombinedDescriptor): Promise<Recommender> {
    const parts = new Map<RecommenderId, Recommender>();
    for (const id of descriptor.parts) parts.set(id, await recommender(id));
    return descriptor.combine(partsIn(parts));
  }

  function recommender(id: RecommenderId): Promise<Recommender> {
    const descriptor = of.find(id);
    const known = fitted.get(id) ?? (isCombined(descriptor) ? combine(descriptor) : descriptor.fit(context));
    fitted.set(id, known);
    // What failed may work later, such as a model that is imported meanwhile.
    known.catch(() => fitted.delete(id));
    return known;
  }

  return {
    recommender,
    async componentSet(catalog = componentCatalog) {
      const set: Partial<Record<ComponentInfo['id'], Recommender>> = {};
      for (const { id, recommenders } of catalog) set[id] = await recommender(recommenders[0]);
      return set as Required<ComponentSet>;
    },
  };
}
