import * as v from 'valibot';
import { countSchema, parseOrNull } from '../../base/schemas.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { artifactStore } from './artifact-store.ts';

/** Checks the frame only: the checksums guarantee that the content is what was written. */
const frameSchema = v.looseObject({
  id: v.string(),
  name: v.string(),
  movies: v.instance(Array),
  genres: v.instance(Array),
  users: countSchema,
  report: v.looseObject({ ratings: countSchema }),
  /** `Dataset.imported`, by the name that the first version stored. */
  brought: v.optional(v.literal(true)),
});

/** Everything of a data set that is not a column. */
type Meta = Omit<Dataset, 'ratings' | 'imported'> & { readonly users: number; readonly brought?: true };

function isMeta(meta: Readonly<Record<string, unknown>>): meta is Meta & Readonly<Record<string, unknown>> {
  return parseOrNull(frameSchema, meta) !== null;
}

/** Stores the data set. */
export const datasetStore = artifactStore<Dataset>({
  name: 'dataset',
  encode({ ratings: { users, rowStart, item, value, time }, imported, ...rest }) {
    const meta: Meta = { ...rest, users, ...(imported && { brought: imported }) };
    return { meta: { ...meta }, arrays: { rowStart, item, value, time } };
  },
  decode({ meta, array }) {
    // A frame of another shape was written by a version that is gone: the data set can be fetched again.
    if (!isMeta(meta)) return null;
    const { users, brought, ...rest } = meta;
    const count = rest.report.ratings;
    return {
      ...rest,
      ...(brought && { imported: brought }),
      ratings: {
        users,
        items: rest.movies.length,
        rowStart: array('rowStart', Int32Array, users + 1),
        item: array('item', Int32Array, count),
        value: array('value', Float32Array, count),
        time: array('time', Uint32Array, count),
      },
    };
  },
});
