import { choleskyInPlace, choleskySolve, rowAt } from '../../base/linear-algebra.ts';
import type { Belief } from '../lists/information-gain.ts';
import type { Contributions, PersonRatings, Target } from '../recommender.ts';
import type { PosteriorModel } from './factor-model.ts';
import type { FeatureRow } from './person-features.ts';

/** A person folded into every draw of the posterior. */
export interface FoldedIn {
  /** Mean of `[b_u, p_u]` given each draw. `[draws, rank + 1]` */
  readonly users: Float64Array;
  /** The person's own noise factor times the draw's noise precision, 1 / stars². `[draws]` */
  readonly precision: Float64Array;
  /** Cholesky factors of the precision of `[b_u, p_u]` in some draws: how uncertain the person is. */
  readonly unsure: readonly { readonly draw: number; readonly factor: Float64Array }[];
}

/** Number of draws in which the person's uncertainty is computed; it hardly differs between them. */
const LOOKED_UP = 2;

/**
 * Steps of expectation-maximisation for the person's own noise: in the first draw, after which it changes by less than
 * 1 %, and in every other draw, which starts from the result of the draw before.
 */
const NOISE_STEPS = { first: 3, next: 2 };

/**
 * The person's system in one draw: `A = α w Σ_j f_j f_jᵀ + Λ` and the right-hand side `α w Σ_j f_j y_j + Λ Bᵀφ`, with
 * `f_j = [1, q_j]`, `y_j = r_j - mean - b_j` and feature row φ. Its arrays are reused for the next draw.
 */
interface System {
  /** Cholesky factor of A, lower triangle. `[size, size]` */
  readonly factor: Float64Array;
  /** α w */
  readonly precision: number;
  /** Solution, `[size]` */
  readonly x: Float64Array;
}

/**
 * Fold-in, once per draw: the user half-step of the Gibbs sampler without its noise (training/bayes/gibbs-sampler.ts),
 * and so the mean of `[b_u, p_u]` given the draw's movie side and the person's ratings.
 */
export function foldInDraws(model: PosteriorModel, ratings: PersonRatings, features: FeatureRow): FoldedIn {
  const size = model.rank + 1;
  const users = new Float64Array(model.draws * size);
  const precision = new Float64Array(model.draws);
  const unsure: { draw: number; factor: Float64Array }[] = [];
  const apart = Math.ceil(model.draws / LOOKED_UP);
  eachDraw(model, ratings, features, (system, s) => {
    users.set(system.x, s * size);
    precision[s] = system.precision;
    if (s % apart === 0) unsure.push({ draw: s, factor: system.factor.slice() });
  });
  return { users, precision, unsure };
}

/** How uncertain the person is, in the draws in which that is computed. */
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
 * Variance of a movie's expected stars that comes from the uncertainty about the person: `f_iᵀ A⁻¹ f_i`, the mean over
 * the draws in which that is computed.
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
 * What each rating adds to the expected stars of an item, averaged over the draws: its stars through `f_j y_j`, and the
 * fact that the movie was rated at all through its row of the link matrix. Together with `base` these sum to the mean
 * prediction before clipping.
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
  eachDraw(model, ratings, features, ({ factor, precision }, s) => {
    // h = A⁻¹ f_i; each term of the right-hand side adds its product with h.
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
  });
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

/** Solves the system of each draw in turn. @param visit called with each, before the next one overwrites it */
function eachDraw(
  model: PosteriorModel,
  ratings: PersonRatings,
  features: FeatureRow,
  visit: (system: System, draw: number) => void,
): void {
  const { rank, draws, userPrecision, noisePrecision, noiseShape } = model;
  const size = rank + 1;
  const count = ratings.item.length;
  const evidence: Evidence = {
    gram: new Float64Array(size * size),
    right: new Float64Array(size),
    squares: 0,
  };
  const [factor, inverse] = [new Float64Array(size * size), new Float64Array(size * size)];
  const [x, prior, mu] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const ownNoise = noiseShape > 0 && count > 0;
  /** The person's own noise factor. */
  let w = 1;
  for (let s = 0; s < draws; s++) {
    gather(model, s, ratings, evidence);
    priorTerm(model, s, features, mu, prior);
    const { gram, right } = evidence;
    const lambda = s * size * size;
    const alpha = noisePrecision[s];
    const steps = ownNoise ? (s === 0 ? NOISE_STEPS.first : NOISE_STEPS.next) : 0;
    for (let step = 0; ; step++) {
      const precision = alpha * w;
      for (let n = 0; n < factor.length; n++) factor[n] = precision * gram[n] + userPrecision[lambda + n];
      for (let r = 0; r < size; r++) x[r] = precision * right[r] + prior[r];
      choleskyInPlace(factor, size);
      choleskySolve(factor, size, x);
      if (step === steps) {
        visit({ factor, precision, x }, s);
        break;
      }
      const error = expectedError(evidence, factor, x, inverse);
      w = (noiseShape + count / 2) / (noiseShape + (alpha * error) / 2);
    }
  }
}

/** Sums over the person's ratings in one draw: the lower triangle of `Σ_j f_j f_jᵀ`, `Σ_j f_j y_j` and `Σ_j y_j²`. */
interface Evidence {
  /** `[size, size]` */
  readonly gram: Float64Array;
  /** `[size]` */
  readonly right: Float64Array;
  squares: number;
}

function gather(model: PosteriorModel, s: number, ratings: PersonRatings, to: Evidence): void {
  const { rank, mean, draws, itemBias, itemFactors } = model;
  const size = rank + 1;
  const items = itemBias.length / draws;
  const { gram, right } = to;
  gram.fill(0);
  right.fill(0);
  to.squares = 0;
  for (let n = 0; n < ratings.item.length; n++) {
    const row = s * items + ratings.item[n];
    // f_j without its leading one.
    const q = row * rank - 1;
    const y = ratings.value[n] - mean - itemBias[row];
    to.squares += y * y;
    gram[0] += 1;
    right[0] += y;
    for (let r = 1; r < size; r++) {
      const value = itemFactors[q + r];
      right[r] += value * y;
      gram[r * size] += value;
      for (let c = 1; c <= r; c++) gram[r * size + c] += value * itemFactors[q + c];
    }
  }
}

/**
 * `E[Σ_j (y_j - f_j·x)²]` over the posterior of x: the squares at its mean, and the trace of its covariance times the
 * Gram matrix, `Σ_k l_kᵀ G l_k` with the rows l_k of `L⁻¹`.
 * @param l overwritten with `L⁻¹`, lower triangle
 */
function expectedError(
  { gram, right, squares }: Evidence,
  factor: Float64Array,
  x: Float64Array,
  l: Float64Array,
): number {
  const size = x.length;
  let error = squares;
  for (let r = 0; r < size; r++) {
    const row = r * size;
    const pivot = 1 / factor[row + r];
    for (let c = 0; c < r; c++) {
      let sum = 0;
      for (let k = c; k < r; k++) sum -= factor[row + k] * l[k * size + c];
      l[row + c] = sum * pivot;
    }
    l[row + r] = pivot;
    error -= 2 * x[r] * right[r];
  }
  for (let r = 0; r < size; r++) {
    for (let c = 0; c <= r; c++) {
      let covariance = 0;
      for (let k = r; k < size; k++) covariance += l[k * size + r] * l[k * size + c];
      error += (r === c ? 1 : 2) * gram[r * size + c] * (x[r] * x[c] + covariance);
    }
  }
  return error;
}

/** `Λ Bᵀφ`. @param mu overwritten with `Bᵀφ` @param term `[size]`, overwritten with the result */
function priorTerm(
  { rank, userPrecision, userLinks, featureColumns }: PosteriorModel,
  s: number,
  { column, weight }: FeatureRow,
  mu: Float64Array,
  term: Float64Array,
): void {
  const size = rank + 1;
  mu.fill(0);
  for (let n = 0; n < column.length; n++) {
    const at = (s * featureColumns + column[n]) * size;
    for (let c = 0; c < size; c++) mu[c] += weight[n] * userLinks[at + c];
  }
  for (let r = 0; r < size; r++) {
    let sum = 0;
    for (let c = 0; c < size; c++) sum += userPrecision[(s * size + r) * size + c] * mu[c];
    term[r] = sum;
  }
}
