import MiniSearch from 'minisearch';
import type { Movie } from './dataset.ts';

const ARTICLES: ReadonlySet<string> = new Set(['the', 'a', 'an']);

interface Document {
  readonly id: number;
  readonly title: string;
  readonly also: string;
  readonly year: string;
}

/**
 * Search by title, forgiving: accents, case, articles, their order, unfinished words and small misspellings do not matter, other
 * titles count, and a year may be added. Movies whose title is exactly the query come first, then the well-known.
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
    processTerm: (term) => term,
  });
  index.addAll(
    movies.map(({ title, alsoKnownAs = [], year }, id) => ({
      id,
      title,
      also: alsoKnownAs.join(' '),
      year: year === null ? '' : String(year),
    })),
  );
  const namesOf = ({ title, alsoKnownAs = [], year }: Movie) =>
    [title, ...alsoKnownAs].map(sortedWords).flatMap((name) => [name, sortedWords(`${name} ${year ?? ''}`)]);

  const find = (words: readonly string[], combineWith: 'AND' | 'OR') =>
    index.search(words.join(' '), {
      combineWith,
      prefix: true,
      fuzzy: (term) => (term.length < 4 || /\d/.test(term) ? false : 0.2),
      boost: { title: 2, year: 0.5 },
      weights: { fuzzy: 0.3, prefix: 0.7 },
      // Logarithms, so that fame decides between equally good matches and does not bury a better one.
      boostDocument: (id) => 1 + Math.log2(1 + Math.max(0, popularity[id])),
    });

  return (query, limit) => {
    const words = withoutArticles(wordsOf(query));
    if (words.length === 0) return [];
    const all = find(words, 'AND');
    const found: readonly { id: number; score: number }[] = all.length > 0 ? all : find(words, 'OR');
    const wanted = sortedWords(query);
    const exact = new Set(found.filter(({ id }) => namesOf(movies[id]).includes(wanted)).map(({ id }) => id));
    return found
      .map(({ id }) => id)
      .sort((a, b) => {
        if (exact.has(a) !== exact.has(b)) return exact.has(a) ? -1 : 1;
        return exact.has(a) ? popularity[b] - popularity[a] : 0;
      })
      .slice(0, limit);
  };
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
