/** Texts about one movie (its page, its card, its place in lists), of the buttons that explain it, and of the filters. */

import type { Words } from '../../protocol/words.ts';
import { plural } from '../app/texts.ts';
import { formatCount, formatNames, formatShare, formatStars } from '../kit/format.ts';

export const movie = {
  byGenre: ({ Many }: Words) => `${Many} like this`,
  elsewhere: (title: string) => `Elsewhere: ${title}`,
  elsewhereHint: 'IMDb, TMDB, Letterboxd, where to watch',
  byGenreHint: 'Same genres',
  byContent: 'The same people and themes',
  byContentHint: 'Directors, cast, words of the description and genres together',
  byTaste: 'People with your taste also like',
  byTasteHint: 'Rated similarly by the same people',
  tasteLater: 'Appears once the first training has ended.',
  noneSimilar: ({ one }: Words) => `No ${one} is close enough to this one.`,
  everyone: 'Everyone’s ratings',
  mean: (mean: number, n: number) =>
    `${formatStars(mean)} stars on average from ${plural(n, 'rating', 'ratings')}`,
  unrated: 'Nobody in this data set has rated it.',
  starsColumn: 'Stars',
  countColumn: 'Ratings',
  yours: 'Your rating',
  likely: 'You would likely give it',
  notYet: 'No prediction until the first training has ended',
  why: 'Why it is recommended',
  similarity: (n: number) => `${formatShare(n)} similar`,
  noYear: 'Year unknown',
  noGenres: 'No genres listed',
  alias: (titles: readonly string[]) => `Also known as ${formatNames(titles)}`,
  loading: ({ one }: Words) => `Loading the ${one}`,
  missing: ({ one }: Words) => `No such ${one}`,
  missingText: (id: number, { one }: Words) => `There is no ${one} with the number ${id} in this data set.`,
};

/** The buttons that open an explanation. */
export const whyButton = {
  open: 'Why this?',
  openOf: (title: string) => `Why this? ${title}`,
  changed: 'What did this change?',
  changedOf: (title: string) => `What did my rating of ${title} change?`,
};

/** The filters by genre, year and number of ratings. */
export const filters = {
  genres: 'Only these genres',
  from: 'From',
  to: 'To',
  anyYear: 'Any',
  decade: (year: number) => `${year}s`,
  recent: (since: number) => `Recent years, from ${since} on`,
  known: 'Rated by at least',
  knownElsewhere: 'People elsewhere count, too, where it is known how many have rated a film.',
  anyKnown: 'Any number of people',
  people: (n: number) => plural(n, 'person', 'people'),
};

/** Filters by what is known of movies beside genres, years and ratings. */
export const factFilters = {
  without: 'Without these genres',
  language: 'Original language',
  anyLanguage: 'Any language',
  country: 'Country',
  anyCountry: 'Any country',
  option: (name: string, movies: number) => `${name} (${formatCount(movies)})`,
};
