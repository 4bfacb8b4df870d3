import { openAsBlob } from 'node:fs';
import { readArchive } from '../../src/dataset/archive/read-archive.ts';
import type { Dataset } from '../../src/dataset/dataset.ts';

/** Reads a data set's zip from disk. */
export async function readDataset(path: string): Promise<Dataset> {
  return (await readArchive(await openAsBlob(path), path)).dataset;
}
