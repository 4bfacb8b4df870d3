import { Problem } from '../problem.ts';
import type { FactorModel } from '../recommenders/factor-model.ts';
import { expectColumn } from './columns.ts';
import type { DataStore } from './generations.ts';
import { isRecord } from './person-checks.ts';

const THING = 'model';

/**
 * A trained model with how it came about (settings, curve, end), which is the session's and plain JSON.
 */
export interface StoredModel<History> {
  readonly model: FactorModel;
  readonly history: History;
}

interface Meta<History> {
  readonly model: Omit<FactorModel, 'itemBias' | 'itemFactors'>;
  readonly items: number;
  readonly history: History;
}

/**
 * Keeps a model in place of the one before.
 * @throws Problem 'diverged' if its numbers make no sense, and then keeps the old one; storage Problems
 */
export async function saveModel<History>(
  data: DataStore,
  { model, history }: StoredModel<History>,
): Promise<void> {
  if (!isSound(model)) {
    throw new Problem(
      'diverged',
      'The trained model holds no usable numbers.',
      'Train again with other settings.',
    );
  }
  const { itemBias, itemFactors, ...rest } = model;
  const meta: Meta<History> = { model: rest, items: itemBias.length, history };
  await data.saveArrays(THING, { meta, arrays: { itemBias, itemFactors } });
}

/**
 * The model that is kept; null if there is none, if it was trained on another data set, or if its numbers
 * make no sense.
 * @param isHistory whether the history is of the shape that this build writes
 * @throws Problem 'storage-broken' if it is damaged; other storage Problems
 */
export async function loadModel<History>(
  data: DataStore,
  datasetId: string,
  isHistory: (value: unknown) => value is History,
): Promise<StoredModel<History> | null> {
  const stored = await data.loadArrays(THING);
  if (stored === null || !isMeta(stored.meta)) return null;
  const { items, history, model: rest } = stored.meta;
  if (rest.datasetId !== datasetId || !isHistory(history)) return null;
  const model = {
    ...rest,
    itemBias: expectColumn(stored.arrays, 'itemBias', Float32Array, items),
    itemFactors: expectColumn(stored.arrays, 'itemFactors', Float32Array, items * rest.rank),
  };
  return isSound(model) ? { model, history } : null;
}

/** Zeros are what a lost graphics device hands out. */
function isSound({ mean, itemBias, itemFactors }: FactorModel): boolean {
  const areFinite = (values: Float32Array) => values.every((value) => Number.isFinite(value));
  const isAlive = itemFactors.some((value) => value !== 0);
  return Number.isFinite(mean) && isAlive && areFinite(itemBias) && areFinite(itemFactors);
}

function isMeta(meta: unknown): meta is Meta<unknown> {
  return (
    isRecord(meta) &&
    Number.isInteger(meta.items) &&
    isRecord(meta.model) &&
    typeof meta.model.datasetId === 'string' &&
    Number.isInteger(meta.model.rank) &&
    typeof meta.model.mean === 'number' &&
    isRecord(meta.model.ridge)
  );
}
