import type { Movie } from './dataset.ts';
import { withoutArticles, wordsOf } from './title-search.ts';

/** What is known of the film that is looked for. */
export interface MovieQuery {
  readonly movieId: number | null;
  /** Any of them may be its title. */
  readonly titles: readonly string[];
  readonly year: number | null;
}

/** Item index, or why there is none: no such film, or several that could be meant. */
export type MatchResult = number | 'unknown' | 'ambiguous';

type Index = ReadonlyMap<string, readonly number[]>;

const ROMAN = ['ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];

/** Nothing that tells films apart: "Romeo + Juliet", "Romeo & Juliet". */
const AND = new Set(['and']);

/**
 * Finds the films of other services. By MovieLens id only where the title agrees or none is given, as other data sets
 * number other films. Else by title, which may differ in case, accents, articles and how numbers are written: of the
 * same year; or of a year beside it, if no other film has that title; or by one part of a title of the same year, "The
 * Empire Strikes Back". Where several films could be meant, none is taken.
 */
export function createMovieMatcher(movies: readonly Movie[]): (wanted: MovieQuery) => MatchResult {
  const byId = new Map(movies.map(({ id }, item) => [id, item]));
  const byTitle = indexOf(movies, ({ title }) => [title]);
  const byAlias = indexOf(movies, ({ alsoKnownAs = [] }) => alsoKnownAs);
  const byPart = indexOf(movies, ({ title }) => partsOf(title));

  const hasTitle = (item: number, keys: readonly string[]) =>
    [byTitle, byAlias, byPart].some((index) => keys.some((key) => index.get(key)?.includes(item)));

  return ({ movieId, titles, year }) => {
    const keys = titles.map(keyOf).filter((key) => key !== '');
    const numbered = movieId === null ? undefined : byId.get(movieId);
    if (numbered !== undefined && (keys.length === 0 || hasTitle(numbered, keys))) return numbered;

    const inYear = (item: number) => movies[item].year === year;
    // What is a whole title is no part of another: "Possession" is not "Amityville II: The Possession".
    const asPart = (item: number) => inYear(item) && !keys.some((key) => byTitle.has(key));
    const isNear = (item: number, _: number, same: readonly number[]) =>
      same.length === 1 && near(movies[item].year, year);
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

/** A film without a year may be of any. */
function near(a: number | null, b: number | null): boolean {
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

/** What stands before and behind a colon or a dash; none where there is neither. */
function partsOf(title: string): readonly string[] {
  const parts = title.split(/:\s|\s[-–—]\s/);
  return parts.length > 1 ? parts.filter((part) => part.length > 3) : [];
}

/** Equal for titles that mean the same, "Oldboy" and "Old Boy" too. */
function keyOf(title: string): string {
  const words = wordsOf(title).filter((word) => !AND.has(word));
  return withoutArticles(words).map(asNumber).join('').replaceAll('colour', 'color');
}

/** "Rocky II" as "Rocky 2"; a first word is no number of a sequel: "V for Vendetta". */
function asNumber(word: string, place: number): string {
  const at = place === 0 ? -1 : ROMAN.indexOf(word);
  return at < 0 ? word : String(at + 2);
}
