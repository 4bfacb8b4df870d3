import type { RecommenderId } from '../recommenders/registry.ts';
import type { FeatureGroup, TrainingSettings } from '../training/trainer.ts';

/**
 * What a first visit trains: ALS needs seconds and no tuning by the person. Rank and penalty were chosen on a held-out
 * tenth of MovieLens 100K's u1.base; on the built-in data they are as good as any tried.
 */
export const defaultTraining: TrainingSettings = {
  algorithm: 'als',
  rank: 16,
  epochs: 12,
  regularisation: 0.15,
  learningRate: 0.01,
  batches: 16,
  burnIn: 6,
  draws: 32,
  features: ['genres', 'decades', 'favourites', 'ratedFilms', 'raters'],
  ownNoise: true,
  validationShare: 0.1,
  patience: 5,
  seed: 1,
};

/** What goes on in the background after it: the most accurate model there is here, and it knows how sure it is. */
export const defaultBayes: TrainingSettings = {
  ...defaultTraining,
  algorithm: 'bayes',
  rank: 10,
  epochs: 166,
  patience: 0,
};

/** Gradient descent tuned the same way; the penalty happens to suit both. */
export const defaultSvd: TrainingSettings = {
  ...defaultTraining,
  algorithm: 'svd',
  rank: 32,
  epochs: 30,
};

/** Rank, epochs, step and penalty of Surprise's documentation (`SVD()`), by Adam instead of single steps. */
export const textbookSvd: TrainingSettings = {
  ...defaultSvd,
  rank: 100,
  epochs: 20,
  learningRate: 0.005,
  regularisation: 0.02,
};

/** Bounds of each number a person can set; `step` is that of the control. */
export const trainingBounds = {
  rank: { min: 1, max: 128, step: 1 },
  epochs: { min: 1, max: 400, step: 1 },
  regularisation: { min: 0, max: 10, step: 0.005 },
  learningRate: { min: 0.0001, max: 0.5, step: 0.0005 },
  batches: { min: 1, max: 64, step: 1 },
  burnIn: { min: 0, max: 399, step: 1 },
  draws: { min: 1, max: 64, step: 1 },
  validationShare: { min: 0, max: 0.5, step: 0.05 },
  patience: { min: 0, max: 50, step: 1 },
  seed: { min: 0, max: 999999, step: 1 },
} as const;

/** The trainers a person can choose between, in plain words. */
export const trainers = [
  {
    id: 'als',
    label: 'Alternating least squares',
    description:
      'Solves for all people at once, then for all films, and again. Few passes, no step size to choose.',
  },
  {
    id: 'svd',
    label: 'Gradient descent (SVD)',
    description: 'The classic: many small steps downhill on the squared error, with the Adam optimizer.',
  },
  {
    id: 'bayes',
    label: 'Bayesian factorization',
    description:
      'Draws many plausible models instead of one and averages them. The most accurate, and it knows how sure it is.',
  },
] as const satisfies readonly { id: TrainingSettings['algorithm']; label: string; description: string }[];

/**
 * Side information that the Bayesian factorization can use, in plain words. Attributes and dates are left to the benches:
 * of the local person no attribute is known, and nobody knows when they will rate what is predicted.
 */
export const featureGroups = [
  {
    id: 'genres',
    label: 'Genres',
    description: 'Films of one genre start alike, also those that nobody has rated.',
  },
  { id: 'decades', label: 'Decade', description: 'Films of one time start alike.' },
  {
    id: 'favourites',
    label: 'Favourite genres',
    description: 'People who favour the same genres start alike. Your picks count here.',
  },
  {
    id: 'ratedFilms',
    label: 'Films a person rated',
    description: 'What someone chose to watch says something, whatever the stars.',
  },
  {
    id: 'raters',
    label: 'People who rated a film',
    description: 'Who chose to watch a film says something about it.',
  },
] as const satisfies readonly { id: FeatureGroup; label: string; description: string }[];

/** What a recommender goes by. */
type RecommenderKind =
  /** The same list for everyone. */
  | 'everyone'
  /** What people rated alike: collaborative filtering for ranking. */
  | 'taste'
  /** What the films are: content. */
  | 'movies'
  /** The stars that a factorization expects. */
  | 'stars'
  /** Several of the others together. */
  | 'mix';

interface RecommenderInfo {
  /** Plain and short. */
  readonly name: string;
  /** The field's. */
  readonly term: string;
  /** One sentence, to the person. */
  readonly description: string;
  readonly kind: RecommenderKind;
}

/** Every recommender in plain words, in the order in which they are listed: from the simplest to the app's own. */
export const recommenderInfo: Readonly<Record<RecommenderId, RecommenderInfo>> = {
  popularity: {
    name: 'Most liked',
    term: 'popularity',
    description: 'The films that most people have liked, the same for everyone.',
    kind: 'everyone',
  },
  bias: {
    name: 'Best rated',
    term: 'bias baseline',
    description:
      'The films with the most stars on average, few ratings counting less; the same for everyone.',
    kind: 'everyone',
  },
  content: {
    name: 'Your genres',
    term: 'genre TF-IDF',
    description: 'Films whose genres match those you picked and rated highly.',
    kind: 'movies',
  },
  userKnn: {
    name: 'People like you',
    term: 'user kNN',
    description: 'What the people who rate most like you gave high stars.',
    kind: 'taste',
  },
  itemKnn: {
    name: 'Films rated alike',
    term: 'item kNN',
    description: 'Films liked by the people who liked the same ones as you.',
    kind: 'taste',
  },
  ease: {
    name: 'Film to film',
    term: 'EASE',
    description: 'How strongly liking one film speaks for another, learned for all pairs of films at once.',
    kind: 'taste',
  },
  ials: {
    name: 'Shared tastes',
    term: 'implicit ALS',
    description: 'A few hidden tastes, learned from who liked which films, and how much of each is yours.',
    kind: 'taste',
  },
  viewing: {
    name: 'Shared viewing',
    term: 'implicit ALS of all ratings',
    description: 'The same from who watched which films, whatever the stars: what you would likely watch.',
    kind: 'taste',
  },
  svd: {
    name: 'Stars, gradient descent',
    term: 'SVD',
    description: 'The films you would give the most stars, learned in many small steps.',
    kind: 'stars',
  },
  als: {
    name: 'Stars, least squares',
    term: 'ALS',
    description: 'The films you would give the most stars, solved for all people and all films in turn.',
    kind: 'stars',
  },
  bayes: {
    name: 'Stars, Bayesian',
    term: 'Bayesian factorization',
    description: 'The films you would give the most stars, averaged over many plausible models.',
    kind: 'stars',
  },
  switching: {
    name: 'Switching mix',
    term: 'switching hybrid',
    description: 'Genres and popularity at first; once you have rated ten films, shared tastes alone.',
    kind: 'mix',
  },
  mixed: {
    name: 'Dealt mix',
    term: 'mixed hybrid',
    description: 'Three lists dealt in turn: shared tastes, film to film, and Bayesian stars.',
    kind: 'mix',
  },
  hybrid: {
    name: 'Matinee’s mix',
    term: 'weighted hybrid',
    description: 'All voices weighed together; whose word counts depends on how many films you have rated.',
    kind: 'mix',
  },
};
