import { defaultListSettings, passes } from '../../protocol/list-settings.ts';
import type { Command, Event, ExploreOrder } from '../../protocol/messages.ts';
import type { Library } from '../session/catalogue.ts';
import type { Taste } from './personal-scores.ts';

type Explore = Extract<Command, { type: 'explore' }>;
type Explored = Extract<Event, { type: 'explored' }>;

/** Every film of the data set, searched, filtered and sorted; told a window at a time. */
export interface Explorer {
  explore(command: Explore, taste: Taste): Explored;
  /** The window told last, with what a rating has changed; the order stays. Null before the first. */
  again(taste: Taste): Explored | null;
}

export function createExplorer(library: Library): Explorer {
  const byTitle = titleRanks(library);
  let last: Explore | null = null;
  let order: readonly number[] = [];

  const windowOf = ({ request, from, count }: Explore, taste: Taste): Explored => ({
    type: 'explored',
    request,
    total: order.length,
    from,
    cards: order.slice(from, from + count).map(taste.card),
  });

  return {
    explore(command, taste) {
      if (last?.request !== command.request) order = ordered(library, command, taste, byTitle);
      last = command;
      return windowOf(command, taste);
    },
    again: (taste) => (last === null ? null : windowOf(last, taste)),
  };
}

function ordered(
  library: Library,
  { query, order, filters, hideKnown }: Explore,
  taste: Taste,
  byTitle: () => Int32Array,
): number[] {
  const { movies } = library.dataset;
  const listSettings = { ...defaultListSettings, ...filters };
  const keep = (item: number) =>
    passes(listSettings, movies[item], library.counts[item]) && !(hideKnown && taste.isKnown(item));
  const found = query.trim() === '' ? [...movies.keys()] : library.search(query, movies.length);
  const items = found.filter(keep);
  if (order === 'match' && query.trim() !== '') return items;
  const value = valueBy(order === 'match' ? 'popularity' : order, library, taste, byTitle);
  return items.sort((a, b) => value(b) - value(a) || library.counts[b] - library.counts[a] || a - b);
}

/** Higher comes first. */
function valueBy(
  order: Exclude<ExploreOrder, 'match'>,
  library: Library,
  taste: Taste,
  byTitle: () => Int32Array,
): (item: number) => number {
  switch (order) {
    case 'predicted':
      return (item) => taste.predicted(item) ?? 0;
    case 'popularity':
      return (item) => library.counts[item];
    case 'year':
      return (item) => library.dataset.movies[item].year ?? 0;
    case 'title': {
      const ranks = byTitle();
      return (item) => -ranks[item];
    }
  }
}

/** Place of each film by title as people sort, articles aside; once, for it takes a while. @returns `[items]` */
function titleRanks({ dataset: { movies } }: Library): () => Int32Array {
  let ranks: Int32Array | null = null;
  return () => {
    if (ranks !== null) return ranks;
    const collator = new Intl.Collator('en', { numeric: true, ignorePunctuation: true });
    const titles = movies.map(({ title }) => title.replace(/^(the|an?)\s+/i, ''));
    const sorted = [...movies.keys()].sort((a, b) => collator.compare(titles[a], titles[b]));
    ranks = new Int32Array(movies.length);
    for (let place = 0; place < sorted.length; place++) ranks[sorted[place]] = place;
    return ranks;
  };
}
