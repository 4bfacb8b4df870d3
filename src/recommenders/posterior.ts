import type { PosteriorModel } from './factor-model.ts';
import type { Belief } from './information.ts';
import { choleskyInPlace, choleskySolve, rowAt } from './linear-algebra.ts';
import type { FeatureRow } from './person-features.ts';
import type { Contributions, PersonRatings, Target } from './recommender.ts';

/** A person folded into every draw of a posterior. */
export interface FoldedIn {
  /** `[b_u, p_u]`, its mean given each draw. `[draws, rank + 1]` */
  readonly users: Float64Array;
  /** The person's own noise factor times the draw's noise precision, 1 / stars². `[draws]` */
  readonly precision: Float64Array;
  /** Cholesky factors of the precision of `[b_u, p_u]` in some draws: what is unsure of the person. */
  readonly unsure: readonly { readonly draw: number; readonly factor: Float64Array }[];
}

/** Draws in which the person's own uncertainty is looked up; it hardly differs between them. */
const LOOKED_UP = 2;

/** Steps of expectation-maximisation for the person's own noise; after three it moves by less than a hundredth. */
const NOISE_STEPS = 3;

/**
 * The person's system in one draw: `A = α w Σ_j f_j f_jᵀ + Λ` and the right-hand side `α w Σ_j f_j y_j + Λ Bᵀφ`, with
 * `f_j = [1, q_j]`, `y_j = r_j - mean - b_j` and feature row φ.
 */
interface System {
  /** Cholesky factor of A, `[size, size]` */
  readonly factor: Float64Array;
  /** α w */
  readonly precision: number;
  /** Solution, `[size]` */
  readonly x: Float64Array;
}

/**
 * Fold-in, once per draw: the user half-step of the Gibbs sampler without its noise (training/sampler.ts), so the mean of
 * `[b_u, p_u]` given the draw's movie side and the person's ratings.
 */
export function foldInDraws(model: PosteriorModel, ratings: PersonRatings, features: FeatureRow): FoldedIn {
  const size = model.rank + 1;
  const users = new Float64Array(model.draws * size);
  const precision = new Float64Array(model.draws);
  const unsure: { draw: number; factor: Float64Array }[] = [];
  const apart = Math.ceil(model.draws / LOOKED_UP);
  for (let s = 0; s < model.draws; s++) {
    const system = solve(model, s, ratings, features);
    users.set(system.x, s * size);
    precision[s] = system.precision;
    if (s % apart === 0) unsure.push({ draw: s, factor: system.factor });
  }
  return { users, precision, unsure };
}

/** What the draws looked up leave open about the person. */
export function beliefsOf({ rank, itemFactors, draws }: PosteriorModel, folded: FoldedIn): Belief[] {
  const each = itemFactors.length / draws;
  return folded.unsure.map(({ draw, factor }) => ({
    rank,
    factor,
    precision: folded.precision[draw],
    itemFactors: itemFactors.subarray(draw * each, (draw + 1) * each),
  }));
}

/**
 * Variance of a film's expected stars that comes from not knowing the person exactly: `f_iᵀ A⁻¹ f_i`, mean over the
 * draws looked up.
 */
export function personVariance(
  { rank, draws, itemBias, itemFactors }: PosteriorModel,
  { unsure }: FoldedIn,
  item: number,
): number {
  const size = rank + 1;
  const items = itemBias.length / draws;
  const v = new Float64Array(size);
  let sum = 0;
  for (const { draw, factor } of unsure) {
    const at = (draw * items + item) * rank;
    for (let r = 0; r < size; r++) {
      let value = r === 0 ? 1 : itemFactors[at + r - 1];
      for (let c = 0; c < r; c++) value -= factor[r * size + c] * v[c];
      v[r] = value / factor[r * size + r];
      sum += v[r] * v[r];
    }
  }
  return sum / unsure.length;
}

/**
 * What each rating adds to the expected stars of an item, averaged over the draws: its stars through `f_j y_j`, and
 * that the film was rated at all through its row of the link matrix. With `base` it sums to the mean prediction
 * before clipping.
 */
export function posteriorContributions(
  model: PosteriorModel,
  ratings: PersonRatings,
  features: FeatureRow,
  of: Target,
): Contributions {
  const { rank, draws, mean, itemBias, itemFactors } = model;
  const size = rank + 1;
  const count = ratings.item.length;
  const parts = new Float64Array(count);
  const items = itemBias.length / draws;
  let base = 0;
  for (let s = 0; s < draws; s++) {
    const { factor, precision } = solve(model, s, ratings, features);
    // h = A⁻¹ f_i, then each term of the right-hand side contributes its product with h.
    const biases = itemBias.subarray(s * items, (s + 1) * items);
    const factors = itemFactors.subarray(s * items * rank, (s + 1) * items * rank);
    const h = Float64Array.of(1, ...rowAt(factors, rank, of));
    choleskySolve(factor, size, h);
    const priorOf = linkProduct(model, s, h);
    base += mean + rowAt(biases, 1, of)[0];
    for (let n = 0; n < features.perRating; n++) base += features.weight[n] * priorOf(features.column[n]);
    for (let n = 0; n < count; n++) {
      const at = s * items + ratings.item[n];
      let dot = h[0];
      for (let k = 0; k < rank; k++) dot += h[k + 1] * itemFactors[at * rank + k];
      parts[n] += precision * dot * (ratings.value[n] - mean - itemBias[at]);
      const own = features.perRating + n;
      if (own < features.column.length) parts[n] += features.weight[own] * priorOf(features.column[own]);
    }
  }
  return { base: base / draws, parts: Float32Array.from(parts, (part) => part / draws) };
}

/** `h · Λ B_c` as a function of the feature column c. */
function linkProduct(model: PosteriorModel, s: number, h: Float64Array): (column: number) => number {
  const size = model.rank + 1;
  const { userPrecision, userLinks, featureColumns } = model;
  const weighted = new Float64Array(size);
  for (let r = 0; r < size; r++)
    for (let c = 0; c < size; c++) weighted[c] += h[r] * userPrecision[(s * size + r) * size + c];
  return (column) => {
    const at = (s * featureColumns + column) * size;
    let sum = 0;
    for (let c = 0; c < size; c++) sum += weighted[c] * userLinks[at + c];
    return sum;
  };
}

function solve(model: PosteriorModel, s: number, ratings: PersonRatings, features: FeatureRow): System {
  const { rank, mean, draws, itemBias, itemFactors, noiseShape } = model;
  const size = rank + 1;
  const items = itemBias.length / draws;
  const count = ratings.item.length;
  const gram = new Float64Array(size * size);
  const right = new Float64Array(size);
  const f = new Float64Array(size);
  f[0] = 1;
  let squares = 0;
  for (let n = 0; n < count; n++) {
    const at = s * items + ratings.item[n];
    for (let k = 0; k < rank; k++) f[k + 1] = itemFactors[at * rank + k];
    const y = ratings.value[n] - mean - itemBias[at];
    squares += y * y;
    for (let r = 0; r < size; r++) {
      right[r] += f[r] * y;
      for (let c = 0; c <= r; c++) gram[r * size + c] += f[r] * f[c];
    }
  }
  for (let r = 0; r < size; r++) for (let c = 0; c < r; c++) gram[c * size + r] = gram[r * size + c];

  const prior = priorTerm(model, s, features);
  const lambda = model.userPrecision.subarray(s * size * size, (s + 1) * size * size);
  const alpha = model.noisePrecision[s];
  const ownNoise = noiseShape > 0 && count > 0;
  let precision = alpha;
  for (let step = 0; ; step++) {
    const factor = gram.map((g, n) => precision * g + lambda[n]);
    const x = right.map((c, r) => precision * c + prior[r]);
    choleskyInPlace(factor, size);
    choleskySolve(factor, size, x);
    if (!ownNoise || step === NOISE_STEPS) return { factor, precision, x };
    const error = expectedError(gram, right, squares, factor, x);
    precision = (alpha * (noiseShape + count / 2)) / (noiseShape + (alpha * error) / 2);
  }
}

/** `E[Σ_j (y_j - f_j·x)²]` over the posterior of x: the squares at its mean, and the trace of its covariance times the Gram matrix. */
function expectedError(
  gram: Float64Array,
  right: Float64Array,
  squares: number,
  factor: Float64Array,
  x: Float64Array,
): number {
  const size = x.length;
  let error = squares;
  const column = new Float64Array(size);
  for (let r = 0; r < size; r++) {
    error -= 2 * x[r] * right[r];
    for (let c = 0; c < size; c++) {
      error += x[r] * gram[r * size + c] * x[c];
      column[c] = gram[c * size + r];
    }
    choleskySolve(factor, size, column);
    error += column[r];
  }
  return error;
}

/** `Λ Bᵀφ`. */
function priorTerm(model: PosteriorModel, s: number, { column, weight }: FeatureRow): Float64Array {
  const size = model.rank + 1;
  const { userPrecision, userLinks, featureColumns } = model;
  const mu = new Float64Array(size);
  for (let n = 0; n < column.length; n++) {
    const at = (s * featureColumns + column[n]) * size;
    for (let c = 0; c < size; c++) mu[c] += weight[n] * userLinks[at + c];
  }
  const term = new Float64Array(size);
  for (let r = 0; r < size; r++)
    for (let c = 0; c < size; c++) term[r] += userPrecision[(s * size + r) * size + c] * mu[c];
  return term;
}
