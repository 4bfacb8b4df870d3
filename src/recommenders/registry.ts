import type { Dataset } from '../dataset/dataset.ts';
import { biasBaseline, fitBias } from './bias.ts';
import { content } from './content.ts';
import { ease, fitEase } from './ease.ts';
import type { StarsModel } from './factor-model.ts';
import { hybridScores, type VoiceSet } from './hybrid.ts';
import { defaultIals, fitIals, ials } from './ials.ts';
import { knn } from './knn.ts';
import { mixed } from './mixed.ts';
import { popularity } from './popularity.ts';
import type { Recommender } from './recommender.ts';
import { starPredictor } from './stars.ts';
import { switching } from './switching.ts';
import { fitTfidf, type GenreTfidf } from './tfidf.ts';

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
  | 'ease'
  | 'switching'
  | 'mixed'
  | 'hybrid';

/** What fitting needs from outside: the learn side, which this folder does not know. */
export interface FitTools {
  trainStars(algorithm: StarsModel['algorithm'], dataset: Dataset): Promise<StarsModel>;
}

/** Fits recommenders on one data set; what several of them rest on is fitted once. */
export interface Fitter {
  recommender(id: RecommenderId): Promise<Recommender>;
  /** All voices of the hybrid. */
  voiceSet(): Promise<Required<VoiceSet>>;
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
    ease: async () => ease(await fitEase(dataset.ratings), dataset.ratings),
    switching: async () => switching(await voiceSet()),
    mixed: async () =>
      mixed([await recommender('ials'), await recommender('ease'), await recommender('bayes')]),
    hybrid: async () => {
      const set = await voiceSet();
      return { score: (person) => hybridScores(set, person).total };
    },
  };

  async function voiceSet(): Promise<Required<VoiceSet>> {
    return {
      ials: await recommender('ials'),
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
  return { recommender, voiceSet };
}
