import type { PosteriorModel } from '../../recommenders/models/factor-model.ts';
import type { Sampler } from './gibbs-sampler.ts';

/** The part of one state of the sampler that a model needs. */
export interface Draw {
  readonly alpha: number;
  /** Rows `[b, q]`. `[items, size]` */
  readonly items: Float32Array;
  /** Λ of the users. `[size, size]` */
  readonly precision: Float32Array;
  /** Links of the users. `[columns, size]` */
  readonly links: Float32Array;
}

/** The state as it is now. */
export function drawOf({ alpha, users, items }: Sampler): Draw {
  const { size, ld } = items;
  return {
    alpha,
    items: unfilled(items.x.floats(), size, ld),
    precision: unfilled(users.lambda.floats().subarray(0, size * ld), size, ld),
    links: unfilled(users.links.floats(), size, ld),
  };
}

/** All draws as a model. `validationRmse` is the caller's to measure. */
export function posteriorOf(
  draws: readonly Draw[],
  about: Omit<
    PosteriorModel,
    | 'algorithm'
    | 'draws'
    | 'itemBias'
    | 'itemFactors'
    | 'noisePrecision'
    | 'userPrecision'
    | 'userLinks'
    | 'featureColumns'
  >,
): PosteriorModel {
  const size = about.rank + 1;
  const items = draws[0].items.length / size;
  const itemBias = new Float32Array(draws.length * items);
  const itemFactors = new Float32Array(itemBias.length * about.rank);
  draws.forEach((draw, s) => {
    for (let i = 0; i < items; i++) {
      const row = draw.items.subarray(i * size, (i + 1) * size);
      itemBias[s * items + i] = row[0];
      itemFactors.set(row.subarray(1), (s * items + i) * about.rank);
    }
  });
  return {
    ...about,
    algorithm: 'bayes',
    draws: draws.length,
    itemBias,
    itemFactors,
    noisePrecision: Float64Array.from(draws, ({ alpha }) => alpha),
    userPrecision: Float64Array.from(joined(draws.map(({ precision }) => precision))),
    userLinks: joined(draws.map(({ links }) => links)),
    featureColumns: draws[0].links.length / size,
  };
}

/** Arrays of equal length one after the other. */
export function joined(parts: readonly Float32Array[]): Float32Array {
  const length = parts[0]?.length ?? 0;
  const all = new Float32Array(parts.length * length);
  parts.forEach((part, n) => {
    all.set(part, n * length);
  });
  return all;
}

/** The rows without their filling. */
function unfilled(rows: Float32Array, size: number, ld: number): Float32Array {
  const result = new Float32Array((rows.length / ld) * size);
  for (let r = 0; r * ld < rows.length; r++) result.set(rows.subarray(r * ld, r * ld + size), r * size);
  return result;
}
