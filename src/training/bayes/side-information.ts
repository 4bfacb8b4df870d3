import type { Steps } from '../../base/steps.ts';
import { byItemSteps, type Movie } from '../../dataset/dataset.ts';
import type { MovieFacts, WorldStatistics } from '../../dataset/movie-facts.ts';
import { type FeatureGroup, RATED_MOVIES } from '../../protocol/training-messages.ts';
import type { PosteriorModel, UserFeatureGroup } from '../../recommenders/models/factor-model.ts';
import { type FeatureSource, favouritesVector } from '../../recommenders/models/person-features.ts';
import { rowOf } from '../../recommenders/models/tfidf.ts';
import type { RatingPart } from '../split.ts';
import type { UserAttributes } from '../trainer.ts';
import { factGroups } from './fact-features.ts';

/**
 * Sparse features of the users or the movies, in CSR form. Column 0 is the intercept, one in every row; then come the
 * groups in order. In each group the values of a row have length about one.
 */
export interface FeatureMatrix {
  /** `[rows + 1]` */
  readonly start: Int32Array;
  /** `[entries]` */
  readonly index: Int32Array;
  /** `[entries]` */
  readonly value: Float32Array;
  readonly columns: number;
  /** The groups in the order of their columns, without the intercept. */
  readonly groups: readonly { readonly group: FeatureGroup; readonly columns: number }[];
}

/** One group of columns and its entries. */
interface Group {
  readonly group: FeatureGroup;
  readonly columns: number;
  /** Calls `add` for each entry of a row; columns count from 0 within the group. */
  entries(row: number, add: (column: number, value: number) => void): void;
}

/**
 * Features of the movies: genres as TF-IDF, decades, who rated the movie (the mirror image of SVD++, Rendle 2012), what
 * people elsewhere say of it, and who made it where. In steps of some milliseconds.
 * @param statistics null where the data set has none @param groupNames the groups to build
 * @param details of the movies, null where there are none
 */
export function* movieFeatures(
  part: RatingPart,
  { movies, tfidf }: FeatureSource,
  statistics: WorldStatistics | null,
  groupNames: readonly FeatureGroup[],
  details: readonly (MovieFacts | null)[] | null = null,
): Steps<FeatureMatrix> {
  const groups: Group[] = [];
  if (groupNames.includes('genres')) {
    groups.push({
      group: 'genres',
      columns: tfidf.genres.length,
      entries: (i, add) => {
        rowOf(tfidf, i).forEach((value, g) => {
          if (value !== 0) add(g, value);
        });
      },
    });
  }
  if (groupNames.includes('decades')) groups.push(decades(movies));
  groups.push(...factGroups(details, groupNames));
  if (groupNames.includes('raters')) {
    const { colStart, user } = yield* byItemSteps(part);
    groups.push(memberSets('raters', part.users, colStart, user));
  }
  if (groupNames.includes('statistics') && statistics !== null) groups.push(worldColumns(statistics));
  return yield* matrixOf(part.items, groups);
}

/**
 * Features of the users: favourite genres, attributes, and which movies they rated (SVD++, Koren 2008). In steps of some
 * milliseconds.
 * @param attributes null where the data set has none @param groupNames the groups to build
 */
export function* userFeatures(
  part: RatingPart,
  source: FeatureSource,
  attributes: UserAttributes | null,
  groupNames: readonly FeatureGroup[],
): Steps<FeatureMatrix> {
  const groups: Group[] = [];
  if (groupNames.includes('favourites')) {
    groups.push({
      group: 'favourites',
      columns: source.tfidf.genres.length,
      entries: (u, add) => {
        const [from, to] = [part.rowStart[u], part.rowStart[u + 1]];
        const ratings = { item: part.item.subarray(from, to), value: part.value.subarray(from, to) };
        favouritesVector(source, { ratings, genres: [] }).forEach((value, g) => {
          if (value !== 0) add(g, value);
        });
      },
    });
  }
  if (groupNames.includes('attributes') && attributes !== null) {
    groups.push({
      group: 'attributes',
      columns: attributes.columns,
      entries: (u, add) => {
        for (const column of attributes.of[u]) add(column, 1);
      },
    });
  }
  if (groupNames.includes(RATED_MOVIES))
    groups.push(memberSets(RATED_MOVIES, part.items, part.rowStart, part.item));
  return yield* matrixOf(part.users, groups);
}

/** The groups of a user matrix, by the names that a model has for them. */
export function userGroups({ groups }: FeatureMatrix): PosteriorModel['userFeatures'] {
  const ofUsers: readonly UserFeatureGroup[] = ['favourites', 'attributes', RATED_MOVIES];
  return groups.flatMap(({ group, columns }) => {
    const known = ofUsers.find((name) => name === group);
    return known === undefined ? [] : [{ group: known, columns }];
  });
}

function decades(movies: readonly Movie[]): Group {
  const decadeOf = (movie: Movie) => (movie.year === null ? null : Math.floor(movie.year / 10));
  const known = [...new Set(movies.map(decadeOf))].filter((decade) => decade !== null).sort((a, b) => a - b);
  const columnOf = new Map(known.map((decade, column) => [decade, column]));
  return {
    group: 'decades',
    columns: known.length,
    entries: (i, add) => {
      const decade = decadeOf(movies[i]);
      if (decade !== null) add(columnOf.get(decade) ?? 0, 1);
    },
  };
}

/** So many ratings at everyone's mean are added to those of a movie: its own noise against how much movies differ. */
const PRIOR_RATINGS = 5;

/** The shrunken mean of a movie's stars elsewhere and the logarithm of their number; both 0 where nothing is known. */
function worldColumns({ count, mean }: WorldStatistics): Group {
  const known = [...count.keys()].filter((i) => count[i] > 0);
  const ratings = known.reduce((sum, i) => sum + count[i], 0);
  const everyone = known.reduce((sum, i) => sum + count[i] * mean[i], 0) / Math.max(1, ratings);
  const columns = [
    standardised(known, (i) => (count[i] * mean[i] + PRIOR_RATINGS * everyone) / (count[i] + PRIOR_RATINGS)),
    standardised(known, (i) => Math.log(count[i])),
  ];
  return {
    group: 'statistics',
    columns: columns.length,
    entries: (i, add) => {
      if (count[i] === 0) return;
      columns.forEach((value, column) => {
        add(column, value(i) / Math.sqrt(columns.length));
      });
    },
  };
}

/** The values with mean 0 and deviation 1 over the given items. */
function standardised(items: readonly number[], raw: (item: number) => number): (item: number) => number {
  const mean = items.reduce((sum, i) => sum + raw(i), 0) / Math.max(1, items.length);
  const squares = items.reduce((sum, i) => sum + (raw(i) - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / Math.max(1, items.length)) || 1;
  return (item) => (raw(item) - mean) / deviation;
}

/** One row has a set of columns as members; each of n members has the value `1 / √n`. */
function memberSets(group: FeatureGroup, columns: number, start: Int32Array, member: Int32Array): Group {
  return {
    group,
    columns,
    entries: (row, add) => {
      const count = start[row + 1] - start[row];
      for (let n = start[row]; n < start[row + 1]; n++) add(member[n], 1 / Math.sqrt(count));
    },
  };
}

/** What a step costs, in entries; a row costs as much as so many, for the favourite genres of a user. */
const STEP = 20_000;
const PER_ROW = 200;

function* matrixOf(rows: number, groups: readonly Group[]): Steps<FeatureMatrix> {
  const start = new Int32Array(rows + 1);
  const entries = new Entries();
  let stepEnd = STEP;
  for (let r = 0; r < rows; r++) {
    entries.add(0, 1);
    let first = 1;
    for (const group of groups) {
      const before = first;
      group.entries(r, (column, weight) => entries.add(before + column, weight));
      first += group.columns;
    }
    start[r + 1] = entries.count;
    if (entries.count + PER_ROW * r < stepEnd) continue;
    stepEnd = entries.count + PER_ROW * r + STEP;
    yield;
  }
  return {
    start,
    ...entries.columns(),
    columns: groups.reduce((sum, { columns }) => sum + columns, 1),
    groups: groups.map(({ group, columns }) => ({ group, columns })),
  };
}

/** Entries of a matrix in columns that grow: plain arrays of millions of numbers are copied for a second. */
class Entries {
  count = 0;
  private index = new Int32Array(1024);
  private value = new Float32Array(1024);

  add(column: number, weight: number): void {
    if (this.count === this.index.length) this.grow();
    this.index[this.count] = column;
    this.value[this.count++] = weight;
  }

  columns(): Pick<FeatureMatrix, 'index' | 'value'> {
    return { index: this.index.slice(0, this.count), value: this.value.slice(0, this.count) };
  }

  private grow(): void {
    const { index, value } = this;
    this.index = new Int32Array(2 * this.count);
    this.index.set(index);
    this.value = new Float32Array(2 * this.count);
    this.value.set(value);
  }
}
