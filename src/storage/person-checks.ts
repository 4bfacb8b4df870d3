import type { TrainingSettings } from '../training/trainer.ts';

/** One rating as it is kept. */
export interface StoredRating {
  /** Half stars 0.5-5. */
  readonly stars: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export function isRating(value: unknown): value is StoredRating {
  if (!isRecord(value)) return false;
  const { stars, at } = value;
  const isStars = typeof stars === 'number' && Number.isInteger(stars * 2) && stars >= 0.5 && stars <= 5;
  return isStars && typeof at === 'number' && Number.isFinite(at) && at >= 0;
}

export function isGenres(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((genre) => typeof genre === 'string');
}

/** Shape only; bounds are for whoever starts a training. */
export function isTrainingSettings(value: unknown): value is TrainingSettings {
  if (!isRecord(value)) return false;
  const numbers: Record<Exclude<keyof TrainingSettings, 'algorithm'>, true> = {
    rank: true,
    epochs: true,
    regularisation: true,
    learningRate: true,
    batches: true,
    validationShare: true,
    patience: true,
    seed: true,
  };
  const isAlgorithm = value.algorithm === 'svd' || value.algorithm === 'als';
  return isAlgorithm && Object.keys(numbers).every((name) => Number.isFinite(value[name]));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
