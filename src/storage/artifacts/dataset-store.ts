import * as v from 'valibot';
import { countSchema, parseOrNull } from '../../base/schemas.ts';
import type { Dataset, Ratings } from '../../dataset/dataset.ts';
import type { Column } from '../database/columns.ts';
import { artifactStore, type StoredArtifact } from './artifact-store.ts';

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
type Meta = Omit<Dataset, 'ratings' | 'imported' | 'statistics' | 'links'> & {
  readonly users: number;
  readonly brought?: true;
};

function isMeta(meta: Readonly<Record<string, unknown>>): meta is Meta & Readonly<Record<string, unknown>> {
  return parseOrNull(frameSchema, meta) !== null;
}

/** Items that fit into 16 bits. */
const SMALL = 65_536;

/**
 * Items and stars as they are stored: in 2 and 1 bytes instead of 4 and 4 where nothing is lost, which is how fast a large
 * data set is written and read back. Earlier versions stored `item` and `value`.
 */
function narrowColumns({ items, item, value }: Ratings): Record<string, Column> {
  const halfStars = new Uint8Array(value.length);
  for (let n = 0; n < value.length; n++) halfStars[n] = value[n] * 2;
  const isExact = value.every((stars, n) => halfStars[n] === stars * 2);
  return {
    ...(items <= SMALL ? { item16: new Uint16Array(item) } : { item }),
    ...(isExact ? { halfStars } : { value }),
  };
}

function wideColumns(
  arrays: StoredArtifact['arrays'],
  array: StoredArtifact['array'],
  count: number,
): Pick<Ratings, 'item' | 'value'> {
  const halves = 'halfStars' in arrays ? array('halfStars', Uint8Array, count) : null;
  const value = halves === null ? array('value', Float32Array, count) : new Float32Array(count);
  for (let n = 0; halves !== null && n < count; n++) value[n] = halves[n] / 2;
  const item =
    'item16' in arrays
      ? new Int32Array(array('item16', Uint16Array, count))
      : array('item', Int32Array, count);
  return { item, value };
}

/** Stores the data set. */
export const datasetStore = artifactStore<Dataset>({
  name: 'dataset',
  encode({ ratings, imported, statistics, links, ...rest }) {
    const { users, rowStart, time } = ratings;
    const meta: Meta = { ...rest, users, ...(imported && { brought: imported }) };
    const known = {
      ...(statistics && { worldCount: statistics.count, worldMean: statistics.mean }),
      ...(links && { imdb: links.imdb, tmdb: links.tmdb }),
    };
    return { meta: { ...meta }, arrays: { rowStart, ...narrowColumns(ratings), time, ...known } };
  },
  decode({ meta, arrays, array }) {
    // A frame of another shape was written by a version that is gone: the data set can be fetched again.
    if (!isMeta(meta)) return null;
    const { users, brought, ...rest } = meta;
    const count = rest.report.ratings;
    const items = rest.movies.length;
    const hasStatistics = 'worldCount' in arrays;
    const hasLinks = 'imdb' in arrays;
    return {
      ...rest,
      ...(brought && { imported: brought }),
      ratings: {
        users,
        items,
        rowStart: array('rowStart', Int32Array, users + 1),
        ...wideColumns(arrays, array, count),
        time: array('time', Uint32Array, count),
      },
      ...(hasStatistics && {
        statistics: {
          count: array('worldCount', Int32Array, items),
          mean: array('worldMean', Float32Array, items),
        },
      }),
      ...(hasLinks && {
        links: { imdb: array('imdb', Int32Array, items), tmdb: array('tmdb', Int32Array, items) },
      }),
    };
  },
});
