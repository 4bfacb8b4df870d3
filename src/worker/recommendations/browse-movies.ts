import { defaultListSettings, passes } from '../../protocol/list-settings.ts';
import type { BrowsedMovies, BrowseOrder, BrowseQuery } from '../../protocol/recommendation-messages.ts';
import type { Library } from '../session/catalogue.ts';
import { cardOf } from './movie-cards.ts';
import type { PersonalScores } from './personal-scores.ts';

/** Every movie of the data set, searched, filtered and sorted, a window at a time. */
export interface Browser {
  /** Windows of one request share one order, which a rating does not change. */
  browse(query: BrowseQuery, scores: PersonalScores): BrowsedMovies;
}

export function createBrowser(library: Library): Browser {
  const byTitle = titleRanks(library);
  let request: number | null = null;
  let order: readonly number[] = [];
  return {
    browse(query, scores) {
      if (request !== query.request) order = ordered(library, query, scores, byTitle);
      request = query.request;
      return {
        request: query.request,
        total: order.length,
        from: query.from,
        cards: order.slice(query.from, query.from + query.count).map((item) => cardOf(library, scores, item)),
      };
    },
  };
}

function ordered(
  library: Library,
  { text, order, filters, hideKnown }: BrowseQuery,
  scores: PersonalScores,
  byTitle: () => Int32Array,
): number[] {
  const { movies } = library.dataset;
  const listSettings = { ...defaultListSettings, ...filters };
  const passesFilters = (item: number) =>
    passes(listSettings, movies[item], library.counts[item]) && !(hideKnown && scores.unwanted.has(item));
  const found = text.trim() === '' ? [...movies.keys()] : library.search(text, movies.length);
  const items = found.filter(passesFilters);
  if (order === 'match' && text.trim() !== '') return items;
  const value = valueBy(order === 'match' ? 'popularity' : order, library, scores, byTitle);
  return items.sort((a, b) => value(b) - value(a) || library.counts[b] - library.counts[a] || a - b);
}

/** Higher comes first. */
function valueBy(
  order: Exclude<BrowseOrder, 'match'>,
  library: Library,
  scores: PersonalScores,
  byTitle: () => Int32Array,
): (item: number) => number {
  switch (order) {
    case 'predicted':
      return (item) => scores.predicted(item) ?? 0;
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

/** Rank of each movie by title as people sort, without articles; computed once, since it takes a while. @returns `[items]` */
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
