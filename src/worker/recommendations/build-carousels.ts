import { createRandom } from '../../base/random.ts';
import { type CarouselSubject, type ShownCarousel, TOP_PICKS } from '../../protocol/carousel-messages.ts';
import { leftOut } from '../../protocol/list-settings.ts';
import type { HybridScores } from '../../recommenders/hybrid/components.ts';
import { addTo } from '../../recommenders/hybrid/weighted-hybrid.ts';
import {
  fillCarousels,
  planRows,
  type RecentMovies,
  type Row,
  type RowSubject,
} from '../../recommenders/lists/carousel-plan.ts';
import { applySettings } from '../../recommenders/lists/rerank.ts';
import { seedMovies } from '../../recommenders/lists/seed-movies.ts';
import { thompsonPicks } from '../../recommenders/lists/thompson.ts';
import { topItems } from '../../recommenders/top-items.ts';
import type { Catalogue } from '../session/catalogue.ts';
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

/**
 * @param seed of what is drawn by chance. Each filling begins with it again, so that a rating moves the row as far as it
 * changes what the model believes, and no further.
 */
export function createCarousels(catalogue: Catalogue, seed: number): Carousels {
  let filled: readonly Row[] = [];
  return {
    read(scores, list) {
      const top = list.slice(0, TOP_PICKS);
      if (filled.length === 0) filled = fill(catalogue, scores, top, seed);
      return filled
        .map(({ subject, items }) => ({
          subject: shownSubject(catalogue, subject),
          cards: items
            .filter((item) => mayRecommend(catalogue, scores, item) && !top.includes(item))
            .map((item) => cardOf(catalogue, scores, item)),
        }))
        .filter(({ cards }) => cards.length > 0);
    },
    refill() {
      filled = [];
    },
  };
}

function fill(catalogue: Catalogue, personal: PersonalScores, top: readonly number[], seed: number): Row[] {
  const { shelf, tfidf, dataset, indexOf } = catalogue;
  const { person, unwanted, inputs } = personal;
  const { stored, backgroundRecommenders } = inputs;
  const { scores } = personal.ranked();
  const relevance = applySettings(scores.total, person, shelf, stored.listSettings);
  const out = new Set([...unwanted, ...top, ...leftOut(stored.listSettings, dataset.movies, shelf.known)]);
  const size = Math.max(POOL, Math.round(POOL_SHARE * relevance.length));
  const pool = topItems(relevance, size, out);
  const given = [...stored.ratings].flatMap(([movieId, { stars, at }]) => {
    const item = indexOf.get(movieId);
    return item === undefined ? [] : [{ item, stars, at }];
  });
  const sample = personal.prediction()?.sample ?? null;
  const plans = planRows({
    person,
    shelf,
    relevance,
    ease: backgroundRecommenders.get('ease') ?? null,
    ials: backgroundRecommenders.get('ials') ?? null,
    users: dataset.ratings.users,
    unpopular: applySettings(withoutPopularity(scores), person, shelf, stored.listSettings),
    recent: recentMovies(catalogue, out),
    seeds: seedMovies(given, tfidf),
    drawn: sample && ((among, count) => thompsonPicks(sample, among, count, createRandom(seed))),
    pool,
  });
  return fillCarousels(plans, pool);
}

/** The movies of recent years but for those that the rows must not show. */
function recentMovies(
  { dataset: { movies }, recentSince: since }: Catalogue,
  out: ReadonlySet<number>,
): RecentMovies | null {
  if (since === null) return null;
  const items = movies.flatMap(({ year }, item) =>
    year !== null && year >= since && !out.has(item) ? [item] : [],
  );
  return { since, items };
}

function withoutPopularity({ total, parts }: HybridScores): Float32Array {
  // Where popularity is the only component, nothing would be left that tells movies apart.
  if (parts.popularity === undefined || Object.keys(parts).length === 1) return total;
  const rest = parts.popularity.map((part) => -part);
  addTo(rest, total);
  return rest;
}

function shownSubject({ dataset }: Catalogue, subject: RowSubject): CarouselSubject {
  switch (subject.kind) {
    case 'seed':
      return { kind: 'seed', movie: dataset.movies[subject.item] };
    case 'gems':
      return { kind: 'gems', most: subject.most, people: dataset.ratings.users };
    default:
      return subject;
  }
}
