import type { Pause } from '../../base/scheduling.ts';
import { stopWords } from './stop-words.ts';

/** Movies in one piece of work. */
const AT_A_TIME = 200;
/** Shorter words are letters and abbreviations. */
const SHORTEST = 3;
/** A capitalised word that is part of so many people's names is a name, too: "John" and "Rose", but not "Vietnam". */
const NAMESAKES = 3;

/** A text with the people of its movie, whom it may name by a part of their name. */
export interface DescribedMovie {
  /** Null where there is no description. */
  readonly text: string | null;
  /** Full names. */
  readonly people: readonly string[];
}

/** The words of many texts. */
export interface Words {
  /** How often each word occurs, by its normalised form; empty for a movie without words. */
  readonly counts: readonly ReadonlyMap<string, number>[];
  /** The commonest spelling of a normalised form: "witches" where most texts say so. */
  spelling(form: string): string;
}

/**
 * Counts the English words that say what texts are about, without stop words and names of people. A word is a name if it
 * is mostly capitalised within sentences and at least three people of the data set are called so, or one of the movie.
 */
export async function countWords(movies: readonly DescribedMovie[], pause: Pause): Promise<Words> {
  const spellings = new Map<string, Spellings>();
  const all: Token[][] = [];
  for (const [i, { text }] of movies.entries()) {
    if (i % AT_A_TIME === 0) await pause();
    const tokens = text === null ? [] : tokensOf(text);
    for (const token of tokens) note(spellings, token);
    all.push(tokens);
  }
  const namesakes = await countNames(movies, pause);
  const words = new Set<string>();
  for (const [form, { plain, capitalised }] of spellings)
    if (capitalised <= plain || (namesakes.get(form) ?? 0) < NAMESAKES) words.add(form);
  const counts: Map<string, number>[] = [];
  for (const [i, tokens] of all.entries()) {
    if (i % AT_A_TIME === 0) await pause();
    counts.push(wordsIn(tokens, words, movies[i].people));
  }
  return { counts, spelling: (form) => commonest(spellings.get(form)) ?? form };
}

function wordsIn(
  tokens: readonly Token[],
  words: ReadonlySet<string>,
  people: readonly string[],
): Map<string, number> {
  const counts = new Map<string, number>();
  if (tokens.length === 0) return counts;
  const own = new Set(people.flatMap(namePartsOf));
  for (const { form, isCapitalised } of tokens) {
    const isOwnName = isCapitalised !== false && own.has(form);
    if (words.has(form) && !isOwnName) counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  return counts;
}

/**
 * The singular of a plural by the three rules of the S-stemmer (Harman 1991), one for "witches" and "boxes",
 * and one exception, "crisis". Two forms of one word become equal; whether the result is itself a word does not matter.
 */
export function normalised(word: string): string {
  if (!word.endsWith('s')) return word;
  if (/[^ea]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ch|sh|ss|x)es$/.test(word)) return word.slice(0, -2);
  if (/[^aeo]es$/.test(word)) return word.slice(0, -1);
  return /[^ius]s$/.test(word) ? word.slice(0, -1) : word;
}

interface Token {
  readonly form: string;
  /** As written, in lower case. */
  readonly spelling: string;
  /** Null at the start of a sentence, where every word is capitalised. */
  readonly isCapitalised: boolean | null;
}

interface Spellings {
  plain: number;
  capitalised: number;
  readonly of: Map<string, number>;
}

const LEFT_OUT = new Set(Array.from(stopWords, normalised));

/** Letters, and apostrophes between them. */
const WORD = /\p{L}+(?:['’]\p{L}+)*/gu;
/** What stands between two sentences. */
const BREAK = /[.!?:]/;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const { 0: written, index } of text.matchAll(WORD)) {
    const starts = end === 0 || BREAK.test(text.slice(end, index));
    end = index + written.length;
    const spelling = plainLetters(written).replace(/['’]s$/, '');
    const form = normalised(spelling);
    if (form.length < SHORTEST || LEFT_OUT.has(form)) continue;
    tokens.push({ form, spelling, isCapitalised: starts ? null : written[0] !== written[0].toLowerCase() });
  }
  return tokens;
}

const ASCII = /^[\x20-\x7e]*$/;

/** Lower case, without accents. */
function plainLetters(word: string): string {
  const lower = word.toLowerCase();
  return ASCII.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '');
}

function note(spellings: Map<string, Spellings>, { form, spelling, isCapitalised }: Token): void {
  let known = spellings.get(form);
  if (known === undefined) {
    known = { plain: 0, capitalised: 0, of: new Map() };
    spellings.set(form, known);
  }
  if (isCapitalised === true) known.capitalised++;
  if (isCapitalised === false) known.plain++;
  known.of.set(spelling, (known.of.get(spelling) ?? 0) + 1);
}

function namePartsOf(name: string): string[] {
  return plainLetters(name)
    .split(/[\s.-]+/)
    .map(normalised);
}

/** How many people have each part of a name, by its normalised form. */
async function countNames(movies: readonly DescribedMovie[], pause: Pause): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  for (const [i, { people }] of movies.entries()) {
    if (i % AT_A_TIME === 0) await pause();
    for (const name of people) {
      if (seen.has(name)) continue;
      seen.add(name);
      for (const part of namePartsOf(name)) counts.set(part, (counts.get(part) ?? 0) + 1);
    }
  }
  return counts;
}

function commonest(spellings: Spellings | undefined): string | null {
  let best: string | null = null;
  for (const [spelling, count] of spellings?.of ?? [])
    if (best === null || count > (spellings?.of.get(best) ?? 0)) best = spelling;
  return best;
}
