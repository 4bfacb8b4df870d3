import { byItem, type Movie } from '../../dataset/dataset.ts';
import type { PosteriorModel, UserFeatureGroup } from '../../recommenders/models/factor-model.ts';
import { type FeatureSource, favouritesVector } from '../../recommenders/models/person-features.ts';
import { rowOf } from '../../recommenders/models/tfidf.ts';
import type { RatingPart } from '../split.ts';
import type { FeatureGroup, UserAttributes } from '../trainer.ts';

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
 * Features of the movies: genres as TF-IDF, decades, and who rated the movie (the mirror image of SVD++, Rendle 2012).
 * @param groupNames the groups to build
 */
export function movieFeatures(
  part: RatingPart,
  { movies, tfidf }: FeatureSource,
  groupNames: readonly FeatureGroup[],
): FeatureMatrix {
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
  if (groupNames.includes('raters')) {
    const { colStart, user } = byItem(part);
    groups.push(memberSets('raters', part.users, colStart, user));
  }
  return matrixOf(part.items, groups);
}

/**
 * Features of the users: favourite genres, attributes, and which movies they rated (SVD++, Koren 2008).
 * @param attributes null where the data set has none @param groupNames the groups to build
 */
export function userFeatures(
  part: RatingPart,
  source: FeatureSource,
  attributes: UserAttributes | null,
  groupNames: readonly FeatureGroup[],
): FeatureMatrix {
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
  if (groupNames.includes('ratedFilms'))
    groups.push(memberSets('ratedFilms', part.items, part.rowStart, part.item));
  return matrixOf(part.users, groups);
}

/** The groups of a user matrix, by the names that a model has for them. */
export function userGroups({ groups }: FeatureMatrix): PosteriorModel['userFeatures'] {
  const ofUsers: readonly UserFeatureGroup[] = ['favourites', 'attributes', 'ratedFilms'];
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

function matrixOf(rows: number, groups: readonly Group[]): FeatureMatrix {
  const start = new Int32Array(rows + 1);
  const index: number[] = [];
  const value: number[] = [];
  for (let r = 0; r < rows; r++) {
    index.push(0);
    value.push(1);
    let first = 1;
    for (const { columns, entries } of groups) {
      entries(r, (column, weight) => {
        index.push(first + column);
        value.push(weight);
      });
      first += columns;
    }
    start[r + 1] = index.length;
  }
  return {
    start,
    index: Int32Array.from(index),
    value: Float32Array.from(value),
    columns: groups.reduce((sum, { columns }) => sum + columns, 1),
    groups: groups.map(({ group, columns }) => ({ group, columns })),
  };
}
