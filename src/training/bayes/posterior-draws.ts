import type { PosteriorModel } from '../../recommenders/models/factor-model.ts';
import type { Sampler } from './gibbs-sampler.ts';

/** What a model needs of one state of the sampler. */
export interface Draw {
  /** Noise precision, 1 / stars². */
  readonly alpha: number;
  /** Rows `[b, q]`. `[items, size]` */
  readonly items: Float32Array;
  /** Λ of the users. `[size, size]` */
  readonly precision: Float32Array;
  /** Links of the users. `[columns, size]` */
  readonly links: Float32Array;
}

/** What a model of draws says of itself beside the draws. */
export type PosteriorFacts = Pick<
  PosteriorModel,
  'datasetId' | 'rank' | 'mean' | 'noiseShape' | 'userFeatures' | 'intervalScale' | 'validationRmse'
>;

/** Copies the current state of the sampler. */
export function drawOf({ alpha, users, items }: Sampler): Draw {
  const { size, ld } = items;
  return {
    alpha,
    items: withoutPadding(items.x.floats(), size, ld),
    precision: withoutPadding(users.lambda.floats().subarray(0, size * ld), size, ld),
    links: withoutPadding(users.links.floats(), size, ld),
  };
}

/** Puts draws together to a model. @param draws at least one */
export function posteriorOf(draws: readonly Draw[], facts: PosteriorFacts): PosteriorModel {
  const size = facts.rank + 1;
  const items = draws[0].items.length / size;
  const itemBias = new Float32Array(draws.length * items);
  const itemFactors = new Float32Array(itemBias.length * facts.rank);
  draws.forEach((draw, s) => {
    for (let i = 0; i < items; i++) {
      const row = draw.items.subarray(i * size, (i + 1) * size);
      itemBias[s * items + i] = row[0];
      itemFactors.set(row.subarray(1), (s * items + i) * facts.rank);
    }
  });
  return {
    ...facts,
    algorithm: 'bayes',
    draws: draws.length,
    itemBias,
    itemFactors,
    noisePrecision: Float64Array.from(draws, ({ alpha }) => alpha),
    userPrecision: Float64Array.from(concatenate(draws.map(({ precision }) => precision))),
    userLinks: concatenate(draws.map(({ links }) => links)),
    featureColumns: draws[0].links.length / size,
  };
}

/** Arrays of equal length one after the other. */
export function concatenate(parts: readonly Float32Array[]): Float32Array {
  const length = parts[0]?.length ?? 0;
  const all = new Float32Array(parts.length * length);
  parts.forEach((part, n) => {
    all.set(part, n * length);
  });
  return all;
}

/** @param rows `[rows, ld]` @returns `[rows, size]` */
function withoutPadding(rows: Float32Array, size: number, ld: number): Float32Array {
  const result = new Float32Array((rows.length / ld) * size);
  for (let r = 0; r * ld < rows.length; r++) result.set(rows.subarray(r * ld, r * ld + size), r * size);
  return result;
}
