/** Texts for the page with all movies. */
import type { BrowseOrder } from '../../protocol/recommendation-messages.ts';
import { plural } from '../app/texts.ts';
import { formatStars } from '../kit/format.ts';

export const explore = {
  title: 'Explore',
  found: (n: number) => plural(n, 'film', 'films'),
  query: 'Search titles',
  order: 'Sort by',
  filters: 'Filters',
  hideKnown: 'Hide what I have rated or put aside',
  view: 'Show as',
  grid: 'Posters',
  list: 'List',
  none: 'No film fits.',
  noneHint: 'Try fewer letters, or take a filter away.',
  clear: 'Clear all',
  region: 'Films',
  noModel: 'Predicted stars appear once the first training has ended.',
  everyone: (mean: number | null, ratings: number) =>
    mean === null ? 'No ratings yet' : `${formatStars(mean)} from ${plural(ratings, 'rating', 'ratings')}`,
};

export const orders: Readonly<Record<BrowseOrder, string>> = {
  match: 'Best match',
  predicted: 'Predicted stars',
  popularity: 'Popularity',
  year: 'Newest',
  title: 'Title',
};
