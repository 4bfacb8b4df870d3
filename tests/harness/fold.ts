import type { FactorModel } from '../../src/recommenders/factor-model.ts';
import { foldIn, predictStars } from '../../src/recommenders/matrix-factorization.ts';
import type { Backend } from '../../src/training/backend.ts';
import { train } from '../../src/training/train.ts';
import type { TrainingSettings } from '../../src/training/trainer.ts';
import { type Columns, ratingsOf } from './columns.ts';

/** A data set's own split into training and test ratings. */
export interface Fold {
  readonly base: Columns;
  readonly test: Columns;
}

export interface FoldResult {
  /** Stars, on the test part. */
  readonly rmse: number;
  readonly seconds: number;
  readonly epochs: number;
}

/** Trains on the base part and predicts the test part as the app does: every user folded in by their base ratings. */
export async function fold(backend: Backend, data: Fold, settings: TrainingSettings): Promise<FoldResult> {
  const started = performance.now();
  const base = ratingsOf(data.base);
  let model: FactorModel | null = null;
  let epochs = 0;
  for await (const step of train(backend, { id: 'fold', ratings: base }, settings).steps) {
    epochs = step.point.epoch;
    if (step.ended !== null) model = await step.snapshot();
  }
  if (model === null) throw new Error('The run ended without a model.');
  const seconds = (performance.now() - started) / 1000;
  return { rmse: testRmse(model, base, ratingsOf(data.test)), seconds, epochs };
}

function testRmse(
  model: FactorModel,
  base: ReturnType<typeof ratingsOf>,
  test: ReturnType<typeof ratingsOf>,
): number {
  let squares = 0;
  for (let u = 0; u < test.users; u++) {
    if (test.rowStart[u] === test.rowStart[u + 1]) continue;
    const [from, to] = [base.rowStart[u], base.rowStart[u + 1]];
    const own = { item: base.item.subarray(from, to), value: base.value.subarray(from, to) };
    const stars = predictStars(model, foldIn(model, own));
    for (let n = test.rowStart[u]; n < test.rowStart[u + 1]; n++) {
      squares += (stars[test.item[n]] - test.value[n]) ** 2;
    }
  }
  return Math.sqrt(squares / test.item.length);
}
