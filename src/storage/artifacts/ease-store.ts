import type { EaseModel } from '../../recommenders/models/ease.ts';
import { expectColumn } from '../database/columns.ts';
import type { DataStore } from '../database/generations.ts';
import { isRecord } from '../person/person-schema.ts';

const THING = 'ease';

/** Keeps a fitted EASE in place of the one before. Throws storage Problems. */
export async function saveEase(data: DataStore, datasetId: string, model: EaseModel): Promise<void> {
  const { lambda, users, inverse, diagonal } = model;
  await data.saveArrays(THING, {
    meta: { datasetId, lambda, users: users.length, items: diagonal.length },
    arrays: { users, inverse, diagonal },
  });
}

/**
 * The EASE that is kept for a data set, null if there is none.
 * @throws Problem 'storage-broken' if it is damaged; other storage Problems
 */
export async function loadEase(data: DataStore, datasetId: string): Promise<EaseModel | null> {
  const stored = await data.loadArrays(THING);
  if (stored === null || !isRecord(stored.meta) || stored.meta.datasetId !== datasetId) return null;
  const { lambda, users, items } = stored.meta;
  if (typeof lambda !== 'number' || typeof users !== 'number' || typeof items !== 'number') return null;
  return {
    lambda,
    users: expectColumn(stored.arrays, 'users', Int32Array, users),
    inverse: expectColumn(stored.arrays, 'inverse', Float64Array, users * users),
    diagonal: expectColumn(stored.arrays, 'diagonal', Float64Array, items),
  };
}
