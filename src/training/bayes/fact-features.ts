import type { MovieFacts } from '../../dataset/movie-facts.ts';
import type { FeatureGroup } from '../../protocol/training-messages.ts';

/** The groups of columns that are made of details. */
type FactFeature = Extract<FeatureGroup, 'directors' | 'cast' | 'languages' | 'countries'>;

/** One group of columns and its entries, as side-information.ts puts them side by side. */
interface FactGroup {
  readonly group: FactFeature;
  readonly columns: number;
  entries(row: number, add: (column: number, value: number) => void): void;
}

/** A person of fewer movies gets no column: nothing could be learnt of them. */
const LEAST_MOVIES = 3;

const sources: readonly {
  readonly group: FactFeature;
  readonly least: number;
  readonly of: (facts: MovieFacts) => readonly string[];
}[] = [
  { group: 'directors', least: LEAST_MOVIES, of: ({ directors }) => directors },
  { group: 'cast', least: LEAST_MOVIES, of: ({ cast }) => cast },
  { group: 'languages', least: 1, of: ({ languages }) => languages },
  { group: 'countries', least: 1, of: ({ countries }) => countries },
];

/**
 * Movie features from details: who directed it, who plays in it, its languages and countries. Each of n members of a
 * movie has the value `1 / √n`, so that rows have length one.
 * @param details by movie, null where nothing is known; null altogether where there are none
 */
export function factGroups(
  details: readonly (MovieFacts | null)[] | null,
  groupNames: readonly FeatureGroup[],
): FactGroup[] {
  if (details === null) return [];
  return sources
    .filter(({ group }) => groupNames.includes(group))
    .map(({ group, least, of }) => {
      const rows = details.map((facts) => (facts === null ? [] : [...new Set(of(facts))]));
      const movies = new Map<string, number>();
      for (const row of rows) for (const name of row) movies.set(name, (movies.get(name) ?? 0) + 1);
      const names = [...movies]
        .filter(([, count]) => count >= least)
        .map(([name]) => name)
        .sort();
      const columnOf = new Map(names.map((name, column) => [name, column]));
      return {
        group,
        columns: names.length,
        entries: (row, add) => {
          const columns = rows[row].flatMap((name) => columnOf.get(name) ?? []);
          for (const column of columns) add(column, 1 / Math.sqrt(columns.length));
        },
      };
    });
}
