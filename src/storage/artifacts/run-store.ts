import type { RunRecord } from '../../protocol/training-messages.ts';
import type { DataStore } from '../database/generations.ts';
import { brokenStorage } from '../database/storage-errors.ts';
import { isRecord } from '../person/person-schema.ts';
import { runRecordFrom } from './run-schema.ts';

const THING = 'runs';

/** Keeps the list of runs in place of the one before. Throws storage Problems. */
export async function saveRuns(data: DataStore, runs: readonly RunRecord[]): Promise<void> {
  await data.saveArrays(THING, { meta: { runs }, arrays: {} });
}

/**
 * The runs that are kept, oldest first; null where no list was ever kept.
 * @throws Problem 'storage-broken' if the list or a run of it is damaged; other storage Problems
 */
export async function loadRuns(data: DataStore): Promise<readonly RunRecord[] | null> {
  const stored = await data.loadArrays(THING);
  if (stored === null) return null;
  const listed = isRecord(stored.meta) && Array.isArray(stored.meta.runs) ? stored.meta.runs : [null];
  const runs = listed.map(runRecordFrom);
  if (!runs.every((run) => run !== null)) throw brokenStorage('the list of earlier trainings cannot be read');
  return runs;
}
