import { Problem } from '../../base/problem.ts';
import type { StarsModel } from '../../recommenders/models/factor-model.ts';
import type { DataStore } from '../database/generations.ts';
import { isRecord } from '../person/person-schema.ts';
import { putTogether, takeApart, unsound } from './model-codec.ts';

/** The name under which the model in use is kept. */
const IN_USE = 'model';

/** A trained model with how it came about (settings, curve, end), which is plain JSON. */
export interface StoredModel<History> {
  readonly model: StarsModel;
  readonly history: History;
}

interface Meta {
  readonly model: Readonly<Record<string, unknown>>;
  readonly items: number;
  readonly history: unknown;
}

/** @throws Problem 'diverged' for a model whose numbers make no sense */
export function checkSound(model: StarsModel): void {
  const wrong = unsound(model);
  if (wrong === null) return;
  throw new Problem(
    'diverged',
    `The trained model holds no usable numbers: ${wrong}.`,
    'Train again with other settings.',
  );
}

/**
 * Keeps a model in place of the one before.
 * @param thing the name under which it is kept
 * @throws Problem 'diverged' if its numbers make no sense, and then keeps the old one; storage Problems
 */
export async function saveModel<History>(
  data: DataStore,
  { model, history }: StoredModel<History>,
  thing = IN_USE,
): Promise<void> {
  checkSound(model);
  const { fields, arrays } = takeApart(model);
  const draws = model.algorithm === 'bayes' ? model.draws : 1;
  const meta: Meta = { model: fields, items: model.itemBias.length / draws, history };
  await data.saveArrays(thing, { meta, arrays });
}

/**
 * The model that is kept; null if there is none, if it was trained on another data set, or if it or its history
 * makes no sense: it can be trained again.
 * @param historyOf the history, brought to the shape of this build, or null for what is none
 * @throws Problem 'storage-broken' if it is damaged; other storage Problems
 */
export async function loadModel<History>(
  data: DataStore,
  datasetId: string,
  historyOf: (value: unknown) => History | null,
  thing = IN_USE,
): Promise<StoredModel<History> | null> {
  const stored = await data.loadArrays(thing);
  if (stored === null || !isMeta(stored.meta)) return null;
  const { items, model: fields } = stored.meta;
  if (fields.datasetId !== datasetId) return null;
  const history = historyOf(stored.meta.history);
  const found = putTogether({ fields, arrays: stored.arrays }, items);
  return history !== null && 'model' in found ? { model: found.model, history } : null;
}

function isMeta(meta: unknown): meta is Meta {
  return isRecord(meta) && Number.isInteger(meta.items) && isRecord(meta.model);
}
