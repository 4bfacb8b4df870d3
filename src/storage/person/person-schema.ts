import type { Movie } from '../../dataset/dataset.ts';
import { defaultListSettings, type ListSettings } from '../../protocol/list-settings.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import { defaultTraining } from '../../protocol/training-defaults.ts';
import type { FeatureGroup, TrainingSettings } from '../../training/trainer.ts';

/** One rating as it is kept. */
export interface StoredRating {
  /** Half stars 0.5-5. */
  readonly stars: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** To watch; watched but not rated; not wanted. The last two are not recommended. */
export type Mark = 'watchlist' | 'seen' | 'notInterested';

export interface StoredMark {
  readonly mark: Mark;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const marks: Record<Mark, true> = { watchlist: true, seen: true, notInterested: true };

function isMark(value: unknown): value is Mark {
  return typeof value === 'string' && Object.hasOwn(marks, value);
}

export function isStoredMark(value: unknown): value is StoredMark {
  return isRecord(value) && isMark(value.mark) && isTime(value.at);
}

export function isRecommender(value: unknown): value is RecommenderId {
  return typeof value === 'string' && Object.hasOwn(recommenderInfo, value);
}

export function isRating(value: unknown): value is StoredRating {
  if (!isRecord(value)) return false;
  const { stars, at } = value;
  const isStars = typeof stars === 'number' && Number.isInteger(stars * 2) && stars >= 0.5 && stars <= 5;
  return isStars && isTime(at);
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

export function isGenres(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((genre) => typeof genre === 'string');
}

/** What is remembered of a film that the data set in use may lack; null for what is none. */
export function movieFrom(id: number, value: unknown): Movie | null {
  if (!isRecord(value)) return null;
  const { title, year, genres } = value;
  if (typeof title !== 'string' || !(year === null || typeof year === 'number') || !isGenres(genres))
    return null;
  return { id, title, year, genres };
}

/** Wishes as they are kept; null for what are none. */
export function listSettingsFrom(value: unknown): ListSettings | null {
  if (!isRecord(value)) return null;
  const { adventure, niche, variety, balance, genres, from, to, minRatings } = {
    ...defaultListSettings,
    ...value,
  };
  const isYear = (year: unknown) => year === null || Number.isInteger(year);
  const areAdjustments =
    isWithin(adventure, -1, 1) &&
    isWithin(niche, -1, 1) &&
    isWithin(variety, 0, 1) &&
    isWithin(balance, 0, 1);
  const areFilters =
    isGenres(genres) && isYear(from) && isYear(to) && isWithin(minRatings, 0, Number.MAX_SAFE_INTEGER);
  return areAdjustments && areFilters
    ? { adventure, niche, variety, balance, genres, from, to, minRatings }
    : null;
}

function isWithin(value: unknown, low: number, high: number): value is number {
  return typeof value === 'number' && value >= low && value <= high;
}

/**
 * Settings as they are kept; shape only, bounds are for whoever starts a training. What an earlier build did not
 * know yet is filled in. Null for what are no settings.
 */
export function trainingSettingsFrom(value: unknown): TrainingSettings | null {
  if (!isRecord(value)) return null;
  const { burnIn, draws, features, ownNoise } = defaultTraining;
  const whole = { burnIn, draws, features, ownNoise, ...value };
  if (!isTrainingSettings(whole)) return null;
  return whole;
}

const numbers: Record<Exclude<keyof TrainingSettings, 'algorithm' | 'features' | 'ownNoise'>, true> = {
  rank: true,
  epochs: true,
  regularisation: true,
  learningRate: true,
  batches: true,
  burnIn: true,
  draws: true,
  validationShare: true,
  patience: true,
  seed: true,
};

function isTrainingSettings(value: object): value is TrainingSettings {
  const { algorithm, features, ownNoise, ...rest }: Record<string, unknown> = { ...value };
  const isAlgorithm = typeof algorithm === 'string' && Object.hasOwn(algorithms, algorithm);
  const isFeatures =
    Array.isArray(features) &&
    features.every((one) => typeof one === 'string' && Object.hasOwn(featureGroups, one));
  const areNumbers = Object.keys(numbers).every((name) => Number.isFinite(rest[name]));
  return isAlgorithm && isFeatures && typeof ownNoise === 'boolean' && areNumbers;
}

const algorithms: Record<TrainingSettings['algorithm'], true> = { svd: true, als: true, bayes: true };
const featureGroups: Record<FeatureGroup, true> = {
  genres: true,
  decades: true,
  favourites: true,
  ratedFilms: true,
  raters: true,
  attributes: true,
  dates: true,
};

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
