import { choleskyInPlace, choleskySolve } from '../../base/linear-algebra.ts';

/** The candidates of one person: what each component says of them, and which were liked. */
export interface Choice {
  /** `[candidates, features]` row-major */
  readonly features: Float32Array;
  /** `[candidates]` 1 where the movie was liked, else 0 */
  readonly liked: Uint8Array;
}

const STEPS = 25;
const TINY = 1e-7;

/**
 * Ridge-regularised blend: the weights that make the liked movies likely among the candidates. Minimises
 * `Σ_u -mean_{i liked} log softmax_i(f w) + ridge/2 Σ_c (w_c - prior_c)²` by Newton's method with step halving; it is convex.
 * @param ridge how many people the prior counts for
 * @returns `[features]`
 */
export function fitBlend(choices: readonly Choice[], prior: ArrayLike<number>, ridge: number): Float64Array {
  const width = prior.length;
  let weights = Float64Array.from(prior);
  let loss = lossOf(choices, weights, prior, ridge);
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Float64Array(width);
    const hessian = new Float64Array(width * width);
    for (const choice of choices) addCurvature(choice, weights, gradient, hessian);
    for (let c = 0; c < width; c++) {
      gradient[c] += ridge * (weights[c] - prior[c]);
      hessian[c * width + c] += ridge + TINY;
    }
    choleskyInPlace(hessian, width);
    choleskySolve(hessian, width, gradient);
    let [share, next, nextLoss] = [1, weights, Number.POSITIVE_INFINITY];
    for (; share > 1e-3; share /= 2) {
      next = weights.map((w, c) => w - share * gradient[c]);
      nextLoss = lossOf(choices, next, prior, ridge);
      if (nextLoss < loss) break;
    }
    if (!(nextLoss < loss - TINY * Math.abs(loss))) break;
    [weights, loss] = [next, nextLoss];
  }
  return weights;
}

/** The value that `fitBlend` minimises. */
export function lossOf(
  choices: readonly Choice[],
  weights: Float64Array,
  prior: ArrayLike<number>,
  ridge: number,
): number {
  let loss = 0;
  for (const choice of choices) {
    const { scores, most, sum } = likelihoods(choice, weights);
    const log = most + Math.log(sum);
    let [own, count] = [0, 0];
    choice.liked.forEach((liked, n) => {
      own += liked * scores[n];
      count += liked;
    });
    if (count > 0) loss += log - own / count;
  }
  for (let c = 0; c < weights.length; c++) loss += (ridge / 2) * (weights[c] - prior[c]) ** 2;
  return loss;
}

function likelihoods({ features, liked }: Choice, weights: Float64Array) {
  const width = weights.length;
  const scores = new Float64Array(liked.length);
  let most = Number.NEGATIVE_INFINITY;
  for (let n = 0; n < scores.length; n++) {
    for (let c = 0; c < width; c++) scores[n] += weights[c] * features[n * width + c];
    if (scores[n] > most) most = scores[n];
  }
  let sum = 0;
  for (let n = 0; n < scores.length; n++) sum += Math.exp(scores[n] - most);
  return { scores, most, sum };
}

/** Adds the gradient `Σ p f - mean_liked f` and the lower half of the Hessian `Σ p f fᵀ - (Σ p f)(Σ p f)ᵀ`. */
function addCurvature(
  choice: Choice,
  weights: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array,
): void {
  const { features, liked } = choice;
  const width = weights.length;
  const count = liked.reduce((all, one) => all + one, 0);
  if (count === 0) return;
  const { scores, most, sum } = likelihoods(choice, weights);
  const mean = new Float64Array(width);
  for (let n = 0; n < scores.length; n++) {
    const p = Math.exp(scores[n] - most) / sum;
    const at = n * width;
    for (let c = 0; c < width; c++) {
      const part = p * features[at + c];
      mean[c] += part;
      gradient[c] += part - (liked[n] * features[at + c]) / count;
      for (let d = 0; d <= c; d++) hessian[c * width + d] += part * features[at + d];
    }
  }
  for (let c = 0; c < width; c++) for (let d = 0; d <= c; d++) hessian[c * width + d] -= mean[c] * mean[d];
}
