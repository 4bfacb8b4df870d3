import { type CarouselSubject, type ShownCarousel, TOP_PICKS } from '../../protocol/carousel-messages.ts';
import { leftOut } from '../../protocol/list-settings.ts';
import type { HybridScores } from '../../recommenders/hybrid/components.ts';
import { addTo } from '../../recommenders/hybrid/weighted-hybrid.ts';
import {
  fillCarousels,
  planRows,
  type Row,
  type RowSubject,
} from '../../recommenders/lists/carousel-plan.ts';
import { applySettings } from '../../recommenders/lists/rerank.ts';
import { seedMovies } from '../../recommenders/lists/seed-movies.ts';
import { topItems } from '../../recommenders/top-items.ts';
import type { Library } from '../session/catalogue.ts';
import { cardOf, mayRecommend } from './movie-cards.ts';
import type { PersonalScores } from './personal-scores.ts';

/** Carousels show movies among so many that suit the person best, or among this share of all. */
const POOL = 2000;
const POOL_SHARE = 0.1;

/** The carousels of For you, which keep their movies until the list is ordered anew. */
export interface Carousels {
  /** @param list the list beside them, best first */
  read(scores: PersonalScores, list: readonly number[]): ShownCarousel[];
  /** The next read fills them anew. */
  refill(): void;
}

export function createCarousels(library: Library): Carousels {
  let filled: readonly Row[] = [];
  return {
    read(scores, list) {
      const top = list.slice(0, TOP_PICKS);
      if (filled.length === 0) filled = fill(library, scores, top);
      return filled
        .map(({ subject, items }) => ({
          subject: shownSubject(library, subject),
          cards: items
            .filter((item) => mayRecommend(library, scores, item) && !top.includes(item))
            .map((item) => cardOf(library, scores, item)),
        }))
        .filter(({ cards }) => cards.length > 0);
    },
    refill() {
      filled = [];
    },
  };
}

function fill(library: Library, personal: PersonalScores, top: readonly number[]): Row[] {
  const { shelf, tfidf, dataset, counts, indexOf } = library;
  const { person, unwanted, inputs } = personal;
  const { stored, rankers } = inputs;
  const { scores } = personal.ranked();
  const relevance = applySettings(scores.total, person, shelf, stored.listSettings);
  const out = new Set([...unwanted, ...top, ...leftOut(stored.listSettings, dataset.movies, counts)]);
  const size = Math.max(POOL, Math.round(POOL_SHARE * relevance.length));
  const pool = topItems(relevance, size, out);
  const given = [...stored.ratings].flatMap(([movieId, { stars, at }]) => {
    const item = indexOf.get(movieId);
    return item === undefined ? [] : [{ item, stars, at }];
  });
  const plans = planRows({
    person,
    shelf,
    relevance,
    ease: rankers.get('ease') ?? null,
    ials: rankers.get('ials') ?? null,
    users: dataset.ratings.users,
    unpopular: applySettings(withoutPopularity(scores), person, shelf, stored.listSettings),
    seeds: seedMovies(given, tfidf),
  });
  return fillCarousels(plans, pool);
}

function withoutPopularity({ total, parts }: HybridScores): Float32Array {
  // Where popularity is the only component, nothing would be left that tells movies apart.
  if (parts.popularity === undefined || Object.keys(parts).length === 1) return total;
  const rest = parts.popularity.map((part) => -part);
  addTo(rest, total);
  return rest;
}

function shownSubject({ dataset }: Library, subject: RowSubject): CarouselSubject {
  switch (subject.kind) {
    case 'seed':
      return { kind: 'seed', movie: dataset.movies[subject.item] };
    case 'gems':
      return { kind: 'gems', most: subject.most, people: dataset.ratings.users };
    default:
      return subject;
  }
}
