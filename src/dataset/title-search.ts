import MiniSearch from 'minisearch';
import { createPause } from '../base/scheduling.ts';
import type { Movie } from './dataset.ts';

const ARTICLES: ReadonlySet<string> = new Set(['the', 'a', 'an']);

interface Document {
  readonly id: number;
  readonly title: string;
  readonly also: string;
  readonly year: string;
}

/** Sequels are looked for with either number; only read so in titles, as "vi" may become "Vicky". */
const ROMAN: ReadonlyMap<string, string> = new Map([
  ['ii', '2'],
  ['iii', '3'],
  ['iv', '4'],
  ['v', '5'],
  ['vi', '6'],
  ['vii', '7'],
  ['viii', '8'],
]);

/** How well the worst of the query's words is met; a smaller number is better. */
const Quality = { wholeTitle: 0, wholeWords: 1, beginnings: 2, similar: 3 } as const;

/** Search by title. */
export interface TitleSearch {
  /** At most `limit` item indices, best first. */
  find(query: string, limit: number): number[];
  /** Reads all titles piece by piece, with turns for other work between; `find` reads what is left at once. */
  prepare(): Promise<void>;
}

/** Titles read at a time. */
const PIECE = 100;
/** Words shorter than this must be right to the letter; a query of one such word needs no index. */
const FUZZY_FROM = 4;

/**
 * Search by title, forgiving: accents, case, articles, word order, unfinished words and small misspellings do
 * not matter, other titles count, and a year may be added. Movies whose title is the query come first, then
 * those with its words, then those with words that begin so, each by popularity; similar words last.
 * @param popularity `[movies]` any measure, such as the number of ratings
 */
export function createTitleSearch(movies: readonly Movie[], popularity: ArrayLike<number>): TitleSearch {
  const index = new MiniSearch<Document>({
    fields: ['title', 'also', 'year'],
    tokenize: wordsOf,
    processTerm: (word) => [word, ROMAN.get(word) ?? ''],
  });
  const known = [...movies.keys()].sort((a, b) => popularity[b] - popularity[a]);
  const terms: (readonly string[])[] = [];
  const names: (readonly string[])[] = [];

  function readUpTo(end: number): void {
    for (let id = terms.length; id < end; id++) {
      const { title, alsoKnownAs = [], year } = movies[id];
      const document = { id, title, also: alsoKnownAs.join(' '), year: year === null ? '' : String(year) };
      index.add(document);
      names.push(namesOf(movies[id]));
      const words = wordsOf(`${title} ${document.also} ${document.year}`);
      terms.push([...words, ...words.flatMap((word) => ROMAN.get(word) ?? [])]);
    }
  }

  const search = (words: readonly string[], combineWith: 'AND' | 'OR') =>
    index.search(words.join(' '), {
      combineWith,
      processTerm: (word) => word,
      prefix: true,
      fuzzy: editsIn,
      // Decides among similar words; logarithms, so that fame does not bury a better match.
      boostDocument: (id) => 1 + Math.log2(1 + Math.max(0, popularity[id])),
    });

  /** Thousands of films have a word that begins with one letter: looking at every word is ten times faster than scoring them. */
  function beginning(word: string, wanted: string, limit: number): number[] {
    const found: [number[], number[], number[]] = [[], [], []];
    for (const id of known) {
      if (!terms[id].some((term) => term.startsWith(word))) continue;
      if (names[id].includes(wanted)) found[Quality.wholeTitle].push(id);
      else if (terms[id].includes(word)) found[Quality.wholeWords].push(id);
      else found[Quality.beginnings].push(id);
    }
    return found.flat().slice(0, limit);
  }

  return {
    async prepare() {
      const pause = createPause();
      while (terms.length < movies.length) {
        readUpTo(Math.min(movies.length, terms.length + PIECE));
        await pause();
      }
    },
    find(query, limit) {
      readUpTo(movies.length);
      const asked = wordsOf(query);
      const words = withoutArticles(asked);
      if (words.length === 0) return [];
      const wanted = sorted(asked);
      if (words.length === 1 && words[0].length < FUZZY_FROM) return beginning(words[0], wanted, limit);
      const all = search(words, 'AND');
      const results = all.length > 0 ? all : search(words, 'OR');
      const ranked = results.map((result) => {
        const id: number = result.id;
        const isWhole = names[id].includes(wanted);
        return {
          id,
          score: result.score,
          quality: isWhole ? Quality.wholeTitle : qualityOf(words, result.terms),
        };
      });
      ranked.sort((a, b) => {
        if (a.quality !== b.quality) return a.quality - b.quality;
        if (a.quality === Quality.similar) return b.score - a.score;
        return popularity[b.id] - popularity[a.id];
      });
      return ranked.slice(0, limit).map(({ id }) => id);
    },
  };
}

/**
 * How many letters may be wrong; two from six letters on, as swapping neighbours counts as two. Numbers must
 * be right.
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

/** Everything that counts as the whole title of a movie, see {@link sorted}. */
function namesOf({ title, alsoKnownAs = [], year }: Movie): string[] {
  const names = [title, ...alsoKnownAs].map(wordsOf);
  return year === null
    ? names.map(sorted)
    : names.flatMap((words) => [sorted(words), sorted([...words, String(year)])]);
}

/** Lower case without accents, cut at everything that is neither letter nor digit; "ocean's" stays one word. */
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

export function withoutArticles(words: readonly string[]): readonly string[] {
  const kept = words.filter((word) => !ARTICLES.has(word));
  return kept.length > 0 ? kept : words;
}

/** Equal for texts of the same words, whatever their order and articles. */
function sorted(words: readonly string[]): string {
  return withoutArticles(words).toSorted().join(' ');
}
