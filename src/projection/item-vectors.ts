import type { StarsModel } from '../recommenders/models/factor-model.ts';

/** Draws that a posterior is looked at through; more change who is whose neighbour by less than their own noise. */
const DRAWS = 8;

/**
 * What a model knows of each item's taste as rows to be compared by direction. Draws of a posterior may differ by a rotation,
 * so they are laid side by side: distances are then sums over draws, whatever the rotation.
 * @param items which of the model's items
 * @returns `[items, width]` row-major with the width
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

/** Each row to length 1, in place; a row of zeros stays. */
export function toDirections(rows: Float32Array, width: number): void {
  for (let at = 0; at < rows.length; at += width) {
    let square = 0;
    for (let c = at; c < at + width; c++) square += rows[c] * rows[c];
    const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (let c = at; c < at + width; c++) rows[c] *= scale;
  }
}
