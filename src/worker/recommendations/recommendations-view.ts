import type { Command, Event } from '../../protocol/messages.ts';
import type { StarPredictor } from '../../recommenders/models/rating-predictor.ts';
import type { StoredPerson } from '../../storage/person/person-store.ts';
import type { Experimenting, Interleaved } from '../experiment/interleaved-list.ts';
import { explained, mixed, whatIf } from '../explanation/explain-movie.ts';
import type { Library } from '../session/catalogue.ts';
import type { Rankers } from './background-recommenders.ts';
import { createExplorer } from './browse-movies.ts';
import { createRows } from './build-carousels.ts';
import { movieOpened } from './describe-movie.ts';
import { profiled } from './describe-profile.ts';
import { createTaste, type Taste } from './personal-scores.ts';
import type { Ranker } from './recommender-pool.ts';

/** Results of one search. */
const FOUND = 8;
const FIRST_PAGE = 24;

/** What recommendations are made from. */
export interface Known {
  readonly stored: StoredPerson;
  readonly stars: StarPredictor | null;
  readonly rankers: Rankers;
  /** What orders the list. */
  readonly ranker: Ranker;
}

/**
 * `kept`: the films that are shown stay where they are, with new values, so that nothing jumps under the eyes of a
 * person who did nothing.
 */
export type Order = 'new' | 'kept';

/** What the page shows of one library: the list in its order, the film whose page is open. Told by events. */
export interface Showing {
  /** Tells the page the list as it is. */
  show(): void;
  /** Scores anew and tells the page. @param received when the command came that this answers, by performance.now() */
  refresh(known: Known, order: Order, received?: number): void;
  /** Films to rate next. */
  ask(): void;
  showMore(count: number): void;
  /** Rows beside the list from now on, or no more. */
  showRows(on: boolean): void;
  search(query: string): void;
  openMovie(movieId: number): void;
  /** The person's ratings beside everyone's. */
  profile(): void;
  explore(command: Extract<Command, { type: 'explore' }>): void;
  /** Tells why a film stands where it stands. */
  explain(movieId: number): void;
  /** Tells what would be without one of the person's ratings. */
  whatIf(movieId: number | null, without: number): void;
  /** Tells how much say each voice has. */
  mix(): void;
  /** The person as they are now, against the library. */
  taste(): Taste;
}

export function createShowing(
  library: Library,
  known: Known,
  emit: (event: Event) => void,
  deal: Experimenting['deal'],
): Showing {
  let taste = createTaste(library, known);
  let basis = known;
  const explorer = createExplorer(library);
  const rows = createRows(library, emit);
  let shown = FIRST_PAGE;
  let order: readonly number[] = [];
  let interleaved: Interleaved | null = null;
  let item: number | null = null;

  function showList(received: number | null = null): void {
    const afresh = order.length === 0;
    interleaved = deal(taste, shown, afresh);
    order = interleaved?.items ?? taste.best(shown, order);
    const list = taste.recommended(order, interleaved?.list ?? null);
    emit({ ...list, took: received === null ? null : performance.now() - received });
    emit(taste.watchlisted());
    rows.follow({ taste, known: basis, items: interleaved === null ? order : null }, afresh ? 'new' : 'kept');
  }

  function showMovie(): void {
    if (item !== null) emit(movieOpened(library, basis.stars, taste, item));
  }

  return {
    show: () => showList(),
    refresh(now, which, received) {
      taste = createTaste(library, now);
      basis = now;
      if (which === 'new') order = [];
      showList(received);
      showMovie();
      const explored = explorer.again(taste);
      if (explored !== null) emit(explored);
    },
    taste: () => taste,
    ask: () => emit(taste.asked()),
    showMore(count) {
      shown = count;
      showList();
    },
    showRows: rows.show,
    search(query) {
      emit({ type: 'searched', query, cards: library.search(query, FOUND).map(taste.card) });
    },
    profile: () => emit(profiled(library, taste.person.ratings)),
    explore: (command) => emit(explorer.explore(command, taste)),
    openMovie(movieId) {
      item = library.indexOf.get(movieId) ?? null;
      if (item === null) emit({ type: 'movieMissing', movieId });
      showMovie();
    },
    explain: (movieId) => emit(explained(library, basis, taste, movieId, interleaved === null ? order : [])),
    mix: () => emit(mixed(taste)),
    whatIf: (movieId, without) => emit(whatIf(library, basis, taste, movieId, without)),
  };
}
