import type { FactorModel } from '../../recommenders/models/factor-model.ts';
import { foldIn, starsOf } from '../../recommenders/models/matrix-factorization.ts';
import type { RatingPart } from '../split.ts';

/**
 * `r - r̂` of the held-out ratings, in stars. As in the app, each user is folded in from their ratings in the training
 * part.
 * @param pause awaited before each user, so that messages get in
 * @returns `[held]`
 */
export async function residualsOf(
  model: FactorModel,
  part: RatingPart,
  held: RatingPart,
  pause: () => Promise<void>,
): Promise<Float32Array> {
  const result = new Float32Array(held.item.length);
  for (let u = 0; u < held.users; u++) {
    const [start, end] = [held.rowStart[u], held.rowStart[u + 1]];
    if (start === end) continue;
    await pause();
    const [from, to] = [part.rowStart[u], part.rowStart[u + 1]];
    const ratings = { item: part.item.subarray(from, to), value: part.value.subarray(from, to) };
    const user = foldIn(model, ratings);
    for (let n = start; n < end; n++) {
      result[n] = held.value[n] - Math.fround(starsOf(model, user, held.item[n]));
    }
  }
  return result;
}
