import type { EncodedModel, StoredModel } from '../../recommenders/descriptor.ts';
import { expectColumn } from '../database/columns.ts';
import type { DataStore } from '../database/generations.ts';
import { isRecord } from '../person/person-schema.ts';

/**
 * Stores a fitted model in place of the earlier one of that name. Rejects with storage Problems.
 * @param name as in its codec
 */
export async function saveRecommender(
  data: DataStore,
  name: string,
  datasetId: string,
  { meta, arrays }: EncodedModel,
): Promise<void> {
  await data.saveArrays(name, { meta: { ...meta, datasetId }, arrays });
}

/**
 * The model that was fitted on a data set, to be decoded; null if there is none.
 * @throws Problem 'storage-broken' if it is damaged; other storage Problems
 */
export async function loadRecommender(
  data: DataStore,
  name: string,
  datasetId: string,
): Promise<StoredModel | null> {
  const stored = await data.loadArrays(name);
  if (stored === null || !isRecord(stored.meta) || stored.meta.datasetId !== datasetId) return null;
  return {
    meta: stored.meta,
    array: (of, type, length) => expectColumn(stored.arrays, of, type, length),
  };
}
