import { createRandom } from '../../base/random.ts';
import type { Steps } from '../../base/steps.ts';
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
import { type DayRow, dayRow } from './day-row.ts';
import { cardOf, mayRecommend } from './movie-cards.ts';
import type { PersonalScores } from './personal-scores.ts';

/** Carousels show movies among so many that suit the person best, or among this share of all. */
const POOL = 2000;
const POOL_SHARE = 0.1;

/** The carousels of For you, which keep their movies until the list is ordered anew. */
export interface Carousels {
  /** In steps of some milliseconds. @param list the list beside them, best first */
  read(scores: PersonalScores, list: readonly number[]): Steps<ShownCarousel[]>;
  /** The next read fills them anew. */
  refill(): void;
}

/**
 * @param today the local date, asked for at each filling
 * @param seed of what is drawn by chance. Each filling begins with it again, so that a rating moves the row as far as it
 * changes what the model believes, and no further.
 */
export function createCarousels(catalogue: Catalogue, seed: number, today = () => new Date()): Carousels {
  let filled: Filled = empty;
  return {
    *read(scores, list) {
      const top = list.slice(0, TOP_PICKS);
      const before = filled;
      const now = before.rows.length > 0 ? before : yield* fill(catalogue, scores, top, seed, today());
      // They may be due to be filled anew by now.
      if (filled === before) filled = now;
      const { rows, occasion } = now;
      return rows
        .map(({ subject, items }) => {
          const shown = items.filter((item) => mayRecommend(catalogue, scores, item) && !top.includes(item));
          return {
            subject: shownSubject(catalogue, subject),
            cards: shown.map((item) => cardOf(catalogue, scores, item)),
            ...(subject.kind === 'occasion' &&
              occasion !== null && { reasons: shown.map((item) => occasion.reasons(item)) }),
          };
        })
        .filter(({ cards }) => cards.length > 0);
    },
    refill() {
      filled = { ...empty };
    },
  };
}

interface Filled {
  readonly rows: readonly Row[];
  /** The row of the day that they were filled on; null where there is none. */
  readonly occasion: DayRow | null;
}

const empty: Filled = { rows: [], occasion: null };

function* fill(
  catalogue: Catalogue,
  personal: PersonalScores,
  top: readonly number[],
  seed: number,
  today: Date,
): Steps<Filled> {
  const { shelf, tfidf, dataset, indexOf } = catalogue;
  const { person, unwanted, inputs } = personal;
  const { stored, backgroundRecommenders } = inputs;
  const { scores } = personal.ranked();
  const relevance = applySettings(scores.total, person, shelf, stored.listSettings);
  const out = new Set([...unwanted, ...top, ...leftOut(stored.listSettings, dataset.movies, shelf.known)]);
  const size = Math.max(POOL, Math.round(POOL_SHARE * relevance.length));
  const pool = topItems(relevance, size, out);
  yield;
  const given = [...stored.ratings].flatMap(([movieId, { stars, at }]) => {
    const item = indexOf.get(movieId);
    return item === undefined ? [] : [{ item, stars, at }];
  });
  const sample = personal.prediction()?.sample ?? null;
  const occasion = stored.listSettings.timeOfYear ? dayRow(catalogue, person.ratings, pool, today) : null;
  yield;
  const plans = planRows({
    person,
    shelf,
    relevance,
    ease: backgroundRecommenders.get('ease') ?? null,
    ials: backgroundRecommenders.get('ials') ?? null,
    users: dataset.ratings.users,
    unpopular: applySettings(withoutPopularity(scores), person, shelf, stored.listSettings),
    recent: recentMovies(catalogue, out),
    occasion,
    seeds: seedMovies(given, tfidf),
    drawn: sample && ((among, count) => thompsonPicks(sample, among, count, createRandom(seed))),
    pool,
  });
  yield;
  return { rows: yield* fillCarousels(plans, pool), occasion };
}

/** The movies of recent years but for those that the rows must not show. */
function recentMovies(
  { dataset: { movies }, recentSince: since }: Catalogue,
  out: ReadonlySet<number>,
): RecentMovies | null {
  if (since === null) return null;
  const items: number[] = [];
  for (const [item, { year }] of movies.entries()) {
    if (year !== null && year >= since && !out.has(item)) items.push(item);
  }
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
