/** Names of languages and countries, in the language of the reader. */
import { labels } from './texts.ts';

const languages = new Intl.DisplayNames(undefined, { type: 'language', fallback: 'none' });
const countries = new Intl.DisplayNames(undefined, { type: 'region', fallback: 'none' });
const shortCountries = new Intl.DisplayNames(undefined, {
  type: 'region',
  fallback: 'none',
  style: 'short',
});

/** The browser would turn these codes into those of today: Soviet movies would be Russian. */
const BY_HAND: ReadonlyMap<string, string> = new Map(Object.entries(labels.codes));
/** Their long names are those of treaties: "Hong Kong SAR China". */
const KNOWN_BY_SHORT_NAME: ReadonlySet<string> = new Set(['HK', 'MO', 'PS']);

/**
 * The name of a language.
 * @param code ISO 639, or `zxx` for a movie without dialogue
 * @returns null for a code without a name
 */
export function languageName(code: string): string | null {
  return BY_HAND.get(code) ?? nameIn(languages, code);
}

/**
 * The name of a country.
 * @param code ISO 3166-1, or `SU` or `YU`, which were withdrawn from it
 * @returns null for a code without a name
 */
export function countryName(code: string): string | null {
  return BY_HAND.get(code) ?? nameIn(KNOWN_BY_SHORT_NAME.has(code) ? shortCountries : countries, code);
}

function nameIn(names: Intl.DisplayNames, code: string): string | null {
  try {
    return names.of(code) ?? null;
  } catch (error) {
    // What is no code at all throws: files of people may hold anything.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
