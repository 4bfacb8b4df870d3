import { LIKED } from '../../base/liked.ts';
import { estimatesOf } from '../../evaluation/experiment-estimates.ts';
import { type Pick, teamDraft } from '../../evaluation/interleaving.ts';
import type { ExperimentEvent, ExperimentState, Waiting } from '../../protocol/experiment-messages.ts';
import type { PersonCommand } from '../../protocol/person-messages.ts';
import type { RecommenderId } from '../../recommenders/registry.ts';
import type { ExperimentRecord } from '../../storage/person/experiment-schema.ts';
import type { Interleaved } from '../recommendations/current-list.ts';
import { bestItemsBy, isWanted } from '../recommendations/movie-cards.ts';
import type { PersonalScores } from '../recommendations/personal-scores.ts';
import type { Ranker, RecommenderPool } from '../recommendations/recommender-pool.ts';
import type { Library } from '../session/catalogue.ts';
import { countsOf, type ExperimentRecords, type InterleavedList, listsIn } from './experiment-log.ts';

const SEEDS = 2 ** 32;

/** Live experiments: two recommenders interleaved on For you. */
export interface Experiment {
  /** Drafts the list while an experiment runs, see `Interleave`. */
  interleave(scores: PersonalScores, count: number, afresh: boolean): Interleaved | null;
  start(a: RecommenderId, b: RecommenderId): void;
  stop(): void;
  remove(id: number): void;
  /** Movies of a list were really on the screen. */
  saw(list: string, movieIds: readonly number[]): void;
  /** A movie's page was opened from a list. */
  clicked(list: string, movieId: number): void;
  /** The person rated a movie or put it aside. */
  recordCommand(command: PersonCommand): void;
  /** Takes over what another tab has stored. */
  read(stored: readonly ExperimentRecord[]): void;
  /** Newest first. */
  states(): readonly ExperimentState[];
  /** The log of an experiment for export; null where it is gone. */
  log(id: number): ExperimentEvent['log'] | null;
}

interface ExperimentPorts {
  readonly library: Library;
  readonly pool: RecommenderPool;
  readonly records: ExperimentRecords;
  /** Reports what could not be fitted. */
  reportError(thrown: unknown): void;
  /** For you is to be drafted or ordered anew. */
  listChanged(): void;
  /** The states have changed. */
  changed(): void;
  /** Aborted when the session ends. */
  readonly signal: AbortSignal;
}

export function createExperiment(ports: ExperimentPorts): Experiment {
  const { library, pool, records, signal, changed } = ports;
  let current: (InterleavedList & { picks: readonly Pick[] }) | null = null;
  let waiting: Waiting | null = null;
  /** Gives up fitting for an experiment that is over. */
  let fitting: { readonly id: number; readonly controller: AbortController } | null = null;

  /** Both recommenders; null while one is not ready, and then fits it. */
  function teams(experiment: ExperimentRecord): readonly [Ranker, Ranker] | null {
    const [a, b] = [pool.ready(experiment.a), pool.ready(experiment.b)];
    if (a !== null && b !== null) return [a, b];
    if (fitting?.id !== experiment.id) fitBoth(experiment);
    return null;
  }

  async function fitBoth({ id, a, b }: ExperimentRecord): Promise<void> {
    fitting?.controller.abort();
    const own = { id, controller: new AbortController() };
    fitting = own;
    const active = AbortSignal.any([signal, own.controller.signal]);
    try {
      for (const recommender of [a, b]) {
        await pool.fit(recommender, {
          signal: active,
          onProgress(part, done) {
            if (active.aborted) return;
            waiting = { kind: 'fitting', recommender, fitting: { part, done } };
            changed();
          },
        });
      }
    } catch (thrown) {
      if (!active.aborted) {
        ports.reportError(thrown);
        records.stop(Date.now());
      }
    }
    if (fitting === own) fitting = null;
    if (active.aborted) return;
    waiting = null;
    ports.listChanged();
    changed();
  }

  function interleave(scores: PersonalScores, count: number, afresh: boolean): Interleaved | null {
    const experiment = records.running();
    const both = experiment === null ? null : teams(experiment);
    if (both === null) {
      current = null;
      return null;
    }
    const [a, b] = both.map((ranker) => bestItemsBy(library, scores, ranker, count));
    const silent = [a, b].find((list) => list.silent);
    const before = waiting;
    waiting = silent === undefined ? null : { kind: 'silent', recommender: silent.recommender };
    if (waiting?.kind !== before?.kind) changed();
    if (silent !== undefined) {
      current = null;
      return null;
    }
    if (afresh || current === null) {
      const { id, at, seed } = newList();
      current = { id, at, seed, picks: [] };
    }
    const stay = current.picks.filter(({ item }) => isWanted(library, scores, item));
    // Each draft has its own random stream, so that a list that goes on does not repeat its beginning.
    const picks = teamDraft(a.items, b.items, count, current.seed + stay.length, stay);
    current = { ...current, picks };
    return { list: current.id, items: picks.map(({ item }) => item) };
  }

  function recordSeen(listId: string, movieIds: readonly number[]): boolean {
    const list = current;
    if (list === null || list.id !== listId) return false;
    return movieIds
      .map((movieId) => {
        const place = list.picks.findIndex(({ item }) => library.indexOf.get(movieId) === item);
        if (place < 0) return false;
        const { id, at, seed, picks } = list;
        return records.saw({ id, at, seed }, { movieId, team: picks[place].team, place: place + 1 });
      })
      .some(Boolean);
  }

  /** Stores and shows what was recorded, if anything was new. */
  function recorded(isNew: boolean): void {
    if (!isNew) return;
    records.write();
    changed();
  }

  function restart(): void {
    fitting?.controller.abort();
    fitting = null;
    current = null;
    waiting = null;
    ports.listChanged();
    changed();
  }

  return {
    interleave,
    start(a, b) {
      if (a === b) return;
      records.start(a, b, Date.now());
      restart();
    },
    stop() {
      records.stop(Date.now());
      restart();
    },
    remove(id) {
      records.remove(id);
      restart();
    },
    saw: (list, movieIds) => recorded(recordSeen(list, movieIds)),
    clicked(list, movieId) {
      const isNew = recordSeen(list, [movieId]);
      recorded(records.did(movieId, { opened: true }) || isNew);
    },
    recordCommand(command) {
      if (command.type === 'rate')
        recorded(records.did(command.movieId, { liked: command.stars !== null && command.stars >= LIKED }));
      if (command.type === 'mark')
        recorded(records.did(command.movieId, { watchlisted: command.mark === 'watchlist' }));
    },
    read(stored) {
      const before = records.running()?.id;
      records.read(stored);
      if (records.running()?.id === before) changed();
      else restart();
    },
    states: () =>
      records
        .all()
        .map((one) => ({ ...stateOf(one), waiting: one.stoppedAt === null ? waiting : null }))
        .reverse(),
    log(id) {
      const found = records.all().find((one) => one.id === id);
      if (found === undefined) return null;
      const lists = found.lists.map((list) => ({
        ...list,
        movies: list.movies.map((movie) => ({ ...movie, title: titleOf(library, movie.movieId) })),
      }));
      return { experiment: stateOf(found), folded: found.folded, lists };
    },
  };
}

function stateOf(experiment: ExperimentRecord): Omit<ExperimentState, 'waiting'> {
  const { id, a, b, stoppedAt } = experiment;
  const counts = countsOf(experiment);
  return { id, a, b, stoppedAt, lists: listsIn(counts), counts, estimates: estimatesOf(counts) };
}

function newList(): InterleavedList {
  const at = Date.now();
  const [seed, more] = crypto.getRandomValues(new Uint32Array(2));
  return { id: `${at.toString(36)}-${more.toString(36)}`, at, seed: seed % SEEDS };
}

function titleOf({ indexOf, dataset }: Library, movieId: number): string {
  const item = indexOf.get(movieId);
  return item === undefined ? '' : dataset.movies[item].title;
}
