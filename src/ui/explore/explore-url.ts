import { defaultListSettings } from '../../protocol/list-settings.ts';
import type { BrowseOrder } from '../../protocol/recommendation-messages.ts';
import type { Filters } from '../movie/movie-filters.tsx';
import { orders } from './texts.ts';

/** What the page with all movies shows. The address holds it, so a link or the back button can restore it. */
export interface Exploring extends Filters {
  readonly query: string;
  readonly order: BrowseOrder;
  readonly hideKnown: boolean;
  readonly view: 'grid' | 'list';
}

/** Reads the address and ignores every value that is not valid. */
export function exploringFrom(params: URLSearchParams): Exploring {
  const query = params.get('q') ?? '';
  return {
    query,
    order: orderFrom(params.get('sort')) ?? (query === '' ? 'popularity' : 'match'),
    hideKnown: params.get('hide') === 'known',
    view: params.get('view') === 'list' ? 'list' : 'grid',
    genres: params.getAll('genre'),
    from: wholeFrom(params.get('from')),
    to: wholeFrom(params.get('to')),
    minRatings: wholeFrom(params.get('min')) ?? defaultListSettings.minRatings,
  };
}

/** Returns the address parameters that differ from the defaults. */
export function addressOf(exploring: Exploring): URLSearchParams {
  const { query, order, hideKnown, view, genres, from, to, minRatings } = exploring;
  const params = new URLSearchParams();
  if (query !== '') params.set('q', query);
  if (order !== (query === '' ? 'popularity' : 'match')) params.set('sort', order);
  if (hideKnown) params.set('hide', 'known');
  if (view !== 'grid') params.set('view', view);
  for (const genre of genres) params.append('genre', genre);
  if (from !== null) params.set('from', String(from));
  if (to !== null) params.set('to', String(to));
  if (minRatings !== defaultListSettings.minRatings) params.set('min', String(minRatings));
  return params;
}

function orderFrom(name: string | null): BrowseOrder | null {
  const known: readonly string[] = Object.keys(orders);
  return name !== null && known.includes(name) ? (name as BrowseOrder) : null;
}

function wholeFrom(text: string | null): number | null {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
}
