import { withoutArticles, wordsOf } from './title-search.ts';

/** Roman numerals from 2 on. */
const ROMAN = ['ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii', 'xiii'];
const WRITTEN = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
];
/** Words that do not distinguish movies: "Romeo + Juliet", "Romeo and Juliet". */
const IGNORED_WORDS = new Set(['and']);
/** Words before a number, by their abbreviations. */
const PARTS: ReadonlyMap<string, string> = new Map([
  ['vol', 'volume'],
  ['volume', 'volume'],
  ['pt', 'part'],
  ['part', 'part'],
  ['chap', 'chapter'],
  ['chapter', 'chapter'],
  ['ep', 'episode'],
  ['episode', 'episode'],
]);
/** Articles and joining words of other languages. */
const OTHER_ARTICLES = new Set(
  'le la les l un une des el los las lo il gli i der die das den ein eine het de een det den en ett os as o et und y e'.split(
    ' ',
  ),
);

/** A title without case, accents, articles, punctuation and spaces, with numbers as digits: "Old Boy" equals "Oldboy". */
export function titleKey(title: string): string {
  return numbered(title).join('').replaceAll('colour', 'color');
}

/**
 * A title also without articles of other languages and without the words before a number: "Kill Bill 2" equals
 * "Kill Bill: Volume II". It is compared only where no whole title is equal.
 */
export function looseTitleKey(title: string): string {
  const words = numbered(title).filter((word) => ![...PARTS.values()].includes(word));
  const others = words.filter((word) => !OTHER_ARTICLES.has(word));
  return (others.length > 0 ? others : words).join('').replaceAll('colour', 'color');
}

/** A title without case, accents and punctuation, with articles and spaces: "It" is neither "I.T." nor "The It". */
export function strictTitleKey(title: string): string {
  return inDigits(wordsOf(title)).join(' ');
}

function numbered(title: string): string[] {
  return inDigits(withoutArticles(wordsOf(title).filter((word) => !IGNORED_WORDS.has(word))));
}

function inDigits(words: readonly string[]): string[] {
  return words
    .map((word) => PARTS.get(word) ?? word)
    .map((word, place, all) => asDigits(word, place === 0 ? null : all[place - 1]));
}

/**
 * Writes "Rocky II" as "Rocky 2" and "Volume I" as "Volume 1". The first word is never a Roman number: "V for Vendetta";
 * and "I" is one only after a word such as "Part".
 */
function asDigits(word: string, before: string | null): string {
  const written = WRITTEN.indexOf(word);
  if (written >= 0) return String(written + 1);
  if (before === null) return word;
  if (word === 'i') return [...PARTS.values()].includes(before) ? '1' : word;
  const roman = ROMAN.indexOf(word);
  return roman < 0 ? word : String(roman + 2);
}
