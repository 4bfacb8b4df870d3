/** Search for the people who made the movies. */
import { createBackgroundPause } from '../base/scheduling.ts';
import { allBegin, allWhole, editsIn, MatchQuality } from './match-quality.ts';
import type { MovieFacts } from './movie-facts.ts';
import { wordsOf } from './title-search.ts';

/** Somebody who directed movies of the data set or plays in them. */
export interface Credits {
  readonly name: string;
  /** Movies they directed. */
  readonly directed: number;
  /** Movies in whose leading cast they are. */
  readonly played: number;
}

/** A person who was found by name. */
export interface FoundPerson extends Credits {
  readonly quality: MatchQuality;
}

export interface PersonSearch {
  /**
   * Returns at most `limit` people, best first; nobody before `add` has ended.
   * @param tolerance whether names may be misspelt; `none` is ten times faster
   */
  find(query: string, limit: number, tolerance?: 'none' | 'misspelt'): FoundPerson[];
  /** People that can be found so far. */
  size(): number;
  /**
   * Indexes everybody in pieces, with pauses for other work. Every name is indexed once, however many movies it has.
   * @param signal gives it up; it rejects with the reason
   */
  add(details: readonly (MovieFacts | null)[], signal?: AbortSignal): Promise<void>;
}

/** Movies read, and people indexed, between two pauses. */
const PIECE = 200;
/** A query of fewer letters would find half of the people. */
const SHORTEST_QUERY = 2;

/** A person in the index. */
interface Entry {
  readonly name: string;
  readonly words: readonly string[];
  directed: number;
  played: number;
  /** Sum of the popularity of their movies: who comes first among equal matches. */
  fame: number;
}

/** Who has which word in their name. */
interface Index {
  readonly people: number;
  readonly peopleOf: ReadonlyMap<string, readonly Entry[]>;
  /** All words, sorted: those with one beginning are side by side. */
  readonly words: readonly string[];
}

/**
 * Creates a tolerant search for people. Accents, case, the order of words, unfinished words and small misspellings do not
 * matter. Whoever has exactly this name comes first, then those with this surname, then those with this first name or
 * with words that begin like this, then those with similar words; among equals, whoever is better known.
 * @param popularity `[movies]` any measure, such as the number of ratings
 */
export function createPersonSearch(popularity: ArrayLike<number>): PersonSearch {
  let index: Index = { people: 0, peopleOf: new Map(), words: [] };
  return {
    size: () => index.people,
    async add(details, signal) {
      index = await indexOf(await entriesOf(details, popularity, signal), signal);
    },
    find(query, limit, tolerance = 'misspelt') {
      const words = wordsOf(query);
      if (words.join('').length < SHORTEST_QUERY) return [];
      const exact = matching(index, words, beginningWith);
      const found = exact.length > 0 || tolerance === 'none' ? exact : matching(index, words, similarTo);
      return found
        .map((entry) => ({ entry, ...matchOf(words, entry) }))
        .sort((a, b) => a.quality - b.quality || a.edits - b.edits || b.entry.fame - a.entry.fame)
        .slice(0, limit)
        .map(({ entry: { name, directed, played }, quality }) => ({ name, directed, played, quality }));
    },
  };
}

async function entriesOf(
  details: readonly (MovieFacts | null)[],
  popularity: ArrayLike<number>,
  signal: AbortSignal | undefined,
): Promise<Entry[]> {
  const pause = createBackgroundPause(signal);
  const byName = new Map<string, Entry>();
  const entryOf = (name: string): Entry => {
    const known = byName.get(name);
    if (known !== undefined) return known;
    const entry = { name, words: nameWords(name), directed: 0, played: 0, fame: 0 };
    byName.set(name, entry);
    return entry;
  };
  for (let item = 0; item < details.length; item++) {
    if (item % PIECE === 0) await pause();
    const facts = details[item];
    if (facts === null) continue;
    for (const name of new Set(facts.directors)) entryOf(name).directed++;
    for (const name of new Set(facts.cast)) entryOf(name).played++;
    for (const name of new Set([...facts.directors, ...facts.cast])) entryOf(name).fame += popularity[item];
  }
  return [...byName.values()];
}

async function indexOf(entries: readonly Entry[], signal: AbortSignal | undefined): Promise<Index> {
  const pause = createBackgroundPause(signal);
  const peopleOf = new Map<string, Entry[]>();
  for (let n = 0; n < entries.length; n++) {
    if (n % PIECE === 0) await pause();
    for (const word of new Set(entries[n].words)) {
      const people = peopleOf.get(word);
      if (people === undefined) peopleOf.set(word, [entries[n]]);
      else people.push(entries[n]);
    }
  }
  return { people: entries.length, peopleOf, words: [...peopleOf.keys()].sort() };
}

/** The words of a name; initials count as one word, too, so that "jj" finds J. J. Abrams. */
function nameWords(name: string): string[] {
  const words = wordsOf(name);
  const surname = words.findIndex((word) => word.length > 1);
  return surname > 1 ? [words.slice(0, surname).join(''), ...words] : words;
}

/** The people who have a word like each word of the query. */
function matching(
  index: Index,
  query: readonly string[],
  wordsLike: (index: Index, word: string) => readonly string[],
): Entry[] {
  let all: Set<Entry> | null = null;
  for (const word of query) {
    const people = new Set<Entry>();
    for (const like of wordsLike(index, word))
      for (const entry of index.peopleOf.get(like) ?? [])
        if (all === null || all.has(entry)) people.add(entry);
    all = people;
  }
  return [...(all ?? [])];
}

function beginningWith({ words }: Index, beginning: string): string[] {
  let from = 0;
  for (let to = words.length; from < to; ) {
    const middle = (from + to) >> 1;
    if (words[middle] < beginning) from = middle + 1;
    else to = middle;
  }
  let end = from;
  while (end < words.length && words[end].startsWith(beginning)) end++;
  return words.slice(from, end);
}

function similarTo(index: Index, word: string): string[] {
  const most = editsIn(word);
  const beginning = beginningWith(index, word);
  if (most === 0) return beginning;
  return [...beginning, ...index.words.filter((other) => editsBetween(word, other, most) <= most)];
}

interface Match {
  readonly quality: MatchQuality;
  /** Letters that are wrong. */
  readonly edits: number;
}

function matchOf(query: readonly string[], { name, words }: Entry): Match {
  if (allWhole(query, words)) {
    const own = wordsOf(name);
    if (allWhole(own, query)) return { quality: MatchQuality.whole, edits: 0 };
    // The first name alone says little: there are many.
    const hasSurname = query.includes(own[own.length - 1]);
    return { quality: hasSurname ? MatchQuality.wholeWords : MatchQuality.beginnings, edits: 0 };
  }
  if (allBegin(query, words)) return { quality: MatchQuality.beginnings, edits: 0 };
  const edits = query.map((word) =>
    words.some((other) => other.startsWith(word))
      ? 0
      : Math.min(...words.map((other) => editsBetween(word, other, editsIn(word)))),
  );
  return { quality: MatchQuality.similar, edits: edits.reduce((sum, n) => sum + n, 0) };
}

/** Rows of the table of edits, used again and again: a search compares with tens of thousands of words. */
const editRows = [new Uint16Array(64), new Uint16Array(64), new Uint16Array(64)];

/**
 * The number of letters to insert, remove, replace or swap with their neighbour from one word to the other (optimal string
 * alignment; Damerau 1964).
 * @returns `most + 1` where there are more than `most`, or the words begin quite differently: misspellings are rare there
 */
function editsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most || b.length >= editRows[0].length) return most + 1;
  if (a[0] !== b[0] && a[1] !== b[1] && a[0] !== b[1] && a[1] !== b[0]) return most + 1;
  let [before, row, next] = editRows;
  for (let j = 0; j <= b.length; j++) row[j] = j;
  for (let i = 1; i <= a.length; i++) {
    next[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let edits = Math.min(row[j - 1] + (isSame ? 0 : 1), row[j] + 1, next[j - 1] + 1);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwapped) edits = Math.min(edits, before[j - 2] + 1);
      next[j] = edits;
      if (edits < least) least = edits;
    }
    if (least > most) return most + 1;
    [before, row, next] = [row, next, before];
  }
  return Math.min(row[b.length], most + 1);
}
