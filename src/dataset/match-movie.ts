import type { Movie } from './dataset.ts';
import { withoutArticles, wordsOf } from './title-search.ts';

/** What is known of the movie that is searched. */
export interface MovieQuery {
  readonly movieId: number | null;
  /** Each of them may be the title. */
  readonly titles: readonly string[];
  readonly year: number | null;
}

/** Item index, or why there is none: no such movie, or several that fit. */
export type MatchResult = number | 'unknown' | 'ambiguous';

/** Item indices by normalised title. */
type Index = ReadonlyMap<string, readonly number[]>;

/** Roman numerals from 2 on. */
const ROMAN = ['ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];

/** Words that do not distinguish movies: "Romeo + Juliet", "Romeo and Juliet". */
const IGNORED_WORDS = new Set(['and']);

/**
 * Creates a function that finds the movies of other services. A MovieLens id counts only if the title agrees or is
 * missing, because other data sets use the same ids for other movies. Otherwise the title decides; case, accents,
 * articles and the notation of numbers do not matter. The year must be equal; it may differ by one if no other movie has
 * the title. A part of a title matches in the same year, such as "The Empire Strikes Back". If several movies fit, none
 * is chosen.
 */
export function createMovieMatcher(movies: readonly Movie[]): (query: MovieQuery) => MatchResult {
  const byId = new Map(movies.map(({ id }, item) => [id, item]));
  const byTitle = indexOf(movies, ({ title }) => [title]);
  const byAlias = indexOf(movies, ({ alsoKnownAs = [] }) => alsoKnownAs);
  const byPart = indexOf(movies, ({ title }) => partsOf(title));

  const hasTitle = (item: number, keys: readonly string[]) =>
    [byTitle, byAlias, byPart].some((index) => keys.some((key) => index.get(key)?.includes(item)));

  return ({ movieId, titles, year }) => {
    const keys = titles.map(keyOf).filter((key) => key !== '');
    const sameId = movieId === null ? undefined : byId.get(movieId);
    if (sameId !== undefined && (keys.length === 0 || hasTitle(sameId, keys))) return sameId;

    const inYear = (item: number) => movies[item].year === year;
    // A whole title does not match a part of another one: "Possession" is not "Amityville II: The Possession".
    const asPart = (item: number) => inYear(item) && !keys.some((key) => byTitle.has(key));
    const isNear = (item: number, _: number, same: readonly number[]) =>
      same.length === 1 && areNear(movies[item].year, year);
    for (const [index, fits] of [
      [byTitle, inYear],
      [byAlias, inYear],
      [byTitle, isNear],
      [byAlias, isNear],
      [byPart, asPart],
    ] as const) {
      const fitting = new Set(keys.flatMap((key) => (index.get(key) ?? []).filter(fits)));
      if (fitting.size === 1) return [...fitting][0];
      if (fitting.size > 1) return 'ambiguous';
    }
    return year === null && keys.some((key) => byTitle.has(key)) ? 'ambiguous' : 'unknown';
  };
}

/** Whether two years differ by at most one; an unknown year fits any. */
function areNear(a: number | null, b: number | null): boolean {
  return a === null || b === null || Math.abs(a - b) <= 1;
}

function indexOf(movies: readonly Movie[], titlesOf: (movie: Movie) => readonly string[]): Index {
  const index = new Map<string, number[]>();
  for (const [item, movie] of movies.entries()) {
    for (const key of new Set(titlesOf(movie).map(keyOf))) {
      if (key === '') continue;
      const same = index.get(key);
      if (same === undefined) index.set(key, [item]);
      else same.push(item);
    }
  }
  return index;
}

/** The parts of a title around a colon or a dash; empty if there is neither. */
function partsOf(title: string): readonly string[] {
  const parts = title.split(/:\s|\s[-–—]\s/);
  return parts.length > 1 ? parts.filter((part) => part.length > 3) : [];
}

/** Normalises a title, so that "Oldboy" equals "Old Boy". */
function keyOf(title: string): string {
  const words = wordsOf(title).filter((word) => !IGNORED_WORDS.has(word));
  return withoutArticles(words).map(asNumber).join('').replaceAll('colour', 'color');
}

/** Writes "Rocky II" as "Rocky 2". The first word is never the number of a sequel: "V for Vendetta". */
function asNumber(word: string, place: number): string {
  const at = place === 0 ? -1 : ROMAN.indexOf(word);
  return at < 0 ? word : String(at + 2);
}
