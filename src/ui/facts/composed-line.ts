/** A sentence made of the facts of a movie, for movies that nobody has described in words that may be shown. */
import type { Movie } from '../../protocol/movie-card.ts';
import type { MovieFacts } from '../../protocol/recommendation-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { formatCount, formatNames } from '../kit/format.ts';
import { countryName } from './code-names.ts';
import { demonyms } from './demonyms.ts';
import { composed as texts } from './texts.ts';

/** Actors that the sentence names; the others stand in the list of facts. */
const NAMED_CAST = 3;
const NAMED_DIRECTORS = 3;

/**
 * "1993 Spanish film by Pedro Almodóvar, with Victoria Abril, 114 min": only what is known.
 * @returns null where nothing is known beyond year and genres, which stand beside it anyway
 */
export function composedLine(
  { year, genres }: Pick<Movie, 'year' | 'genres'>,
  facts: MovieFacts | null,
  words: Words,
): string | null {
  if (facts === null) return null;
  const origin = originOf(facts.countries);
  const directors = facts.directors.slice(0, NAMED_DIRECTORS);
  const cast = facts.cast.slice(0, NAMED_CAST);
  if (origin === null && directors.length + cast.length === 0 && facts.runtime === null) return null;
  const kind = [year, origin?.adjective, texts.kind(genres, words)].filter(Boolean).join(' ');
  const from = origin?.from === undefined ? '' : texts.from(origin.from);
  const by = directors.length === 0 ? '' : texts.by(formatNames(directors));
  const parts = [
    `${kind}${from}${by}`,
    cast.length === 0 ? null : texts.with(formatNames(cast)),
    facts.runtime === null ? null : texts.minutes(formatCount(facts.runtime)),
  ];
  const line = parts.filter((part) => part !== null).join(', ');
  return line.charAt(0).toUpperCase() + line.slice(1);
}

/** The country as an adjective, or as a name where no adjective is known; null for none. */
function originOf(countries: readonly string[]): { adjective?: string; from?: string } | null {
  if (countries.length === 0) return null;
  const adjectives = countries.flatMap((code) => demonyms.get(code) ?? []);
  if (adjectives.length === countries.length) return { adjective: adjectives.join('-') };
  const names = countries.flatMap((code) => countryName(code) ?? []);
  return names.length === countries.length ? { from: formatNames(names) } : null;
}
