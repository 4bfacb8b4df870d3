import MiniSearch from 'minisearch';
import { createPause } from '../base/scheduling.ts';
import type { Movie } from './dataset.ts';

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

/** How well the worst-matching word of the query matches; a smaller number is better. */
const Quality = { wholeTitle: 0, wholeWords: 1, beginnings: 2, similar: 3 } as const;

/** Search by title. */
export interface TitleSearch {
  /** Returns at most `limit` item indices, best first. */
  find(query: string, limit: number): number[];
  /** Indexes all titles in pieces, with pauses for other work. `find` indexes the remaining titles at once. */
  prepare(): Promise<void>;
}

/** Titles indexed between two pauses. */
const PIECE = 100;
/** Shorter words may have no misspelling, and a query of a single shorter word does not need the index. */
const FUZZY_FROM = 4;

/** The titles that are indexed so far, by item. */
interface IndexedTitles {
  /** All words of a movie, for matching. */
  readonly terms: (readonly string[])[];
  /** Everything that counts as the whole title of a movie, see `sorted`. */
  readonly names: (readonly string[])[];
}

/**
 * Creates a tolerant search by title. Accents, case, articles, the order of words, unfinished words and small misspellings
 * do not matter, other titles count, and the query may contain the year. Movies whose whole title is the query come
 * first, then movies with its words, then movies with words that begin like its words, each by popularity. Movies with
 * similar words come last.
 * @param popularity `[movies]` any measure, such as the number of ratings
 */
export function createTitleSearch(movies: readonly Movie[], popularity: ArrayLike<number>): TitleSearch {
  const index = new MiniSearch<Document>({
    fields: ['title', 'also', 'year'],
    tokenize: wordsOf,
    processTerm: (word) => [word, ROMAN.get(word) ?? ''],
  });
  const byPopularity = [...movies.keys()].sort((a, b) => popularity[b] - popularity[a]);
  const titles: IndexedTitles = { terms: [], names: [] };

  function indexUpTo(end: number): void {
    for (let id = titles.terms.length; id < end; id++) {
      const { title, alsoKnownAs = [], year } = movies[id];
      const document = { id, title, also: alsoKnownAs.join(' '), year: year === null ? '' : String(year) };
      index.add(document);
      titles.names.push(namesOf(movies[id]));
      const words = wordsOf(`${title} ${document.also} ${document.year}`);
      titles.terms.push([...words, ...words.flatMap((word) => ROMAN.get(word) ?? [])]);
    }
  }

  const search = (words: readonly string[], combineWith: 'AND' | 'OR') =>
    index.search(words.join(' '), {
      combineWith,
      processTerm: (word) => word,
      prefix: true,
      fuzzy: editsIn,
      // Popularity decides among similar words. The logarithm prevents it from hiding a better match.
      boostDocument: (id) => 1 + Math.log2(1 + Math.max(0, popularity[id])),
    });

  return {
    async prepare() {
      const pause = createPause();
      while (titles.terms.length < movies.length) {
        indexUpTo(Math.min(movies.length, titles.terms.length + PIECE));
        await pause();
      }
    },
    find(query, limit) {
      indexUpTo(movies.length);
      const allWords = wordsOf(query);
      const words = withoutArticles(allWords);
      if (words.length === 0) return [];
      const name = sorted(allWords);
      if (words.length === 1 && words[0].length < FUZZY_FROM)
        return startingWith(words[0], name, byPopularity, titles).slice(0, limit);
      const withAllWords = search(words, 'AND');
      const results = withAllWords.length > 0 ? withAllWords : search(words, 'OR');
      const ranked = results.map(({ id, score, terms }) => {
        const isWhole = titles.names[id].includes(name);
        return { id: Number(id), score, quality: isWhole ? Quality.wholeTitle : qualityOf(words, terms) };
      });
      return ranked
        .sort(bestFirst(popularity))
        .slice(0, limit)
        .map(({ id }) => id);
    },
  };
}

/** A movie that was found. */
interface Result {
  readonly id: number;
  readonly score: number;
  readonly quality: number;
}

/** Orders by quality, then similar words by score and all others by popularity. */
function bestFirst(popularity: ArrayLike<number>): (a: Result, b: Result) => number {
  return (a, b) => {
    if (a.quality !== b.quality) return a.quality - b.quality;
    if (a.quality === Quality.similar) return b.score - a.score;
    return popularity[b.id] - popularity[a.id];
  };
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
): number[] {
  const found: [number[], number[], number[]] = [[], [], []];
  for (const id of byPopularity) {
    if (!terms[id].some((term) => term.startsWith(word))) continue;
    if (names[id].includes(name)) found[Quality.wholeTitle].push(id);
    else if (terms[id].includes(word)) found[Quality.wholeWords].push(id);
    else found[Quality.beginnings].push(id);
  }
  return found.flat();
}

/**
 * The number of letters that may be wrong in a word: two from six letters on, because swapped neighbours count as two.
 * Words with digits must be right.
 */
function editsIn(word: string): number {
  if (word.length < FUZZY_FROM || /\d/.test(word)) return 0;
  return word.length < 6 ? 1 : 2;
}

function qualityOf(words: readonly string[], matched: readonly string[]): number {
  if (words.every((word) => matched.includes(word))) return Quality.wholeWords;
  const begins = words.every((word) => matched.some((term) => term.startsWith(word)));
  return begins ? Quality.beginnings : Quality.similar;
}

/** Everything that counts as the whole title of a movie: its titles, with the year or without, see {@link sorted}. */
function namesOf({ title, alsoKnownAs = [], year }: Movie): string[] {
  const names = [title, ...alsoKnownAs].map(wordsOf);
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
