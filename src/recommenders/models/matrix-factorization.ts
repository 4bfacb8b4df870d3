import { choleskyInPlace, choleskySolve, rowAt } from '../../base/linear-algebra.ts';
import type { Belief } from '../lists/information-gain.ts';
import type { Contributions, PersonRatings, Target } from '../recommender.ts';
import type { FactorModel } from './factor-model.ts';

/**
 * Fold-in: the user half-step of ALS for one person. Solves
 * `(Σ_i f_i f_iᵀ + Λ) x = Σ_i f_i (r_i - mean - b_i)`, `f_i = [1, q_i]`, for `x = [b_u, p_u]`.
 * @returns `[1 + rank]`; zeros for a person without ratings
 */
export function foldIn(model: FactorModel, ratings: PersonRatings): Float64Array {
  const { rank, mean, itemBias, itemFactors } = model;
  const size = rank + 1;
  const x = new Float64Array(size);
  if (ratings.item.length === 0) return x;
  ratings.item.forEach((i, n) => {
    const residual = ratings.value[n] - mean - itemBias[i];
    x[0] += residual;
    for (let k = 0; k < rank; k++) x[k + 1] += itemFactors[i * rank + k] * residual;
  });
  choleskySolve(factorise(model, ratings), size, x);
  return x;
}

/**
 * What each rating adds to the expected stars of an item, before clipping: with `h = A⁻¹ f` and A the matrix of the
 * fold-in, `f·x = Σ_i h·f_i (r_i - mean - b_i)`. The base is the mean plus the item's bias.
 */
export function factorContributions(model: FactorModel, ratings: PersonRatings, of: Target): Contributions {
  const { rank, mean, itemBias, itemFactors } = model;
  const base = mean + rowAt(itemBias, 1, of)[0];
  if (ratings.item.length === 0) return { base, parts: new Float32Array(0) };
  const h = Float64Array.of(1, ...rowAt(itemFactors, rank, of));
  choleskySolve(factorise(model, ratings), rank + 1, h);
  const parts = Float32Array.from(ratings.item, (i, n) => {
    let dot = h[0];
    for (let k = 0; k < rank; k++) dot += h[k + 1] * itemFactors[i * rank + k];
    return dot * (ratings.value[n] - mean - itemBias[i]);
  });
  return { base, parts };
}

/**
 * How uncertain the fold-in is: ridge regression is the mean of a posterior whose precision is the matrix of the
 * regression in units of the noise, `Σ⁻¹ σ² = Σ_i f_i f_iᵀ + Λ`.
 * @returns one belief, or none for a model without a penalty, which has no prior
 */
export function beliefOf(model: FactorModel, ratings: PersonRatings): Belief[] {
  const { rank, ridge, itemFactors } = model;
  if (ridge.bias === 0 || ridge.factors === 0) return [];
  return [{ rank, factor: factorise(model, ratings), precision: 1, itemFactors }];
}

/** Cholesky factor of the fold-in's `Σ_i f_i f_iᵀ + Λ`. @returns `[1 + rank, 1 + rank]`, lower triangle */
function factorise({ rank, ridge, itemFactors }: FactorModel, ratings: PersonRatings): Float64Array {
  const size = rank + 1;
  const a = new Float64Array(size * size);
  const f = new Float64Array(size);
  f[0] = 1;
  for (const i of ratings.item) {
    for (let k = 0; k < rank; k++) f[k + 1] = itemFactors[i * rank + k];
    for (let r = 0; r < size; r++) for (let c = 0; c <= r; c++) a[r * size + c] += f[r] * f[c];
  }
  // A person without ratings counts as one with one rating: with a penalty of zero the matrix would be singular.
  const times = ridge.per === 'rating' ? Math.max(1, ratings.item.length) : 1;
  for (let r = 0; r < size; r++) a[r * size + r] += times * (r === 0 ? ridge.bias : ridge.factors);
  choleskyInPlace(a, size);
  return a;
}

/**
 * Predicted stars of every item, `mean + b_u + b_i + p_u·q_i`, clipped to the scale 0.5-5.
 * @param user `[1 + rank]` from foldIn
 * @returns `[items]`
 */
export function predictStars(model: FactorModel, user: Float64Array): Float32Array {
  const stars = new Float32Array(model.itemBias.length);
  for (let i = 0; i < stars.length; i++) stars[i] = starsOf(model, user, i);
  return stars;
}

/** Predicted stars of one item, as in `predictStars`. @param user `[1 + rank]` from foldIn */
export function starsOf(
  { rank, mean, itemBias, itemFactors }: FactorModel,
  user: Float64Array,
  item: number,
): number {
  let sum = mean + user[0] + itemBias[item];
  for (let k = 0; k < rank; k++) sum += user[k + 1] * itemFactors[item * rank + k];
  return Math.min(5, Math.max(0.5, sum));
}

/**
 * Cosine of one item's factors with those of every item.
 * @param factors `[items, rank]` @returns `[items]`, 0 where either is zero
 */
export function cosinesOf(factors: Float32Array, rank: number, item: number): Float32Array {
  const own = factors.subarray(item * rank, (item + 1) * rank);
  const ownLength = Math.hypot(...own);
  const result = new Float32Array(factors.length / rank);
  for (let i = 0; i < result.length; i++) {
    let dot = 0;
    let square = 0;
    for (let k = 0; k < rank; k++) {
      const q = factors[i * rank + k];
      dot += own[k] * q;
      square += q * q;
    }
    const lengths = ownLength * Math.sqrt(square);
    result[i] = lengths > 0 ? dot / lengths : 0;
  }
  return result;
}
