import { noBrowseFilters } from '../../protocol/browse-messages.ts';
import { countryName, languageName } from '../facts/code-names.ts';
import type { Exploring } from './explore-url.ts';
import { chips } from './texts.ts';

/** A filter that is on: its name, and what takes it away. */
export interface ActiveFilter {
  readonly name: string;
  readonly without: Partial<Exploring>;
}

/** The filters that are on, in the order of the panel. The search text and the person have fields of their own. */
export function activeFilters(exploring: Exploring): ActiveFilter[] {
  const { genres, without, from, to, minRatings, minWorld, hideKnown } = exploring;
  const { shortest, longest, language, country } = exploring;
  const filter = (isOn: boolean, name: () => string, off: Partial<Exploring>): ActiveFilter[] =>
    isOn ? [{ name: name(), without: off }] : [];
  return [
    ...genres.map((genre) => ({
      name: genre,
      without: { genres: genres.filter((other) => other !== genre) },
    })),
    ...without.map((genre) => ({
      name: chips.without(genre),
      without: { without: without.filter((other) => other !== genre) },
    })),
    ...filter(from !== null || to !== null, () => chips.years(from, to), { from: null, to: null }),
    ...filter(minRatings > 0, () => chips.minRatings(minRatings), { minRatings: noBrowseFilters.minRatings }),
    ...filter(shortest !== null || longest !== null, () => chips.runtime(shortest, longest), {
      shortest: null,
      longest: null,
    }),
    ...(language === null
      ? []
      : [{ name: chips.language(languageName(language) ?? language), without: { language: null } }]),
    ...(country === null ? [] : [{ name: countryName(country) ?? country, without: { country: null } }]),
    ...filter(minWorld > 0, () => chips.minWorld(minWorld), { minWorld: noBrowseFilters.minWorld }),
    ...filter(hideKnown, () => chips.hideKnown, { hideKnown: false }),
  ];
}
