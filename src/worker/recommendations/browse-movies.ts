import type { Facts } from '../../dataset/movie-facts.ts';
import {
  type BrowsedMovies,
  type BrowseOrder,
  type BrowseQuery,
  type Credits,
  needsDetails,
} from '../../protocol/browse-messages.ts';
import type { Catalogue } from '../session/catalogue.ts';
import { browseFilter } from './browse-filter.ts';
import { creditsOf, type Found, findAll, itemsFor } from './find-movies.ts';
import { cardOf } from './movie-cards.ts';
import type { PersonalScores } from './personal-scores.ts';

/** Every movie of the data set, searched, filtered and sorted, a window at a time. */
export interface Browser {
  /** Windows of one request share one order, which a rating does not change. */
  browse(query: BrowseQuery, scores: PersonalScores): BrowsedMovies;
}

/** The order of one request. */
interface Ordered {
  readonly request: number;
  readonly items: readonly number[];
  readonly people: readonly Credits[];
  readonly person: Credits | null;
  /** Whether it is complete with what is known by now. */
  readonly isCurrent: (facts: Facts) => boolean;
}

/** Ratings of the mean that count beside a movie's own, so that three good ones do not come first. */
const SHRINKAGE = 200;

const nothingFound: Found = { titles: [], people: [] };

export function createBrowser(catalogue: Catalogue): Browser {
  const byTitle = titleRanks(catalogue);
  let latest: Ordered | null = null;

  function order(query: BrowseQuery, scores: PersonalScores): Ordered {
    const { details } = scores.inputs.facts();
    const named = catalogue.people.size();
    const { text, filters } = query;
    const found = text.trim() === '' ? nothingFound : findAll(catalogue, text, catalogue.counts.length);
    const waits = details === null && (needsDetails(filters) || text.trim() !== '');
    const person = filters.person === null || details === null ? null : creditsOf(details, filters.person);
    return {
      request: query.request,
      items: ordered(catalogue, query, { scores, found, person }, byTitle),
      people: found.people.map(({ name, directed, played }) => ({ name, directed, played })),
      person,
      isCurrent: (facts) =>
        !(waits && facts.details !== null) && (text.trim() === '' || named === catalogue.people.size()),
    };
  }

  return {
    browse(query, scores) {
      if (latest?.request !== query.request || !latest.isCurrent(scores.inputs.facts()))
        latest = order(query, scores);
      const { items, people, person, request } = latest;
      return {
        request,
        total: items.length,
        from: query.from,
        cards: items
          .slice(query.from, query.from + query.count)
          .map((item) => cardOf(catalogue, scores, item)),
        people,
        person,
      };
    },
  };
}

interface Basis {
  readonly scores: PersonalScores;
  readonly found: Found;
  readonly person: Credits | null;
}

function ordered(
  catalogue: Catalogue,
  { text, order, filters, hideKnown }: BrowseQuery,
  { scores, found, person }: Basis,
  byTitle: () => Int32Array,
): number[] {
  const { details } = scores.inputs.facts();
  const passes = browseFilter(catalogue, details, { ...filters, person: person?.name ?? filters.person });
  const isFree = text.trim() === '';
  const all = isFree ? [...catalogue.counts.keys()] : itemsFor(catalogue, found, details);
  const items = all.filter((item) => passes(item) && !(hideKnown && scores.unwanted.has(item)));
  if (order === 'match' && !isFree) return items;
  const values = Float64Array.from(catalogue.counts, () => 0);
  const value = valueBy(order === 'match' ? 'popularity' : order, catalogue, scores, byTitle);
  for (const item of items) values[item] = value(item);
  const { counts } = catalogue;
  return items.sort((a, b) => values[b] - values[a] || counts[b] - counts[a] || a - b);
}

/** Higher comes first. */
function valueBy(
  order: Exclude<BrowseOrder, 'match'>,
  catalogue: Catalogue,
  scores: PersonalScores,
  byTitle: () => Int32Array,
): (item: number) => number {
  const { movies, statistics } = catalogue.dataset;
  switch (order) {
    case 'predicted':
      return (item) => scores.predicted(item) ?? 0;
    case 'popularity':
      return (item) => catalogue.counts[item];
    case 'acclaim':
      return acclaimOf(catalogue);
    case 'fame':
      return (item) => statistics?.count[item] ?? 0;
    case 'year':
      return (item) => movies[item].year ?? 0;
    case 'title': {
      const ranks = byTitle();
      return (item) => -ranks[item];
    }
  }
}

/**
 * The mean of everybody's stars, pulled towards the mean of all movies where few have rated; 0 where nobody has.
 * The empirical Bayes estimate with `SHRINKAGE` prior ratings.
 */
function acclaimOf({ dataset: { statistics } }: Catalogue): (item: number) => number {
  if (statistics === undefined) return () => 0;
  const { count, mean } = statistics;
  let [ratings, stars] = [0, 0];
  for (let item = 0; item < count.length; item++) {
    if (count[item] === 0 || Number.isNaN(mean[item])) continue;
    ratings += count[item];
    stars += count[item] * mean[item];
  }
  const prior = ratings > 0 ? stars / ratings : 0;
  return (item) => {
    if (count[item] === 0 || Number.isNaN(mean[item])) return 0;
    return (count[item] * mean[item] + SHRINKAGE * prior) / (count[item] + SHRINKAGE);
  };
}

/** Rank of each movie by title as people sort, without articles; computed once, since it takes a while. @returns `[items]` */
function titleRanks({ dataset: { movies } }: Catalogue): () => Int32Array {
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
