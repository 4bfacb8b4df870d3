import type { NetworkId, NetworkSettings } from './network-messages.ts';

/**
 * SASRec's were chosen on the ratings before last of MovieLens 100K, see docs/benchmarks.md. Mult-VAE has the dropout, the
 * learning rate and the β of the paper, with layers a third as wide for data that is a hundredth as large; none is tuned.
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
    width: 200,
    latent: 64,
    beta: 0.2,
    annealing: 20,
    dropout: 0.5,
    learningRate: 0.001,
    epochs: 80,
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
    width: { min: 8, max: 600, whole: true },
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
