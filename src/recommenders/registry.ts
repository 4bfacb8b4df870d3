import type { Dataset } from '../dataset/dataset.ts';
import { mixed } from './hybrid/mixed-hybrid.ts';
import { switching } from './hybrid/switching-hybrid.ts';
import { type ComponentSet, hybridScores } from './hybrid/weighted-hybrid.ts';
import { biasBaseline, fitBias } from './models/bias.ts';
import { ease, fitEase } from './models/ease.ts';
import type { StarsModel } from './models/factor-model.ts';
import { content } from './models/genre-content.ts';
import { defaultIals, fitIals, ials, viewingIals } from './models/implicit-als.ts';
import { knn } from './models/knn.ts';
import { popularity } from './models/popularity.ts';
import { starPredictor } from './models/rating-predictor.ts';
import { fitTfidf, type GenreTfidf } from './models/tfidf.ts';
import type { Recommender } from './recommender.ts';

/** Every recommender there is; algorithms.ts has their names and descriptions for people. */
export type RecommenderId =
  | 'popularity'
  | 'bias'
  | 'userKnn'
  | 'itemKnn'
  | 'content'
  | 'svd'
  | 'als'
  | 'bayes'
  | 'ials'
  | 'viewing'
  | 'ease'
  | 'switching'
  | 'mixed'
  | 'hybrid';

/** Recommenders that are put together from others: from which. */
export const restsOn = {
  switching: ['ials', 'content', 'popularity'],
  mixed: ['ials', 'ease', 'bayes'],
  hybrid: ['ials', 'viewing', 'ease', 'bayes', 'content', 'popularity'],
} as const satisfies Readonly<Partial<Record<RecommenderId, readonly RecommenderId[]>>>;

export type CombinedId = keyof typeof restsOn;

export function isCombined(id: RecommenderId): id is CombinedId {
  return Object.hasOwn(restsOn, id);
}

/** @throws RangeError if one that it rests on is missing */
export function combined(id: CombinedId, parts: ReadonlyMap<RecommenderId, Recommender>): Recommender {
  const part = (name: RecommenderId): Recommender => {
    const found = parts.get(name);
    if (found === undefined) throw new RangeError(`${id} cannot do without ${name}`);
    return found;
  };
  const impersonal = () => ({ content: part('content'), popularity: part('popularity') });
  switch (id) {
    case 'switching':
      return switching({ ials: part('ials'), ...impersonal() });
    case 'mixed':
      return mixed(restsOn.mixed.map(part));
    case 'hybrid': {
      const set = {
        ials: part('ials'),
        viewing: part('viewing'),
        ease: part('ease'),
        stars: part('bayes'),
        ...impersonal(),
      };
      return { score: (person) => hybridScores(set, person).total };
    }
  }
}

/** What fitting needs from outside: the learn side, which this folder does not know. */
export interface FitTools {
  trainStars(algorithm: StarsModel['algorithm'], dataset: Dataset): Promise<StarsModel>;
}

/** Fits recommenders on one data set; what several of them rest on is fitted once. */
export interface Fitter {
  recommender(id: RecommenderId): Promise<Recommender>;
  /** All voices of the hybrid. */
  componentSet(): Promise<Required<ComponentSet>>;
}

/** Neighbours of a user and of a film: tuned for NDCG@10 on a validation part of MovieLens 100K. */
const neighbours = { user: 80, item: 100 };

export function createFitter(dataset: Dataset, tools: FitTools): Fitter {
  const fitted = new Map<RecommenderId, Promise<Recommender>>();
  let tfidf: GenreTfidf | null = null;
  const genres = () => (tfidf ??= fitTfidf(dataset.movies, dataset.genres));
  const stars = async (algorithm: StarsModel['algorithm']) =>
    starPredictor(await tools.trainStars(algorithm, dataset), dataset, genres());

  const fits: Readonly<Record<RecommenderId, () => Promise<Recommender>>> = {
    popularity: async () => popularity(dataset.ratings),
    bias: async () => biasBaseline(fitBias(dataset.ratings)),
    userKnn: async () =>
      knn(dataset.ratings, { of: 'user', similarity: 'preference', k: neighbours.user, shrinkage: 0 }),
    itemKnn: async () =>
      knn(dataset.ratings, { of: 'item', similarity: 'preference', k: neighbours.item, shrinkage: 0 }),
    content: async () => content(genres()),
    svd: () => stars('svd'),
    als: () => stars('als'),
    bayes: () => stars('bayes'),
    ials: async () => ials(await fitIals(dataset.ratings, defaultIals)),
    viewing: async () => ials(await fitIals(dataset.ratings, viewingIals)),
    ease: async () => ease(await fitEase(dataset.ratings), dataset.ratings),
    switching: () => together('switching'),
    mixed: () => together('mixed'),
    hybrid: () => together('hybrid'),
  };

  async function together(id: CombinedId): Promise<Recommender> {
    const parts = new Map<RecommenderId, Recommender>();
    for (const part of restsOn[id]) parts.set(part, await recommender(part));
    return combined(id, parts);
  }

  async function componentSet(): Promise<Required<ComponentSet>> {
    return {
      ials: await recommender('ials'),
      viewing: await recommender('viewing'),
      ease: await recommender('ease'),
      stars: await recommender('bayes'),
      content: await recommender('content'),
      popularity: await recommender('popularity'),
    };
  }

  function recommender(id: RecommenderId): Promise<Recommender> {
    const known = fitted.get(id) ?? fits[id]();
    fitted.set(id, known);
    return known;
  }
  return { recommender, componentSet };
}
