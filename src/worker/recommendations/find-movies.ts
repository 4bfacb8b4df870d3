import { allWhole, MatchQuality } from '../../dataset/match-quality.ts';
import type { MovieFacts } from '../../dataset/movie-facts.ts';
import type { FoundPerson } from '../../dataset/person-search.ts';
import { type FoundTitle, wordsOf } from '../../dataset/title-search.ts';
import type { Credits, Role } from '../../protocol/browse-messages.ts';
import type { Catalogue } from '../session/catalogue.ts';

/** People beside the movies of one search. */
const PEOPLE = 3;

/** What a text finds. */
export interface Found {
  /** Best first. */
  readonly titles: readonly FoundTitle[];
  readonly people: readonly FoundPerson[];
}

/**
 * Movies by title and people by name. People whose names are only similar are left out when a title has all words as
 * they are; titles that only have some of the words when there are people who have all.
 */
export function findAll({ titles, people }: Catalogue, text: string, limit: number): Found {
  const byTitle = titles.rank(text, limit);
  const best = byTitle[0]?.quality ?? MatchQuality.someWords;
  const byName = people.find(text, PEOPLE, best >= MatchQuality.similar ? 'misspelt' : 'none');
  const worst = byName.length > 0 ? MatchQuality.similar : MatchQuality.someWords;
  return { titles: byTitle.filter(({ quality }) => quality <= worst), people: byName };
}

/**
 * The movies that a text finds by their titles or by who made them, best first. A name must be there as it is written,
 * unless no title is found: a movie would be hard to find among all those of everybody with a similar name.
 */
export function itemsFor(
  catalogue: Catalogue,
  { titles, people }: Found,
  details: readonly (MovieFacts | null)[] | null,
): number[] {
  const isNamed = ({ quality }: FoundPerson) => quality <= MatchQuality.wholeWords || titles.length === 0;
  const named = people.filter(isNamed);
  const best = named[0]?.quality;
  if (best === undefined || details === null) return titles.map(({ item }) => item);
  const names = new Set(named.filter(({ quality }) => quality === best).map(({ name }) => name));
  const theirs = [...details.keys()]
    .filter((item) => madeBy(details[item], names, null))
    .sort((a, b) => catalogue.counts[b] - catalogue.counts[a] || a - b);
  const before = titles.filter(({ quality }) => quality <= best).map(({ item }) => item);
  const after = titles.filter(({ quality }) => quality > best).map(({ item }) => item);
  return [...new Set([...before, ...theirs, ...after])];
}

/** Whether one of the people directed a movie or plays in it. @param role what they did, null for either */
export function madeBy(facts: MovieFacts | null, names: ReadonlySet<string>, role: Role | null): boolean {
  if (facts === null) return false;
  return (
    (role !== 'cast' && facts.directors.some((name) => names.has(name))) ||
    (role !== 'director' && facts.cast.some((name) => names.has(name)))
  );
}

/**
 * The person with a name and what they did; null if there is nobody. Case and accents need not be right, as in an
 * address that somebody typed.
 */
export function creditsOf(details: readonly (MovieFacts | null)[], name: string): Credits | null {
  return countedCredits(details, name) ?? countedCredits(details, writtenName(details, name));
}

function countedCredits(details: readonly (MovieFacts | null)[], name: string | null): Credits | null {
  if (name === null) return null;
  let [directed, played] = [0, 0];
  for (const facts of details) {
    if (facts?.directors.includes(name)) directed++;
    if (facts?.cast.includes(name)) played++;
  }
  return directed + played > 0 ? { name, directed, played } : null;
}

function writtenName(details: readonly (MovieFacts | null)[], name: string): string | null {
  const words = wordsOf(name);
  if (words.length === 0) return null;
  const isSame = (other: string) => {
    const others = wordsOf(other);
    return others.length === words.length && allWhole(words, others);
  };
  for (const facts of details) {
    const found = facts?.directors.find(isSame) ?? facts?.cast.find(isSame);
    if (found !== undefined) return found;
  }
  return null;
}
