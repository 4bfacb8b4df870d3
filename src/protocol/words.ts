/** What the items of a data set are called in texts, whoever makes the text: the page or the worker. */
import type { Subject } from './dataset-messages.ts';

export interface Words {
  readonly one: string;
  readonly many: string;
  /** As the first word of a heading. */
  readonly Many: string;
  readonly One: string;
  /** What a taste is in: "my taste in books". */
  readonly kind: string;
}

const movieWords: Words = { one: 'film', many: 'films', One: 'Film', Many: 'Films', kind: 'films' };
const titleWords = { one: 'title', many: 'titles', One: 'Title', Many: 'Titles' };

const wordsBySubject: Readonly<Record<Subject, Words>> = {
  films: movieWords,
  books: { ...titleWords, kind: 'books' },
  games: { ...titleWords, kind: 'games' },
  music: { ...titleWords, kind: 'music' },
  other: { ...titleWords, kind: 'titles' },
};

/** The words for what a data set is of; those for movies where it does not say. */
export function wordsOf(subject: Subject | undefined): Words {
  return wordsBySubject[subject ?? 'films'];
}

/** Tables of texts whose words were exchanged already. */
const tablesOf = new WeakMap<Words, WeakMap<object, unknown>>();

/**
 * A text, or a table of texts, with other words in place of "film" and "films". It is for texts that are written down as
 * a whole: a text into which a title, a name or a file name is put takes the words as an argument instead, because they
 * may contain the word as well. Functions in a table stay as they are. For movies the same table is returned, for other
 * data sets one that is made once.
 */
export function inWords<T>(texts: T, words: Words): T;
export function inWords(texts: unknown, words: Words): unknown {
  if (words === movieWords) return texts;
  if (typeof texts === 'string') return exchanged(texts, words);
  if (typeof texts !== 'object' || texts === null) return texts;
  const tables = tablesOf.get(words) ?? new WeakMap<object, unknown>();
  tablesOf.set(words, tables);
  const known = tables.get(texts);
  if (known !== undefined) return known;
  const table = Array.isArray(texts)
    ? texts.map((text) => inWords<unknown>(text, words))
    : Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, inWords<unknown>(text, words)]));
  tables.set(texts, table);
  return table;
}

function exchanged(text: string, { one, many, One, Many }: Words): string {
  const byWord = new Map([
    [movieWords.one, one],
    [movieWords.many, many],
    [movieWords.One, One],
    [movieWords.Many, Many],
  ]);
  return text.replace(/\bfilms?\b/gi, (word) => byWord.get(word) ?? word);
}
