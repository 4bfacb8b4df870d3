import type { ShownSubject } from '../../protocol/carousel-messages.ts';
import { leftOut } from '../../protocol/list-settings.ts';
import type { Event } from '../../protocol/messages.ts';
import { TOP_PICKS } from '../../protocol/top-picks.ts';
import { addTo } from '../../recommenders/hybrid/weighted-hybrid.ts';
import {
  fillCarousels,
  planRows,
  type Row,
  type RowSubject,
} from '../../recommenders/lists/carousel-plan.ts';
import { bent } from '../../recommenders/lists/rerank.ts';
import { seedMovies } from '../../recommenders/lists/seed-movies.ts';
import { topItems } from '../../recommenders/top-items.ts';
import type { Library } from '../session/catalogue.ts';
import type { Taste } from './personal-scores.ts';
import type { Known, Order } from './recommendations-view.ts';

/** Films in rows are among so many that suit the person best, or among this share of all. */
const POOL = 2000;
const POOL_SHARE = 0.1;

/** A list that was just told. */
interface Listed {
  readonly taste: Taste;
  readonly known: Known;
  /** Best first; null in a live experiment, which has no rows. */
  readonly items: readonly number[] | null;
}

/** The rows of For you, beside its list. */
export interface Rows {
  show(on: boolean): void;
  /** The list was told: rows follow, when what else waits has had its turn. */
  follow(listed: Listed, order: Order): void;
}

export function createRows(library: Library, emit: (event: Event) => void): Rows {
  let on = false;
  let last: Listed | null = null;
  let laid: readonly Row[] = [];
  let waiting: ReturnType<typeof setTimeout> | undefined;

  function tell(): void {
    if (!on || last === null || last.items === null) return;
    const { taste } = last;
    const top = last.items.slice(0, TOP_PICKS);
    if (laid.length === 0) laid = interleaved(library, last, top);
    const rows = laid
      .map(({ subject, items }) => ({
        subject: shown(library, subject),
        cards: items.filter((item) => taste.isWanted(item) && !top.includes(item)).map(taste.card),
      }))
      .filter(({ cards }) => cards.length > 0);
    emit({ type: 'rows', rows });
  }

  /** The list is what a person waits for: it is sent and painted first. */
  function soon(): void {
    clearTimeout(waiting);
    waiting = setTimeout(tell);
  }

  return {
    show(now) {
      on = now;
      if (on) soon();
    },
    follow(listed, order) {
      last = listed;
      if (order === 'new') laid = [];
      if (on) soon();
    },
  };
}

function interleaved(library: Library, { taste, known }: Listed, top: readonly number[]): Row[] {
  const { shelf, tfidf, dataset, counts, indexOf } = library;
  const { stored, rankers } = known;
  const { person, scores } = taste;
  const relevance = bent(scores.total, person, shelf, stored.listSettings);
  const out = new Set([...taste.unwanted, ...top, ...leftOut(stored.listSettings, dataset.movies, counts)]);
  const size = Math.max(POOL, Math.round(POOL_SHARE * relevance.length));
  const pool = topItems(relevance, size, out);
  const given = [...stored.ratings].flatMap(([movieId, { stars, at }]) => {
    const item = indexOf.get(movieId);
    return item === undefined ? [] : [{ item, stars, at }];
  });
  const [ease, ials] = [rankers.get('ease') ?? null, rankers.get('ials') ?? null];
  const plans = planRows({
    ...{ person, shelf, relevance, ease, ials, users: dataset.ratings.users },
    unpopular: bent(withoutPopularity(scores), person, shelf, stored.listSettings),
    seeds: seedMovies(given, tfidf),
  });
  return fillCarousels(plans, pool);
}

function withoutPopularity({ total, parts }: Taste['scores']): Float32Array {
  // Where popularity is all there is, what is left tells no film from another.
  if (parts.popularity === undefined || Object.keys(parts).length === 1) return total;
  const rest = parts.popularity.map((part) => -part);
  addTo(rest, total);
  return rest;
}

function shown({ dataset }: Library, subject: RowSubject): ShownSubject {
  switch (subject.kind) {
    case 'seed':
      return { kind: 'seed', movie: dataset.movies[subject.item] };
    case 'gems':
      return { kind: 'gems', most: subject.most, people: dataset.ratings.users };
    default:
      return subject;
  }
}
