import type { SequenceSettings } from './sequence-messages.ts';

/** Chosen on the ratings before last of MovieLens 100K, see docs/benchmarks.md. */
export const defaultSequence: SequenceSettings = {
  length: 50,
  width: 64,
  blocks: 1,
  dropout: 0.2,
  learningRate: 0.002,
  epochs: 16,
  batch: 1600,
  patience: 3,
  validationShare: 0.05,
  seed: 1,
};

interface Bound {
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}

export const sequenceBounds: Readonly<Record<keyof SequenceSettings, Bound>> = {
  length: { min: 4, max: 200, whole: true },
  width: { min: 8, max: 128, whole: true },
  blocks: { min: 1, max: 3, whole: true },
  dropout: { min: 0, max: 0.8, whole: false },
  learningRate: { min: 0.00001, max: 0.1, whole: false },
  epochs: { min: 1, max: 200, whole: true },
  batch: { min: 50, max: 10_000, whole: true },
  patience: { min: 0, max: 100, whole: true },
  validationShare: { min: 0, max: 0.5, whole: false },
  seed: { min: 0, max: 2 ** 31, whole: true },
};

/** Whether a value is within the bounds of its setting. */
export function isWithin(name: keyof SequenceSettings, value: number): boolean {
  const { min, max, whole } = sequenceBounds[name];
  return value >= min && value <= max && (!whole || Number.isInteger(value));
}
