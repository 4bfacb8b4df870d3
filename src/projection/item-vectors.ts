import type { StarsModel } from '../recommenders/models/factor-model.ts';

/** Posterior draws that are used. More would change the nearest neighbours by less than the noise of the draws. */
const DRAWS = 8;

/**
 * The factors of some items as vectors that can be compared by direction. Posterior draws may differ by a rotation, so
 * they are put side by side: a distance is then a sum over draws, which no rotation changes.
 * @param items indices of the model's items
 * @returns `rows` is `[items, width]` row-major
 */
export function itemVectors(
  model: StarsModel,
  items: Int32Array,
): { readonly rows: Float32Array; readonly width: number } {
  const { rank, itemFactors } = model;
  const draws = model.algorithm === 'bayes' ? model.draws : 1;
  const used = Math.min(DRAWS, draws);
  const each = itemFactors.length / draws;
  const width = rank * used;
  const rows = new Float32Array(items.length * width);
  for (let d = 0; d < used; d++) {
    const from = Math.floor(((d + 0.5) * draws) / used) * each;
    items.forEach((item, n) => {
      const at = from + item * rank;
      rows.set(itemFactors.subarray(at, at + rank), n * width + d * rank);
    });
  }
  return { rows, width };
}

/** Scales each row to length 1 in place; a row of zeros does not change. @param rows `[n, width]` row-major */
export function toDirections(rows: Float32Array, width: number): void {
  for (let at = 0; at < rows.length; at += width) {
    let square = 0;
    for (let c = at; c < at + width; c++) square += rows[c] * rows[c];
    const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (let c = at; c < at + width; c++) rows[c] *= scale;
  }
}
