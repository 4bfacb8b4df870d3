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
  /** Cholesky factor of the precision of `[b_u, p_u]` in each draw. `[draws][rank + 1, rank + 1]` */
  readonly factors: readonly Float64Array[];
  /** Some of these factors: how uncertain the person is. */
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
  const factors: Float64Array[] = [];
  const apart = Math.ceil(model.draws / LOOKED_UP);
  eachDraw(model, ratings, features, (system, s) => {
    users.set(system.x, s * size);
    precision[s] = system.precision;
    factors.push(system.factor.slice());
  });
  const unsure = factors.flatMap((factor, draw) => (draw % apart === 0 ? [{ draw, factor }] : []));
  return { users, precision, factors, unsure };
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

/** The movie side of one item, or the mean over all items, in each draw. */
export interface TargetRows {
  /** `[draws]` */
  readonly bias: Float64Array;
  /** `[draws, rank]` */
  readonly factors: Float64Array;
}

/** Looks up the movie side of a target; the mean over all items takes as long as reading the whole model. */
export function targetRows({ rank, draws, itemBias, itemFactors }: PosteriorModel, of: Target): TargetRows {
  const items = itemBias.length / draws;
  const bias = new Float64Array(draws);
  const factors = new Float64Array(draws * rank);
  for (let s = 0; s < draws; s++) {
    const [first, end] = [s * items, (s + 1) * items];
    bias[s] = rowAt(itemBias.subarray(first, end), 1, of)[0];
    factors.set(rowAt(itemFactors.subarray(first * rank, end * rank), rank, of), s * rank);
  }
  return { bias, factors };
}

/** The right-hand side of a person's system in each draw as a sum: what depends on no rating, and a row for each rating. */
export interface SystemTerms {
  /** `[draws, rank + 1]` */
  readonly prior: Float64Array;
  /** `[draws, ratings, rank + 1]` */
  readonly ratings: Float32Array;
}

/**
 * Takes the right-hand side of the person's systems apart. A rating adds its stars, `α w f_j y_j`, and, because the movie
 * was rated at all, `Λ B_c` of its row of the link matrix times the weight of that feature.
 */
export function systemTerms(
  model: PosteriorModel,
  ratings: PersonRatings,
  features: FeatureRow,
  { precision }: Pick<FoldedIn, 'precision'>,
): SystemTerms {
  const { rank, draws, mean, itemBias, itemFactors } = model;
  const size = rank + 1;
  const count = ratings.item.length;
  const items = itemBias.length / draws;
  const prior = new Float64Array(draws * size);
  const rows = new Float32Array(draws * count * size);
  const link = new Float64Array(size);
  for (let s = 0; s < draws; s++) {
    for (let n = 0; n < features.perRating; n++) {
      linkTerm(model, s, features.column[n], link);
      for (let r = 0; r < size; r++) prior[s * size + r] += features.weight[n] * link[r];
    }
    for (let n = 0; n < count; n++) {
      const at = s * items + ratings.item[n];
      const to = (s * count + n) * size;
      const pull = precision[s] * (ratings.value[n] - mean - itemBias[at]);
      rows[to] = pull;
      for (let k = 0; k < rank; k++) rows[to + 1 + k] = pull * itemFactors[at * rank + k];
      const own = features.perRating + n;
      if (own >= features.column.length) continue;
      linkTerm(model, s, features.column[own], link);
      for (let r = 0; r < size; r++) rows[to + r] += features.weight[own] * link[r];
    }
  }
  return { prior, ratings: rows };
}

/**
 * What each rating adds to the expected stars of an item, averaged over the draws: its product with `A⁻¹ f_i`. Together
 * with `base` these sum to the mean prediction before clipping.
 */
export function posteriorContributions(
  { rank, draws, mean }: PosteriorModel,
  { factors }: Pick<FoldedIn, 'factors'>,
  terms: SystemTerms,
  target: TargetRows,
): Contributions {
  const size = rank + 1;
  const count = terms.ratings.length / (draws * size);
  const parts = new Float64Array(count);
  const h = new Float64Array(size);
  let base = mean * draws;
  for (let s = 0; s < draws; s++) {
    h[0] = 1;
    for (let k = 0; k < rank; k++) h[1 + k] = target.factors[s * rank + k];
    choleskySolve(factors[s], size, h);
    base += target.bias[s];
    for (let r = 0; r < size; r++) base += h[r] * terms.prior[s * size + r];
    let at = s * count * size;
    for (let n = 0; n < count; n++) {
      let sum = 0;
      for (let r = 0; r < size; r++) sum += h[r] * terms.ratings[at++];
      parts[n] += sum;
    }
  }
  return { base: base / draws, parts: Float32Array.from(parts, (part) => part / draws) };
}

/** `Λ B_c` of the feature column c. @param to `[rank + 1]`, overwritten with the result */
function linkTerm(
  { rank, userPrecision, userLinks, featureColumns }: PosteriorModel,
  s: number,
  column: number,
  to: Float64Array,
): void {
  const size = rank + 1;
  const at = (s * featureColumns + column) * size;
  for (let r = 0; r < size; r++) {
    const row = (s * size + r) * size;
    let sum = 0;
    for (let c = 0; c < size; c++) sum += userPrecision[row + c] * userLinks[at + c];
    to[r] = sum;
  }
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
