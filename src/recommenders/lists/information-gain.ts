/**
 * How uncertain a person is in one state of a model: `[b_u, p_u]` is normal with precision `Σ⁻¹ = L Lᵀ`, and a rating of
 * movie i is `f_i·[b_u, p_u]` plus noise, `f_i = [1, q_i]`.
 */
export interface Belief {
  readonly rank: number;
  /** `L`, lower triangle. `[rank + 1, rank + 1]` */
  readonly factor: Float64Array;
  /** Precision of the noise, `1 / σ²`. */
  readonly precision: number;
  /** `q_i`, `[items, rank]` */
  readonly itemFactors: Float32Array;
}

/** What the ratings of some movies would teach about a person's taste, and what remains to learn after some of them. */
export interface Information {
  /**
   * What the rating y of the n-th movie would teach about the taste `p_u`, nats: by how much it would lower the entropy
   * of `p_u`, `½ log(Var y / Var(y | p_u))` with `Var y = f_iᵀ Σ f_i + σ²` (Lindley 1956; MacKay 1992). Whether the person
   * gives many stars to everything, `b_u`, changes no order, so information about it does not count (D_s-optimal design,
   * Silvey 1980). With `b_u` known the gain is `½ log(1 + f_iᵀ Σ f_i / σ²)`. Mean over the beliefs.
   */
  gain(n: number): number;
  /** Treats the n-th movie as rated: `Σ ← Σ - Σ f_i f_iᵀ Σ / (σ² + f_iᵀ Σ f_i)`. The stars do not matter. */
  take(n: number): void;
}

/**
 * The information of the ratings of some movies.
 * @param beliefs one or a few: they hardly differ
 * @param items the movies that may be asked for
 */
export function informationOf(beliefs: readonly Belief[], items: readonly number[]): Information {
  const states = beliefs.map((belief) => stateOf(belief, items));
  return {
    gain(n) {
      let sum = 0;
      for (const { precision, variance, biasPrecision } of states)
        sum += 0.5 * Math.log((1 / precision + variance[n]) / (1 / precision + 1 / biasPrecision));
      return sum / states.length;
    },
    take(n) {
      for (const state of states) shrink(state, n);
    },
  };
}

interface State {
  readonly size: number;
  readonly precision: number;
  /** `L⁻¹ f_i`: in these coordinates Σ begins as the identity. `[items, size]` */
  readonly whitened: Float64Array;
  /** `f_iᵀ Σ f_i`, `[items]` */
  readonly variance: Float64Array;
  /** Σ in the same coordinates, `[size, size]` */
  readonly covariance: Float64Array;
  /** Precision of `b_u` if `p_u` were known. */
  biasPrecision: number;
}

function stateOf({ rank, factor, precision, itemFactors }: Belief, items: readonly number[]): State {
  const size = rank + 1;
  const whitened = new Float64Array(items.length * size);
  const variance = new Float64Array(items.length);
  const covariance = new Float64Array(size * size);
  for (let r = 0; r < size; r++) covariance[r * size + r] = 1;
  items.forEach((item, n) => {
    const v = whitened.subarray(n * size, (n + 1) * size);
    for (let r = 0; r < size; r++) {
      let value = r === 0 ? 1 : itemFactors[item * rank + r - 1];
      for (let c = 0; c < r; c++) value -= factor[r * size + c] * v[c];
      v[r] = value / factor[r * size + r];
      variance[n] += v[r] * v[r];
    }
  });
  return { size, precision, whitened, variance, covariance, biasPrecision: factor[0] ** 2 };
}

/** With `h = Σ f / √(σ² + fᵀ Σ f)` of the rated movie, `Σ ← Σ - h hᵀ` and so `f_iᵀ Σ f_i ← f_iᵀ Σ f_i - (f_i·h)²`. */
function shrink(state: State, taken: number): void {
  const { size, precision, whitened, variance, covariance } = state;
  state.biasPrecision += precision;
  const scale = 1 / Math.sqrt(1 / precision + variance[taken]);
  const h = new Float64Array(size);
  for (let r = 0; r < size; r++) {
    for (let c = 0; c < size; c++) h[r] += covariance[r * size + c] * whitened[taken * size + c];
    h[r] *= scale;
  }
  for (let r = 0; r < size; r++) for (let c = 0; c < size; c++) covariance[r * size + c] -= h[r] * h[c];
  for (let n = 0; n < variance.length; n++) {
    let dot = 0;
    for (let c = 0; c < size; c++) dot += whitened[n * size + c] * h[c];
    variance[n] = Math.max(0, variance[n] - dot * dot);
  }
}
