import MiniSearch from 'minisearch';
import { once } from '../base/memoize.ts';
import { createBackgroundPause } from '../base/scheduling.ts';
import type { Movie } from './dataset.ts';
import { allBegin, allWhole, editsIn, FUZZY_FROM, MatchQuality } from './match-quality.ts';

const ARTICLES: ReadonlySet<string> = new Set(['the', 'a', 'an']);

/** A movie as the index sees it. */
interface Document {
  readonly id: number;
  readonly title: string;
  readonly also: string;
  readonly year: string;
}

/** Roman numerals in titles are indexed as digits, too. In a query they are not, because "vi" may become "Vicky". */
const ROMAN: ReadonlyMap<string, string> = new Map([
  ['ii', '2'],
  ['iii', '3'],
  ['iv', '4'],
  ['v', '5'],
  ['vi', '6'],
  ['vii', '7'],
  ['viii', '8'],
]);

/** Search by title. */
export interface TitleSearch {
  /** Returns at most `limit` item indices, best first. */
  find(query: string, limit: number): number[];
  /** Like `find`, with how well each title matches. */
  rank(query: string, limit: number): FoundTitle[];
  /**
   * Indexes all titles in pieces, with pauses for other work. `find` indexes the remaining titles at once.
   * @param signal gives it up; it rejects with the reason
   */
  prepare(signal?: AbortSignal): Promise<void>;
  /**
   * Indexes one more title of each movie in pieces, with pauses for other work; null where there is none. A title that
   * the movie has already is not indexed again.
   * @param signal as in `prepare`
   */
  addTitles(titles: readonly (string | null)[], signal?: AbortSignal): Promise<void>;
}

/** A movie that was found by its title. */
export interface FoundTitle {
  readonly item: number;
  readonly quality: MatchQuality;
}

/** Titles indexed between two pauses. */
const PIECE = 100;

/** The titles that are indexed so far, by item. */
interface IndexedTitles {
  /** All words of a movie, for matching. */
  readonly terms: (readonly string[])[];
  /** Everything that counts as the whole title of a movie, see `sorted`. */
  readonly names: (readonly string[])[];
  /** The movies of the documents that follow those of the movies, see `addTitles`. */
  readonly added: number[];
}

/**
 * Creates a tolerant search by title. Accents, case, articles, the order of words, unfinished words and small misspellings
 * do not matter, other titles count, and the query may contain the year. Movies whose whole title is the query come
 * first, then movies with its words, then movies with words that begin like its words, each by popularity. Movies with
 * similar words come last, and if no movie has all words, those with some of them. Nothing is indexed or sorted here, because the
 * first list of a visit would wait for it.
 * @param popularity `[movies]` any measure, such as the number of ratings
 */
export function createTitleSearch(movies: readonly Movie[], popularity: ArrayLike<number>): TitleSearch {
  const index = new MiniSearch<Document>({
    fields: ['title', 'also', 'year'],
    tokenize: wordsOf,
    processTerm: (word) => [word, ROMAN.get(word) ?? ''],
  });
  const byPopularity = once(() => [...movies.keys()].sort((a, b) => popularity[b] - popularity[a]));
  const titles: IndexedTitles = { terms: [], names: [], added: [] };
  const itemOf = (id: number): number => (id < movies.length ? id : titles.added[id - movies.length]);

  async function prepare(signal?: AbortSignal): Promise<void> {
    const pause = createBackgroundPause(signal);
    byPopularity();
    while (titles.terms.length < movies.length) {
      indexUpTo(index, movies, titles, titles.terms.length + PIECE);
      await pause();
    }
  }

  const search = (words: readonly string[], combineWith: 'AND' | 'OR') =>
    index.search(words.join(' '), {
      combineWith,
      processTerm: (word) => word,
      prefix: true,
      fuzzy: editsIn,
      // Popularity decides among similar words. The logarithm prevents it from hiding a better match.
      boostDocument: (id) => 1 + Math.log2(1 + Math.max(0, popularity[itemOf(Number(id))])),
    });

  function rank(query: string, limit: number): FoundTitle[] {
    indexUpTo(index, movies, titles, movies.length);
    const allWords = wordsOf(query);
    const words = withoutArticles(allWords);
    if (words.length === 0) return [];
    const name = sorted(allWords);
    if (words.length === 1 && words[0].length < FUZZY_FROM)
      return startingWith(words[0], name, byPopularity(), titles).slice(0, limit);
    const withAllWords = search(words, 'AND');
    const isPartial = withAllWords.length === 0;
    const results = isPartial ? search(words, 'OR') : withAllWords;
    const ranked = results.map(({ id, score, terms }) => {
      const item = itemOf(Number(id));
      if (titles.names[item].includes(name)) return { item, score, quality: MatchQuality.whole };
      return { item, score, quality: isPartial ? MatchQuality.someWords : qualityOf(words, terms) };
    });
    return onceEach(ranked.sort(bestFirst(popularity)), limit);
  }

  return {
    prepare,
    rank,
    find: (query, limit) => rank(query, limit).map(({ item }) => item),
    async addTitles(more, signal) {
      await prepare(signal);
      const pause = createBackgroundPause(signal);
      for (let item = 0; item < movies.length; item++)
        if (addTitle(index, movies, titles, item, more[item] ?? null)) await pause();
    },
  };
}

function indexUpTo(
  index: MiniSearch<Document>,
  movies: readonly Movie[],
  titles: IndexedTitles,
  end: number,
): void {
  for (let id = titles.terms.length; id < Math.min(movies.length, end); id++) {
    const { title, alsoKnownAs = [], year } = movies[id];
    const document = { id, title, also: alsoKnownAs.join(' '), year: year === null ? '' : String(year) };
    index.add(document);
    titles.names.push(namesOf([title, ...alsoKnownAs], year));
    titles.terms.push(termsOf(document));
  }
}

/** Indexes another title of a movie as a document of its own. @returns whether the movie did not have it yet */
function addTitle(
  index: MiniSearch<Document>,
  movies: readonly Movie[],
  { terms, names, added }: IndexedTitles,
  item: number,
  title: string | null,
): boolean {
  if (title === null) return false;
  const { year } = movies[item];
  const [name, ...withYear] = namesOf([title], year);
  if (name === '' || names[item].includes(name)) return false;
  const document = {
    id: movies.length + added.length,
    title,
    also: '',
    year: year === null ? '' : String(year),
  };
  index.add(document);
  added.push(item);
  names[item] = [...names[item], name, ...withYear];
  terms[item] = [...terms[item], ...termsOf(document)];
  return true;
}

function termsOf({ title, also, year }: Document): string[] {
  const words = wordsOf(`${title} ${also} ${year}`);
  return [...words, ...words.flatMap((word) => ROMAN.get(word) ?? [])];
}

/** A movie that was found. */
interface Result extends FoundTitle {
  readonly score: number;
}

/** Orders by quality, then similar words by score and all others by popularity. */
function bestFirst(popularity: ArrayLike<number>): (a: Result, b: Result) => number {
  return (a, b) => {
    if (a.quality !== b.quality) return a.quality - b.quality;
    if (a.quality >= MatchQuality.similar) return b.score - a.score;
    return popularity[b.item] - popularity[a.item];
  };
}

/** The first `limit` results without those of a movie that was found by a better title. */
function onceEach(results: readonly Result[], limit: number): FoundTitle[] {
  const found = new Map<number, FoundTitle>();
  for (const { item, quality } of results) {
    if (found.size === limit) break;
    if (!found.has(item)) found.set(item, { item, quality });
  }
  return [...found.values()];
}

/**
 * All movies with a word that starts with `word`, by quality, then by popularity. Thousands of movies have a word with a
 * certain first letter; looking at every word is ten times faster than scoring them by the index.
 * @param name the whole query, see `sorted`
 */
function startingWith(
  word: string,
  name: string,
  byPopularity: readonly number[],
  { terms, names }: IndexedTitles,
): FoundTitle[] {
  const { whole, wholeWords, beginnings } = MatchQuality;
  const found: [FoundTitle[], FoundTitle[], FoundTitle[]] = [[], [], []];
  for (const item of byPopularity) {
    if (!terms[item].some((term) => term.startsWith(word))) continue;
    const isWhole = names[item].includes(name);
    const quality = isWhole ? whole : terms[item].includes(word) ? wholeWords : beginnings;
    found[quality].push({ item, quality });
  }
  return found.flat();
}

function qualityOf(words: readonly string[], matched: readonly string[]): MatchQuality {
  if (allWhole(words, matched)) return MatchQuality.wholeWords;
  return allBegin(words, matched) ? MatchQuality.beginnings : MatchQuality.similar;
}

/** Everything that counts as the whole title of a movie: its titles, with the year or without, see {@link sorted}. */
function namesOf(titles: readonly string[], year: number | null): string[] {
  const names = titles.map(wordsOf);
  return year === null
    ? names.map(sorted)
    : names.flatMap((words) => [sorted(words), sorted([...words, String(year)])]);
}

/** The words of a text in lower case without accents; "ocean's" becomes "oceans". */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe')
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replace(/['’`]s\b/g, 's');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The words without articles; all words if there are only articles. */
export function withoutArticles(words: readonly string[]): readonly string[] {
  const others = words.filter((word) => !ARTICLES.has(word));
  return others.length > 0 ? others : words;
}

/** Normalises words to a text that is equal for the same words in any order and with any articles. */
function sorted(words: readonly string[]): string {
  return withoutArticles(words).toSorted().join(' ');
}
