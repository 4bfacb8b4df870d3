import type { NetworkId, NetworkSettings } from './network-messages.ts';

/**
 * SASRec's were chosen on the ratings before last of MovieLens 100K. Mult-VAE's were chosen on users held out of the part of
 * MovieLens 100K that is no test, by NDCG@10: for 282 of them 0.403 without hidden layers and at most 0.376 with 200 units on each
 * side; for 423 of them 0.408, 0.407 and 0.390 with dropout 0.3, 0.5 and 0.7. See docs/benchmarks.md.
 */
export const networkDefaults: NetworkSettings = {
  sasrec: {
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
  },
  'mult-vae': {
    width: 0,
    latent: 100,
    beta: 0.2,
    annealing: 20,
    dropout: 0.3,
    learningRate: 0.005,
    epochs: 60,
    batch: 100,
    patience: 10,
    validationShare: 0.05,
    seed: 1,
  },
};

/**
 * The full softmax weighs every known movie for every row of a batch: with so many it is three quarters of the work. Beyond
 * the bound only the most rated movies are known.
 */
export const MAX_MOVIES = 6000;

interface Bound {
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}

const common = {
  dropout: { min: 0, max: 0.8, whole: false },
  learningRate: { min: 0.00001, max: 0.1, whole: false },
  epochs: { min: 1, max: 200, whole: true },
  patience: { min: 0, max: 100, whole: true },
  validationShare: { min: 0, max: 0.5, whole: false },
  seed: { min: 0, max: 2 ** 31, whole: true },
} as const;

const networkBounds: {
  readonly [Id in NetworkId]: Readonly<Record<keyof NetworkSettings[Id], Bound>>;
} = {
  sasrec: {
    ...common,
    length: { min: 4, max: 200, whole: true },
    width: { min: 8, max: 128, whole: true },
    blocks: { min: 1, max: 3, whole: true },
    batch: { min: 50, max: 10_000, whole: true },
  },
  'mult-vae': {
    ...common,
    width: { min: 0, max: 600, whole: true },
    latent: { min: 2, max: 200, whole: true },
    beta: { min: 0, max: 1, whole: false },
    annealing: { min: 0, max: 200, whole: true },
    batch: { min: 1, max: 1000, whole: true },
  },
};

export const networkIds: readonly NetworkId[] = ['sasrec', 'mult-vae'];

export function isNetworkId(value: unknown): value is NetworkId {
  return networkIds.some((id) => id === value);
}

/** The bounds of a network's settings by name. */
export function boundsOf(network: NetworkId): Readonly<Record<string, Bound>> {
  return networkBounds[network];
}

/** Whether a value is within a bound. */
export function isWithin({ min, max, whole }: Bound, value: number): boolean {
  return value >= min && value <= max && (!whole || Number.isInteger(value));
}

/** Whether settings are those of a network, each a number; `isWithin` says whether they are within bounds. */
export function isSettingsOf<Id extends NetworkId>(
  network: Id,
  settings: Readonly<Record<string, unknown>>,
): settings is NetworkSettings[Id] {
  return Object.keys(boundsOf(network)).every((name) => typeof settings[name] === 'number');
}
