import type { Counted, IalsModel } from '../../recommenders/models/implicit-als.ts';
import { expectColumn } from '../database/columns.ts';
import type { DataStore } from '../database/generations.ts';
import { isRecord } from '../person/person-schema.ts';

/** Where each of the two is kept, by what it counts. */
const THINGS: Readonly<Record<Counted, string>> = { liked: 'ials', rated: 'viewing' };

/** Keeps a fitted implicit factorization in place of the one before that counts the same. Throws storage Problems. */
export async function saveIals(data: DataStore, datasetId: string, model: IalsModel): Promise<void> {
  const { itemFactors, gram, ...rest } = model;
  await data.saveArrays(THINGS[model.counted], {
    meta: { ...rest, datasetId, items: itemFactors.length / model.rank },
    arrays: { itemFactors, gram },
  });
}

/**
 * The implicit factorization that is kept for a data set, null if there is none.
 * @throws Problem 'storage-broken' if it is damaged; other storage Problems
 */
export async function loadIals(
  data: DataStore,
  counted: Counted,
  datasetId: string,
): Promise<IalsModel | null> {
  const stored = await data.loadArrays(THINGS[counted]);
  if (stored === null || !isRecord(stored.meta) || stored.meta.datasetId !== datasetId) return null;
  const { rank, confidence, regularisation, items } = stored.meta;
  if (typeof rank !== 'number' || typeof confidence !== 'number') return null;
  if (typeof regularisation !== 'number' || typeof items !== 'number') return null;
  return {
    counted,
    rank,
    confidence,
    regularisation,
    itemFactors: expectColumn(stored.arrays, 'itemFactors', Float32Array, items * rank),
    gram: expectColumn(stored.arrays, 'gram', Float64Array, rank * rank),
  };
}
