import {
  type BrowseFilters,
  type BrowseOrder,
  noBrowseFilters,
  type Role,
} from '../../protocol/browse-messages.ts';
import { addFilters, filtersFrom, setParam, wholeFrom } from '../movie/filter-address.ts';
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
  return {
    query,
    order: isPossible ? order : defaultOrder({ query, person }),
    hideKnown: params.get('hide') === 'known',
    view: params.get('view') === 'list' ? 'list' : 'grid',
    ...filtersFrom(params),
    person,
    role: person === null ? null : roleFrom(params.get('role')),
    minWorld: wholeFrom(params.get('world')) ?? noBrowseFilters.minWorld,
  };
}

/** Returns the address parameters that differ from the defaults. */
export function addressOf(exploring: Exploring): URLSearchParams {
  const { query, order, hideKnown, view, person, role, minWorld } = exploring;
  const params = new URLSearchParams();
  setParam(params, 'q', query);
  setParam(params, 'person', person);
  setParam(params, 'role', person === null ? null : role);
  setParam(params, 'sort', order === defaultOrder(exploring) ? null : order);
  setParam(params, 'hide', hideKnown ? 'known' : null);
  setParam(params, 'view', view === 'grid' ? null : view);
  addFilters(params, exploring);
  setParam(params, 'world', minWorld === noBrowseFilters.minWorld ? null : minWorld);
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
