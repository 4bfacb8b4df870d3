import type { Ratings } from '../../dataset/dataset.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import type { SingleDescriptor } from '../descriptor.ts';
import type { PersonRatings, Recommender } from '../recommender.ts';

/** Predicts every rating from three numbers: `r̂ = mean + b_u + b_i`. */
export interface BiasModel {
  /** Mean rating, stars. */
  readonly mean: number;
  /** `[items]` */
  readonly itemBias: Float64Array;
}

/** Damping and sweeps of Surprise's `BaselineOnly` (Koren 2010, section 2.1). */
const itemDamping = 10;
const userDamping = 15;
const sweeps = 10;

/** Alternates over users and movies: each bias is the mean of the residuals that the others leave, damped towards zero. */
export function fitBias(
  ratings: Pick<Ratings, 'users' | 'items' | 'rowStart' | 'item' | 'value'>,
): BiasModel {
  const { users, items, rowStart, item, value } = ratings;
  const mean = value.reduce((sum, r) => sum + r, 0) / value.length;
  const itemBias = new Float64Array(items);
  const userBias = new Float64Array(users);
  const counts = new Float64Array(items);
  for (const i of item) counts[i]++;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const sums = new Float64Array(items);
    for (let u = 0; u < users; u++)
      for (let n = rowStart[u]; n < rowStart[u + 1]; n++) sums[item[n]] += value[n] - mean - userBias[u];
    for (let i = 0; i < items; i++) itemBias[i] = sums[i] / (itemDamping + counts[i]);
    for (let u = 0; u < users; u++) {
      const [from, to] = [rowStart[u], rowStart[u + 1]];
      const own = { item: item.subarray(from, to), value: value.subarray(from, to) };
      userBias[u] = personBias({ mean, itemBias }, own);
    }
  }
  return { mean, itemBias };
}

/** How many more stars than others a person gives, damped. */
export function personBias({ mean, itemBias }: BiasModel, { item, value }: PersonRatings): number {
  let sum = 0;
  for (let n = 0; n < item.length; n++) sum += value[n] - mean - itemBias[item[n]];
  return sum / (userDamping + item.length);
}

/** Ranks by damped mean stars: the same order for everyone. The person's own bias shifts the expected stars. */
function biasBaseline(model: BiasModel): Recommender {
  const stars = (ratings: PersonRatings, item: number) =>
    Math.min(5, Math.max(0.5, model.mean + personBias(model, ratings) + model.itemBias[item]));
  return {
    score: () => Float32Array.from(model.itemBias),
    stars: ({ ratings }, items) => Float32Array.from(items, (i) => stars(ratings, i)),
  };
}

export const biasDescriptor: SingleDescriptor = {
  ...recommenderInfo.bias,
  fit: async ({ dataset }) => biasBaseline(fitBias(dataset.ratings)),
  explain: () => ({ kind: 'acclaimed' }),
};
