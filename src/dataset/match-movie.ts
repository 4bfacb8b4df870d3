import type { Pause } from '../base/scheduling.ts';
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
  /** Another title of the movie of an item; null where there is none. */
  readonly articleOf?: ((item: number) => string | null) | undefined;
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
 * @param pause awaited for every movie while the indexes are made; rejects with its reason
 */
export async function createMovieMatcher(
  movies: readonly Movie[],
  pause: Pause,
  { links, articleOf }: MatchAids = {},
): Promise<(query: MovieQuery) => MatchResult> {
  const findById = await byIds(movies, links, pause);
  const findByTitle = await byTitles(movies, articleOf, pause);
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
async function byIds(
  movies: readonly Movie[],
  links: MovieLinks | undefined,
  pause: Pause,
): Promise<(query: MovieQuery) => readonly number[]> {
  const byId = new Map<number, number>();
  const byImdb = new Map<number, number[]>();
  const byTmdb = new Map<number, number[]>();
  for (const [item, { id }] of movies.entries()) {
    await pause();
    byId.set(id, item);
    addTo(byImdb, links?.imdb[item] ?? 0, item);
    addTo(byTmdb, links?.tmdb[item] ?? 0, item);
  }
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

/** Adds an item under a key; 0 and the empty text are no keys. */
function addTo<Key extends number | string>(index: Map<Key, number[]>, key: Key, item: number): void {
  if (!key) return;
  const same = index.get(key);
  if (same === undefined) index.set(key, [item]);
  else same.push(item);
}

/** Whether a movie that the title found has another number than the query: it is another movie of that title, or an old number. */
function contradicts({ imdb, tmdb }: MovieQuery, links: MovieLinks | undefined, item: number): boolean {
  const differs = (asked: number | null, known: number | undefined) =>
    asked !== null && known !== undefined && known > 0 && known !== asked;
  if (imdb !== null && (links?.imdb[item] ?? 0) > 0) return differs(imdb, links?.imdb[item]);
  return differs(tmdb, links?.tmdb[item]);
}

/** The movies of a data set by all that their titles are compared by. */
interface TitleIndexes {
  readonly byTitle: Index;
  /** By the other titles of a movie. */
  readonly byAlias: Index;
  /** By the parts around a colon or a dash. */
  readonly byPart: Index;
  readonly bySubtitle: Index;
  readonly byLoose: Index;
}

async function indexTitles(
  movies: readonly Movie[],
  alsoKnown: (item: number) => readonly string[],
  pause: Pause,
): Promise<TitleIndexes> {
  const [byTitle, byAlias, byPart, bySubtitle, byLoose] = Array.from(
    { length: 5 },
    () => new Map<string, number[]>(),
  );
  const add = (index: Map<string, number[]>, keys: readonly string[], item: number) => {
    for (const key of new Set(keys)) addTo(index, key, item);
  };
  for (const [item, { title }] of movies.entries()) {
    await pause();
    const others = alsoKnown(item);
    const parts = partsOf(title);
    add(byTitle, [titleKey(title)], item);
    add(byAlias, others.map(titleKey), item);
    add(byPart, parts.map(titleKey), item);
    add(bySubtitle, parts.slice(1).filter(isLong).map(titleKey), item);
    add(byLoose, [title, ...others].map(looseTitleKey), item);
  }
  return { byTitle, byAlias, byPart, bySubtitle, byLoose };
}

/** Finds movies by title and year. */
async function byTitles(movies: readonly Movie[], articleOf: MatchAids['articleOf'], pause: Pause) {
  const alsoKnown = (item: number) => {
    const { alsoKnownAs = [] } = movies[item];
    const article = articleOf?.(item) ?? null;
    return article === null ? alsoKnownAs : [...alsoKnownAs, article];
  };
  const { byTitle, byAlias, byPart, bySubtitle, byLoose } = await indexTitles(movies, alsoKnown, pause);
  const titlesOf = (item: number) => [movies[item].title, ...alsoKnown(item)];

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

/** A short subtitle may be the title of another movie: "Steve Jobs". */
function isLong(part: string): boolean {
  return part.trim().split(/\s+/).length >= 3;
}

/** The parts of a title around a colon or a dash; empty if there is neither. */
function partsOf(title: string): readonly string[] {
  const parts = title.split(/:\s|\s[-–—]\s/);
  return parts.length > 1 ? parts.filter((part) => part.length > 3) : [];
}
