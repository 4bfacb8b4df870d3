import type { Dataset } from '../dataset/dataset.ts';
import { type FeatureGroup, RATED_MOVIES, type TrainingSettings } from './training-messages.ts';

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
  features: ['genres', 'decades', 'favourites', RATED_MOVIES, 'raters', 'statistics'],
  ownNoise: true,
  validationShare: 0.1,
  patience: 5,
  seed: 1,
};

/** Trained in the background afterwards: the app's most accurate model; it estimates its own uncertainty. */
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
    description: 'Films of the same genre start out similar, even those that nobody has rated.',
  },
  { id: 'decades', label: 'Decade', description: 'Films of the same decade start out similar.' },
  {
    id: 'favourites',
    label: 'Favourite genres',
    description: 'People who favour the same genres start out similar. Your picks count here.',
  },
  {
    id: RATED_MOVIES,
    label: 'Films a person rated',
    description: 'What someone chose to watch says something, whatever the stars.',
  },
  {
    id: 'raters',
    label: 'People who rated a film',
    description: 'Who chose to watch a film says something about it.',
  },
  {
    id: 'statistics',
    label: 'What everyone says',
    description: 'How many people elsewhere rated a film, and how well. Left out where the data do not say.',
  },
] as const satisfies readonly { id: FeatureGroup; label: string; description: string }[];

/** The settings without the side information that the data set does not have: what is not used is not shown. */
export function settingsUsedBy(
  { statistics }: Pick<Dataset, 'statistics'>,
  settings: TrainingSettings,
): TrainingSettings {
  if (statistics !== undefined) return settings;
  return { ...settings, features: settings.features.filter((group) => group !== 'statistics') };
}
