import type { Movie } from './dataset.ts';
import { decodeEntities } from './exports/html-entities.ts';
import type { MovieLinks } from './movie-facts.ts';
import { parseTitle } from './title.ts';
import { looseTitleKey, strictTitleKey, titleKey } from './title-key.ts';

/** What is known of the movie that is searched. */
export interface MovieQuery {
  readonly movieId: number | null;
  readonly imdb: number | null;
  readonly tmdb: number | null;
  /** Each of them may be the title. */
  readonly titles: readonly string[];
  readonly year: number | null;
}

/** Item index; or that there is no such movie; or the movies that may be it, best first, of which a person chooses. */
export type MatchResult = number | 'unknown' | { readonly candidates: readonly number[] };

/** What helps to find movies beside their own titles. */
export interface MatchAids {
  readonly links?: MovieLinks | undefined;
  /** By item, another title of the movie, null where there is none. */
  readonly articles?: readonly (string | null)[] | undefined;
}

/** Item indices by normalised title. */
type Index = ReadonlyMap<string, readonly number[]>;

/** A query as it is compared. */
interface Asked {
  readonly keys: readonly string[];
  readonly looseKeys: readonly string[];
  readonly strictKeys: ReadonlySet<string>;
  readonly year: number | null;
}

/**
 * Creates a function that finds the movies of other services. An id decides if the years differ by one at most or are
 * unknown, else if the title agrees. Without an id the title decides; case, accents, articles, entities and the notation
 * of numbers do not matter. The year must be equal; it may differ by one if no other movie has the title and all words are
 * equal. A subtitle of three words or more matches in the same year, such as "The Empire Strikes Back". It never guesses:
 * if several movies fit, or the only one has another number at IMDb or TMDB, or less of it is equal, they are candidates.
 */
export function createMovieMatcher(
  movies: readonly Movie[],
  { links, articles }: MatchAids = {},
): (query: MovieQuery) => MatchResult {
  const findById = byIds(movies, links);
  const findByTitle = byTitles(movies, articles);
  return (query) => {
    const { year, asked } = askedFor(query);
    const sameIds = findById(query);
    const agreeing = sameIds.filter((item) => areNear(movies[item].year, year));
    const titled = sameIds.filter((item) => findByTitle.hasTitle(item, asked.keys));
    const identified = new Set(agreeing.length > 1 && titled.length > 0 ? titled : [...agreeing, ...titled]);
    if (identified.size === 1) return [...identified][0];
    if (identified.size > 1) return { candidates: [...identified] };
    const found = findByTitle.find(asked);
    return typeof found === 'number' && contradicts(query, links, found) ? { candidates: [found] } : found;
  };
}

/** Titles as services write them may hold entities, the year, other titles in parentheses, and the article at the end. */
function askedFor({ titles, year }: MovieQuery): { readonly year: number | null; readonly asked: Asked } {
  const parsed = titles.map((title) => ({
    raw: decodeEntities(title),
    ...parseTitle(decodeEntities(title)),
  }));
  const all = new Set(parsed.flatMap(({ raw, title, alsoKnownAs }) => [title, raw, ...alsoKnownAs]));
  const written = parsed.map((one) => one.year).find((one) => one !== null) ?? null;
  const keysBy = (keyOf: (title: string) => string) => [
    ...new Set([...all].map(keyOf).filter((key) => key !== '')),
  ];
  const known = year ?? written;
  return {
    year: known,
    asked: {
      keys: keysBy(titleKey),
      looseKeys: keysBy(looseTitleKey),
      strictKeys: new Set(keysBy(strictTitleKey)),
      year: known,
    },
  };
}

/** Finds the items with one of the ids of a query. */
function byIds(
  movies: readonly Movie[],
  links: MovieLinks | undefined,
): (query: MovieQuery) => readonly number[] {
  const byId = new Map(movies.map(({ id }, item) => [id, item]));
  const [byImdb, byTmdb] = [indexOfIds(links?.imdb), indexOfIds(links?.tmdb)];
  return ({ movieId, imdb, tmdb }) => {
    const own = movieId === null ? undefined : byId.get(movieId);
    return [
      ...new Set([
        ...((imdb !== null && byImdb.get(imdb)) || []),
        ...((tmdb !== null && byTmdb.get(tmdb)) || []),
        ...(own === undefined ? [] : [own]),
      ]),
    ];
  };
}

function indexOfIds(ids: Int32Array | undefined): ReadonlyMap<number, readonly number[]> {
  const index = new Map<number, number[]>();
  ids?.forEach((id, item) => {
    if (id > 0) index.set(id, [...(index.get(id) ?? []), item]);
  });
  return index;
}

/** Whether a movie that the title found has another number than the query: it is another movie of that title, or an old number. */
function contradicts({ imdb, tmdb }: MovieQuery, links: MovieLinks | undefined, item: number): boolean {
  const differs = (asked: number | null, known: number | undefined) =>
    asked !== null && known !== undefined && known > 0 && known !== asked;
  if (imdb !== null && (links?.imdb[item] ?? 0) > 0) return differs(imdb, links?.imdb[item]);
  return differs(tmdb, links?.tmdb[item]);
}

/** Finds movies by title and year. */
function byTitles(movies: readonly Movie[], articles: readonly (string | null)[] | undefined) {
  const alsoKnown = ({ alsoKnownAs = [] }: Movie, item: number) => {
    const article = articles?.[item] ?? null;
    return article === null ? alsoKnownAs : [...alsoKnownAs, article];
  };
  const byTitle = indexOf(movies, titleKey, ({ title }) => [title]);
  const byAlias = indexOf(movies, titleKey, alsoKnown);
  const byPart = indexOf(movies, titleKey, ({ title }) => partsOf(title));
  const bySubtitle = indexOf(movies, titleKey, ({ title }) => partsOf(title).slice(1).filter(isLong));
  const byLoose = indexOf(movies, looseTitleKey, (movie, item) => [movie.title, ...alsoKnown(movie, item)]);

  const titlesOf = (item: number) => [movies[item].title, ...alsoKnown(movies[item], item)];

  const find = ({ keys, looseKeys, strictKeys, year }: Asked): MatchResult => {
    const inYear = (item: number) => movies[item].year === year;
    // A whole title does not match a part of another one: "Possession" is not "Amityville II: The Possession".
    const asPart = (item: number) => inYear(item) && !keys.some((key) => byTitle.has(key));
    const isNear = (item: number) => areNear(movies[item].year, year);
    const isOnly = (item: number, same: readonly number[]) =>
      same.length === 1 &&
      isNear(item) &&
      titlesOf(item).some((title) => strictKeys.has(strictTitleKey(title)));
    for (const [index, words, fits] of [
      [byTitle, keys, inYear],
      [byAlias, keys, inYear],
      [byTitle, keys, isOnly],
      [byAlias, keys, isOnly],
      [byLoose, looseKeys, inYear],
      [bySubtitle, keys, asPart],
    ] as const) {
      const fitting = new Set(
        words.flatMap((key) => {
          const same = index.get(key) ?? [];
          return same.filter((item) => fits(item, same));
        }),
      );
      if (fitting.size === 1) return [...fitting][0];
      if (fitting.size > 1) return { candidates: [...fitting] };
    }
    const near = [byTitle, byAlias].flatMap((index) => keys.flatMap((key) => index.get(key) ?? []));
    const parts = keys.flatMap((key) => byPart.get(key) ?? []).filter(asPart);
    const candidates = [...new Set([...near.filter(isNear), ...parts])];
    return candidates.length === 0 ? 'unknown' : { candidates };
  };
  return {
    find,
    hasTitle: (item: number, keys: readonly string[]) =>
      [byTitle, byAlias, byPart].some((index) => keys.some((key) => index.get(key)?.includes(item))),
  };
}

/** Whether two years differ by at most one; an unknown year fits any. */
function areNear(a: number | null, b: number | null): boolean {
  return a === null || b === null || Math.abs(a - b) <= 1;
}

function indexOf(
  movies: readonly Movie[],
  keyOf: (title: string) => string,
  titlesOf: (movie: Movie, item: number) => readonly string[],
): Index {
  const index = new Map<string, number[]>();
  for (const [item, movie] of movies.entries()) {
    for (const key of new Set(titlesOf(movie, item).map(keyOf))) {
      if (key === '') continue;
      const same = index.get(key);
      if (same === undefined) index.set(key, [item]);
      else same.push(item);
    }
  }
  return index;
}

/** A short subtitle may be the title of another movie: "Steve Jobs". */
function isLong(part: string): boolean {
  return part.trim().split(/\s+/).length >= 3;
}

/** The parts of a title around a colon or a dash; empty if there is neither. */
function partsOf(title: string): readonly string[] {
  const parts = title.split(/:\s|\s[-–—]\s/);
  return parts.length > 1 ? parts.filter((part) => part.length > 3) : [];
}
