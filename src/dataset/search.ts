import MiniSearch from 'minisearch';
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

/**
 * Search by title, forgiving: accents, case, articles, word order, unfinished words and small misspellings do
 * not matter, other titles count, and a year may be added. Movies whose title is the query come first, then
 * those with its words, then those with words that begin so, each by popularity; similar words last.
 * @param popularity `[movies]` any measure, such as the number of ratings
 * @returns a function from a query to at most `limit` item indices, best first
 */
export function createTitleSearch(
  movies: readonly Movie[],
  popularity: ArrayLike<number>,
): (query: string, limit: number) => number[] {
  const index = new MiniSearch<Document>({
    fields: ['title', 'also', 'year'],
    tokenize: wordsOf,
    processTerm: (word) => [word, ROMAN.get(word) ?? ''],
  });
  index.addAll(
    movies.map(({ title, alsoKnownAs = [], year }, id) => {
      return { id, title, also: alsoKnownAs.join(' '), year: year === null ? '' : String(year) };
    }),
  );

  const find = (words: readonly string[], combineWith: 'AND' | 'OR') =>
    index.search(words.join(' '), {
      combineWith,
      processTerm: (word) => word,
      prefix: true,
      fuzzy: editsIn,
      // Decides among similar words; logarithms, so that fame does not bury a better match.
      boostDocument: (id) => 1 + Math.log2(1 + Math.max(0, popularity[id])),
    });

  return (query, limit) => {
    const words = withoutArticles(wordsOf(query));
    if (words.length === 0) return [];
    const all = find(words, 'AND');
    const results = all.length > 0 ? all : find(words, 'OR');
    const wanted = sortedWords(query);
    const ranked = results.map((result) => {
      const id: number = result.id;
      const isWhole = namesOf(movies[id]).includes(wanted);
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
  };
}

/**
 * How many letters may be wrong; two from six letters on, as swapping neighbours counts as two. Numbers must
 * be right.
 */
function editsIn(word: string): number {
  if (word.length < 4 || /\d/.test(word)) return 0;
  return word.length < 6 ? 1 : 2;
}

function qualityOf(words: readonly string[], matched: readonly string[]): number {
  if (words.every((word) => matched.includes(word))) return Quality.wholeWords;
  const begins = words.every((word) => matched.some((term) => term.startsWith(word)));
  return begins ? Quality.beginnings : Quality.similar;
}

/** Everything that counts as the whole title of a movie, see {@link sortedWords}. */
function namesOf({ title, alsoKnownAs = [], year }: Movie): string[] {
  const names = [title, ...alsoKnownAs];
  return [...names, ...names.map((name) => `${name} ${year ?? ''}`)].map(sortedWords);
}

/** Lower case without accents, cut at everything that is neither letter nor digit; "ocean's" stays one word. */
function wordsOf(text: string): string[] {
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

function withoutArticles(words: readonly string[]): readonly string[] {
  const kept = words.filter((word) => !ARTICLES.has(word));
  return kept.length > 0 ? kept : words;
}

/** Equal for texts of the same words, whatever their order, accents and articles. */
function sortedWords(text: string): string {
  return withoutArticles(wordsOf(text)).toSorted().join(' ');
}
