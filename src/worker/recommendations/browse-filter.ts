import type { MovieFacts } from '../../dataset/movie-facts.ts';
import type { BrowseChoices, BrowseFilters, CodeCount } from '../../protocol/browse-messages.ts';
import { defaultListSettings, passes } from '../../protocol/list-settings.ts';
import type { Catalogue } from '../session/catalogue.ts';
import { madeBy } from './find-movies.ts';

/** Whether a movie passes all filters. One of which a filter knows nothing does not pass it. */
export function browseFilter(
  { dataset, counts }: Catalogue,
  details: readonly (MovieFacts | null)[] | null,
  filters: BrowseFilters,
): (item: number) => boolean {
  const { movies, statistics } = dataset;
  const { without, minWorld } = filters;
  const listSettings = { ...defaultListSettings, ...filters };
  const passesFacts = factsFilter(filters);
  return (item) =>
    passes(listSettings, movies[item], counts[item]) &&
    !without.some((genre) => movies[item].genres.includes(genre)) &&
    (minWorld === 0 || (statistics?.count[item] ?? 0) >= minWorld) &&
    (passesFacts === null || passesFacts(details?.[item] ?? null));
}

/** Null where no filter needs the facts. */
function factsFilter(filters: BrowseFilters): ((facts: MovieFacts | null) => boolean) | null {
  const { shortest, longest, language, country, person, role } = filters;
  const hasTime = shortest !== null || longest !== null;
  if (!hasTime && language === null && country === null && person === null) return null;
  const names = person === null ? null : new Set([person]);
  return (facts) => {
    if (facts === null) return false;
    const { runtime, languages, countries } = facts;
    if (hasTime) {
      if (runtime === null || runtime < (shortest ?? 0) || runtime > (longest ?? runtime)) return false;
    }
    if (language !== null && languages[0] !== language) return false;
    if (country !== null && !countries.includes(country)) return false;
    return names === null || madeBy(facts, names, role);
  };
}

/** What there is to filter and sort by, as far as it has arrived. */
export function choicesOf(
  { dataset }: Catalogue,
  details: readonly (MovieFacts | null)[] | null,
): BrowseChoices {
  const languages = new Map<string, number>();
  const countries = new Map<string, number>();
  const count = (counts: Map<string, number>, code: string) => counts.set(code, (counts.get(code) ?? 0) + 1);
  for (const facts of details ?? []) {
    if (facts === null) continue;
    if (facts.languages.length > 0) count(languages, facts.languages[0]);
    for (const code of new Set(facts.countries)) count(countries, code);
  }
  return {
    hasDetails: details?.some((facts) => facts !== null) ?? false,
    hasRuntimes: details?.some((facts) => facts !== null && facts.runtime !== null) ?? false,
    hasWorld: dataset.statistics?.count.some((ratings) => ratings > 0) ?? false,
    languages: mostFirst(languages),
    countries: mostFirst(countries),
  };
}

function mostFirst(counts: ReadonlyMap<string, number>): CodeCount[] {
  return [...counts]
    .map(([code, movies]) => ({ code, movies }))
    .sort((a, b) => b.movies - a.movies || (a.code < b.code ? -1 : 1));
}
