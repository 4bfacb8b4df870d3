import type { IalsModel } from '../recommenders/ials.ts';
import { expectColumn } from './columns.ts';
import type { DataStore } from './generations.ts';
import { isRecord } from './person-checks.ts';

const THING = 'ials';

/** Keeps a fitted implicit factorization in place of the one before. Throws storage Problems. */
export async function saveIals(data: DataStore, datasetId: string, model: IalsModel): Promise<void> {
  const { itemFactors, gram, ...rest } = model;
  await data.saveArrays(THING, {
    meta: { ...rest, datasetId, items: itemFactors.length / model.rank },
    arrays: { itemFactors, gram },
  });
}

/**
 * The implicit factorization that is kept for a data set, null if there is none.
 * @throws Problem 'storage-broken' if it is damaged; other storage Problems
 */
export async function loadIals(data: DataStore, datasetId: string): Promise<IalsModel | null> {
  const stored = await data.loadArrays(THING);
  if (stored === null || !isRecord(stored.meta) || stored.meta.datasetId !== datasetId) return null;
  const { rank, confidence, regularisation, items } = stored.meta;
  if (typeof rank !== 'number' || typeof confidence !== 'number') return null;
  if (typeof regularisation !== 'number' || typeof items !== 'number') return null;
  return {
    rank,
    confidence,
    regularisation,
    itemFactors: expectColumn(stored.arrays, 'itemFactors', Float32Array, items * rank),
    gram: expectColumn(stored.arrays, 'gram', Float64Array, rank * rank),
  };
}
