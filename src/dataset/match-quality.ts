/** How well the worst-matching word of a query matches a title or a name; a smaller number is better. */
export const MatchQuality = {
  /** The query is the whole title or name. */
  whole: 0,
  /** All words of the query are there. */
  wholeWords: 1,
  /** All words of the query begin a word. */
  beginnings: 2,
  /** Some word is only similar. */
  similar: 3,
  /** Some word is not there at all. */
  someWords: 4,
} as const;
export type MatchQuality = (typeof MatchQuality)[keyof typeof MatchQuality];

/** Shorter words may have no misspelling, and a query of a single shorter word does not need the index of titles. */
export const FUZZY_FROM = 4;

/**
 * The number of letters that may be wrong in a word: two from six letters on, because swapped neighbours count as two.
 * Words with digits must be right.
 */
export function editsIn(word: string): number {
  if (word.length < FUZZY_FROM || /\d/.test(word)) return 0;
  return word.length < 6 ? 1 : 2;
}

/** Whether all words of a query are among the words. */
export function allWhole(query: readonly string[], words: readonly string[]): boolean {
  return query.every((word) => words.includes(word));
}

/** Whether every word of a query begins one of the words. */
export function allBegin(query: readonly string[], words: readonly string[]): boolean {
  return query.every((word) => words.some((other) => other.startsWith(word)));
}
