import type { Random } from '../../base/random.ts';
import type { PosteriorModel } from './factor-model.ts';
import type { FoldedIn } from './posterior-fold-in.ts';

/**
 * The stars of movies under one sample of the posterior: the movie side of one draw, and a person drawn from their
 * posterior given that draw, `x = μ + L⁻ᵀ z` with standard normal z and the Cholesky factor L of their precision. The
 * best movie under such a sample is a choice by Thompson sampling (Thompson 1933): a movie is chosen as often as the
 * model believes that it is the best.
 * @param draw index of the draw, from 0
 * @param of the movies, all by default
 * @returns `[of]`, stars that are not clipped to the scale, so that the best ones still differ
 */
export function sampledStars(
  { rank, mean, draws, itemBias, itemFactors }: PosteriorModel,
  { users, factors }: Pick<FoldedIn, 'users' | 'factors'>,
  draw: number,
  random: Pick<Random, 'normal'>,
  of?: Int32Array,
): Float32Array {
  const size = rank + 1;
  const x = deviation(factors[draw], size, random);
  for (let r = 0; r < size; r++) x[r] += users[draw * size + r];
  const items = itemBias.length / draws;
  const stars = new Float32Array(of?.length ?? items);
  for (let n = 0; n < stars.length; n++) {
    const row = draw * items + (of?.[n] ?? n);
    let value = mean + x[0] + itemBias[row];
    for (let k = 0; k < rank; k++) value += x[1 + k] * itemFactors[row * rank + k];
    stars[n] = value;
  }
  return stars;
}

/** Solves `Lᵀ y = z` for standard normal z, so that y has the covariance `(L Lᵀ)⁻¹`. @returns `[size]` */
function deviation(factor: Float64Array, size: number, random: Pick<Random, 'normal'>): Float64Array {
  const y = Float64Array.from({ length: size }, () => random.normal());
  for (let r = size - 1; r >= 0; r--) {
    for (let k = r + 1; k < size; k++) y[r] -= factor[k * size + r] * y[k];
    y[r] /= factor[r * size + r];
  }
  return y;
}
