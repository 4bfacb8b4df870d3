import * as v from 'valibot';
import { countSchema, parseOrNull } from '../../base/schemas.ts';
import { finish, type Steps } from '../../base/steps.ts';
import type { Dataset, Ratings } from '../../dataset/dataset.ts';
import { countHalfStarsSteps } from '../../dataset/statistics.ts';
import { MANY_USERS } from '../../recommenders/models/ease-descriptor.ts';
import type { Column } from '../database/columns.ts';
import type { DataReader } from '../database/generations.ts';
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
  let isExact = true;
  for (let n = 0; n < value.length; n++) {
    const halves = value[n] * 2;
    halfStars[n] = halves;
    if (halfStars[n] !== halves) isExact = false;
  }
  return {
    ...(items <= SMALL ? { item16: new Uint16Array(item) } : { item }),
    ...(isExact ? { halfStars } : { value }),
  };
}

/** What of a data set is one for each rating or user. */
const OF_RATINGS: ReadonlySet<string> = new Set(['rowStart', 'item16', 'item', 'halfStars', 'value', 'time']);

/**
 * From so many ratings on the counts of each movie are stored as well: with them a visit opens before the ratings are read,
 * which takes 0.2 s for each million on a busy machine.
 */
export const COUNTED_FROM = 2e6;

/** What opens a visit before the ratings are read; nothing where that is quick, or where EASE is read with the ratings. */
function* headColumns(ratings: Ratings): Steps<Partial<Record<'halfStarsByItem', Int32Array>>> {
  if (ratings.item.length < COUNTED_FROM || ratings.users < MANY_USERS) return {};
  const halfStarsByItem = yield* countHalfStarsSteps(ratings);
  return halfStarsByItem === null ? {} : { halfStarsByItem };
}

/**
 * The data set as it will be read back: where the counts of its movies are stored, with them. They are counted once then. In
 * steps of some milliseconds.
 */
export function* withCountsSteps(dataset: Dataset): Steps<Dataset> {
  const counted = yield* headColumns(dataset.ratings);
  return 'halfStarsByItem' in counted ? { ...dataset, ratings: { ...dataset.ratings, ...counted } } : dataset;
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

/**
 * Stores the data set. Read without `OF_RATINGS`, it has users without ratings, whose counts are known; null where they
 * were not stored.
 */
export const datasetStore = artifactStore<Dataset>({
  name: 'dataset',
  encode({ ratings, imported, statistics, links, ...rest }) {
    const { users, rowStart, time } = ratings;
    const meta: Meta = { ...rest, users, ...(imported && { brought: imported }) };
    const known = {
      ...(statistics && { worldCount: statistics.count, worldMean: statistics.mean }),
      ...(links && { imdb: links.imdb, tmdb: links.tmdb }),
    };
    return {
      meta: { ...meta },
      arrays: { rowStart, ...narrowColumns(ratings), time, ...finish(headColumns(ratings)), ...known },
    };
  },
  decode({ meta, arrays, array }) {
    // A frame of another shape was written by a version that is gone: the data set can be fetched again.
    if (!isMeta(meta)) return null;
    const { users, brought, ...rest } = meta;
    const items = rest.movies.length;
    const ratings = ratingsOf({ arrays, array }, { users, items, count: rest.report.ratings });
    if (ratings === null) return null;
    const hasStatistics = 'worldCount' in arrays;
    const hasLinks = 'imdb' in arrays;
    return {
      ...rest,
      ...(brought && { imported: brought }),
      ratings,
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

/** The data set without its ratings, whose counts are known; null where they were not stored. */
export function loadHead(data: DataReader): Promise<Dataset | null> {
  return datasetStore.load(data, undefined, { without: OF_RATINGS, needs: 'halfStarsByItem' });
}

/** The ratings, or users without any where they were not read; null where then nothing is known of them. */
function ratingsOf(
  { arrays, array }: Pick<StoredArtifact, 'arrays' | 'array'>,
  { users, items, count }: { readonly users: number; readonly items: number; readonly count: number },
): Ratings | null {
  const isCounted = 'halfStarsByItem' in arrays;
  const counted = isCounted && { halfStarsByItem: array('halfStarsByItem', Int32Array, items * 10) };
  if ('rowStart' in arrays) {
    return {
      users,
      items,
      rowStart: array('rowStart', Int32Array, users + 1),
      ...wideColumns(arrays, array, count),
      time: array('time', Uint32Array, count),
      ...counted,
    };
  }
  if (!isCounted) return null;
  return {
    users,
    items,
    rowStart: new Int32Array(users + 1),
    item: new Int32Array(0),
    value: new Float32Array(0),
    time: new Uint32Array(0),
    ...counted,
  };
}
