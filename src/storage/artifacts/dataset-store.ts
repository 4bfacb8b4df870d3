import type { Dataset } from '../../dataset/dataset.ts';
import { expectColumn } from '../database/columns.ts';
import type { DataReader, DataStore } from '../database/generations.ts';
import { isRecord } from '../person/person-schema.ts';

const THING = 'dataset';

/** What of a data set is not a column. */
type Meta = Omit<Dataset, 'ratings' | 'imported'> & {
  readonly users: number;
  /** `Dataset.imported`, by the name that the first version stored. */
  readonly brought?: true;
};

/** Keeps a data set in place of the one before. Throws storage Problems. */
export async function saveDataset(data: DataStore, dataset: Dataset): Promise<void> {
  const { ratings, imported, ...rest } = dataset;
  const { users, rowStart, item, value, time } = ratings;
  const meta: Meta = { ...rest, users, ...(imported === undefined ? {} : { brought: imported }) };
  await data.saveArrays(THING, { meta, arrays: { rowStart, item, value, time } });
}

/**
 * The data set that is kept, null if there is none.
 * @throws Problem 'storage-broken' if it is damaged; other storage Problems
 */
export async function loadDataset(data: DataReader): Promise<Dataset | null> {
  const stored = await data.loadArrays(THING);
  // Of another shape: written by a build that is gone. It can be fetched again.
  if (stored === null || !isMeta(stored.meta)) return null;
  const { arrays } = stored;
  const { users, brought, ...rest } = stored.meta;
  const count = rest.report.ratings;
  return {
    ...rest,
    ...(brought === undefined ? {} : { imported: brought }),
    ratings: {
      users,
      items: rest.movies.length,
      rowStart: expectColumn(arrays, 'rowStart', Int32Array, users + 1),
      item: expectColumn(arrays, 'item', Int32Array, count),
      value: expectColumn(arrays, 'value', Float32Array, count),
      time: expectColumn(arrays, 'time', Uint32Array, count),
    },
  };
}

/** Checks the frame; the content is what was written, as its checksum says. */
function isMeta(meta: unknown): meta is Meta {
  return (
    isRecord(meta) &&
    typeof meta.id === 'string' &&
    typeof meta.name === 'string' &&
    Array.isArray(meta.movies) &&
    Array.isArray(meta.genres) &&
    Number.isInteger(meta.users) &&
    isRecord(meta.report) &&
    Number.isInteger(meta.report.ratings)
  );
}
