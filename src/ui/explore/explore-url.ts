import {
  type BrowseFilters,
  type BrowseOrder,
  noBrowseFilters,
  type Role,
} from '../../protocol/browse-messages.ts';
import { orders } from './texts.ts';

/** What the page with all movies shows. The address holds it, so a link or the back button can restore it. */
export interface Exploring extends BrowseFilters {
  readonly query: string;
  readonly order: BrowseOrder;
  readonly hideKnown: boolean;
  readonly view: 'grid' | 'list';
}

/** Reads the address and ignores every value that is not valid. */
export function exploringFrom(params: URLSearchParams): Exploring {
  const query = params.get('q') ?? '';
  const person = params.get('person') || null;
  const order = orderFrom(params.get('sort'));
  const isPossible = order !== null && (order !== 'match' || query !== '');
  const genres = [...new Set(params.getAll('genre'))];
  return {
    query,
    order: isPossible ? order : defaultOrder({ query, person }),
    hideKnown: params.get('hide') === 'known',
    view: params.get('view') === 'list' ? 'list' : 'grid',
    genres,
    without: [...new Set(params.getAll('without'))].filter((genre) => !genres.includes(genre)),
    from: wholeFrom(params.get('from')),
    to: wholeFrom(params.get('to')),
    minRatings: wholeFrom(params.get('min')) ?? noBrowseFilters.minRatings,
    ...minutesFrom(params.get('runtime')),
    language: codeFrom(params.get('language')),
    country: codeFrom(params.get('country')),
    person,
    role: person === null ? null : roleFrom(params.get('role')),
    minWorld: wholeFrom(params.get('world')) ?? noBrowseFilters.minWorld,
  };
}

/** Returns the address parameters that differ from the defaults. */
export function addressOf(exploring: Exploring): URLSearchParams {
  const { query, order, hideKnown, view, genres, without, from, to, minRatings } = exploring;
  const { shortest, longest, language, country, person, role, minWorld } = exploring;
  const params = new URLSearchParams();
  const set = (name: string, value: string | number | null) => {
    if (value !== null && value !== '') params.set(name, String(value));
  };
  set('q', query);
  set('person', person);
  set('role', person === null ? null : role);
  set('sort', order === defaultOrder(exploring) ? null : order);
  set('hide', hideKnown ? 'known' : null);
  set('view', view === 'grid' ? null : view);
  for (const genre of genres) params.append('genre', genre);
  for (const genre of without) params.append('without', genre);
  set('from', from);
  set('to', to);
  set('runtime', shortest === null && longest === null ? null : `${shortest ?? ''}-${longest ?? ''}`);
  set('language', language);
  set('country', country);
  set('min', minRatings === noBrowseFilters.minRatings ? null : minRatings);
  set('world', minWorld === noBrowseFilters.minWorld ? null : minWorld);
  return params;
}

/** The order without a choice: what fits the text best, the person's best first, else the most popular. */
export function defaultOrder({ query, person }: Pick<Exploring, 'query' | 'person'>): BrowseOrder {
  if (query !== '') return 'match';
  return person === null ? 'popularity' : 'predicted';
}

function orderFrom(name: string | null): BrowseOrder | null {
  const known: readonly string[] = Object.keys(orders);
  return name !== null && known.includes(name) ? (name as BrowseOrder) : null;
}

function roleFrom(name: string | null): Role | null {
  return name === 'director' || name === 'cast' ? name : null;
}

function wholeFrom(text: string | null): number | null {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
}

/** "90-120", or one side of it. Crossed bounds would match no movie and are ignored. */
function minutesFrom(text: string | null): Pick<Exploring, 'shortest' | 'longest'> {
  const [, low = '', high = ''] = /^(\d{0,4})-(\d{0,4})$/.exec(text ?? '') ?? [];
  const shortest = low === '' ? null : Number(low);
  const longest = high === '' ? null : Number(high);
  const isCrossed = shortest !== null && longest !== null && shortest > longest;
  return isCrossed ? { shortest: null, longest: null } : { shortest, longest };
}

/** Codes of languages and countries are two or three letters. */
function codeFrom(text: string | null): string | null {
  return text !== null && /^[a-z]{2,3}$/i.test(text) ? text : null;
}
