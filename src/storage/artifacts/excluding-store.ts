import { type Exclusion, noExclusion, suspiciousKinds } from '../../dataset/exclude-suspicious.ts';
import type { DataReader, DataStore } from '../database/generations.ts';
import { isRecord } from '../person/person-schema.ts';

const THING = 'excluding';

/**
 * Keeps what is left out of a data set by choice. The data set itself stays as it was read, so that choosing nothing
 * gives it back exactly. Throws storage Problems.
 */
export async function saveExcluding(data: DataStore, datasetId: string, chosen: Exclusion): Promise<void> {
  await data.saveArrays(THING, { meta: { datasetId, ...chosen }, arrays: {} });
}

/**
 * What is left out of this data set by choice: nothing where that was chosen for another.
 * @throws Problem 'storage-broken' if it is damaged; other storage Problems
 */
export async function loadExcluding(data: DataReader, datasetId: string): Promise<Exclusion> {
  const stored = await data.loadArrays(THING);
  if (stored === null || !isRecord(stored.meta) || stored.meta.datasetId !== datasetId) return noExclusion;
  const { kinds, at } = stored.meta;
  if (!Array.isArray(kinds) || typeof at !== 'number') return noExclusion;
  return { kinds: suspiciousKinds.filter((kind) => kinds.includes(kind)), at };
}
