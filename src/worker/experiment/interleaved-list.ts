import { LIKED } from '../../base/liked.ts';
import { estimatesOf } from '../../evaluation/experiment-estimates.ts';
import { type Pick, teamDraft } from '../../evaluation/interleaving.ts';
import type { ExperimentCommand, ExperimentState, Waiting } from '../../protocol/experiment-messages.ts';
import type { Event, PersonCommand } from '../../protocol/messages.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { ExperimentRecord } from '../../storage/person/experiment-schema.ts';
import type { Taste } from '../recommendations/personal-scores.ts';
import type { Fits, Ranker } from '../recommendations/recommender-pool.ts';
import type { Library } from '../session/catalogue.ts';
import { countsOf, type ExperimentRecords, type InterleavedList, listsIn } from './experiment-log.ts';

const SEEDS = 2 ** 32;

/** A list dealt from two recommenders in turn. */
export interface Interleaved {
  /** What `seen` and `clicked` name it by. */
  readonly list: string;
  /** Items in order. */
  readonly items: readonly number[];
}

/** Live experiments: two recommenders interleaved on For you. */
export interface Experimenting {
  /**
   * Deals the list while an experiment goes on. @param afresh whether a new list is to be dealt; else the one that
   * stands goes on, without films that are no longer wanted
   * @returns null where the list is to be ordered as ever
   */
  deal(taste: Taste, count: number, afresh: boolean): Interleaved | null;
  perform(command: ExperimentCommand): void;
  /** The person rated a film or put it aside. */
  acted(command: PersonCommand): void;
  /** Takes over what another tab has stored. */
  read(stored: readonly ExperimentRecord[]): void;
  tell(): void;
}

interface ExperimentingPorts {
  readonly library: Library;
  readonly fits: Fits;
  readonly records: ExperimentRecords;
  emit(event: Event): void;
  /** Says what could not be fitted. */
  failed(thrown: unknown): void;
  /** For you is to be dealt or ordered anew. */
  changed(): void;
  isOpen(): boolean;
}

export function createExperimenting(ports: ExperimentingPorts): Experimenting {
  const { library, fits, records, emit } = ports;
  let current: (InterleavedList & { picks: readonly Pick[] }) | null = null;
  let waiting: Waiting | null = null;
  /** The experiment whose recommenders are being fitted. */
  let preparing: number | null = null;

  const tell = () => {
    const experiments = records
      .all()
      .map((one) => ({ ...stateOf(one), waiting: one.stoppedAt === null ? waiting : null }));
    emit({ type: 'experiments', experiments: experiments.reverse() });
  };

  /** Both recommenders; null while one is not ready, and then fits it. */
  function teams(experiment: ExperimentRecord): readonly [Ranker, Ranker] | null {
    const [a, b] = [fits.ready(experiment.a), fits.ready(experiment.b)];
    if (a !== null && b !== null) return [a, b];
    if (preparing !== experiment.id) prepare(experiment);
    return null;
  }

  async function prepare({ id, a, b }: ExperimentRecord): Promise<void> {
    const wanted = () => ports.isOpen() && records.running()?.id === id;
    preparing = id;
    try {
      for (const recommender of [a, b]) {
        await fits.fit(recommender, {
          wanted,
          told(part, done) {
            if (!wanted()) return;
            waiting = { kind: 'fitting', recommender, fitting: { part, done } };
            tell();
          },
        });
      }
    } catch (thrown) {
      if (wanted()) {
        ports.failed(thrown);
        records.stop(Date.now());
      }
    }
    if (preparing === id) preparing = null;
    if (!ports.isOpen()) return;
    waiting = null;
    ports.changed();
    tell();
  }

  function deal(taste: Taste, count: number, afresh: boolean): Interleaved | null {
    const experiment = records.running();
    const both = experiment === null ? null : teams(experiment);
    if (both === null) {
      current = null;
      return null;
    }
    const [a, b] = both.map((ranker) => taste.bestBy(ranker, count));
    const silent = [a, b].find((list) => list.silent);
    const before = waiting;
    waiting = silent === undefined ? null : { kind: 'silent', recommender: silent.recommender };
    if (waiting?.kind !== before?.kind) tell();
    if (silent !== undefined) {
      current = null;
      return null;
    }
    if (afresh || current === null) current = { ...newList(), picks: [] };
    const kept = current.picks.filter(({ item }) => taste.isWanted(item));
    // Each draft has its own stream of chance, so that a list that goes on does not repeat its beginning.
    const picks = teamDraft(a.items, b.items, count, current.seed + kept.length, kept);
    current = { ...current, picks };
    return { list: current.id, items: picks.map(({ item }) => item) };
  }

  function saw(listId: string, movieIds: readonly number[]): boolean {
    const interleaved = current;
    if (interleaved === null || interleaved.id !== listId) return false;
    return movieIds
      .map((movieId) => {
        const place = interleaved.picks.findIndex(({ item }) => library.indexOf.get(movieId) === item);
        if (place < 0) return false;
        const { team } = interleaved.picks[place];
        const { id, at, seed } = interleaved;
        return records.saw({ id, at, seed }, { movieId, team, place: place + 1 });
      })
      .some(Boolean);
  }

  /** Keeps and tells what was recorded, if anything was. */
  function recorded(isNew: boolean): void {
    if (!isNew) return;
    records.write();
    tell();
  }

  function begin(a: RecommenderId, b: RecommenderId): void {
    if (a === b) return;
    records.start(a, b, Date.now());
    restart();
  }

  function restart(): void {
    current = null;
    waiting = null;
    ports.changed();
    tell();
  }

  return {
    deal,
    tell,
    perform(command) {
      switch (command.type) {
        case 'startExperiment':
          return begin(command.a, command.b);
        case 'stopExperiment':
          records.stop(Date.now());
          return restart();
        case 'removeExperiment':
          records.remove(command.id);
          return restart();
        case 'seen':
          return recorded(saw(command.list, command.movieIds));
        case 'clicked': {
          const isNew = saw(command.list, [command.movieId]);
          return recorded(records.did(command.movieId, { opened: true }) || isNew);
        }
        case 'exportExperiment': {
          const found = records.all().find(({ id }) => id === command.id);
          if (found === undefined) return;
          const { folded, lists } = found;
          const titled = lists.map((list) => ({
            ...list,
            movies: list.movies.map((movie) => ({ ...movie, title: titleOf(library, movie.movieId) })),
          }));
          const log = { experiment: stateOf(found), folded, lists: titled };
          return emit({ type: 'experimentExported', format: command.format, log });
        }
      }
    },
    acted(command) {
      if (command.type === 'rate')
        recorded(records.did(command.movieId, { liked: command.stars !== null && command.stars >= LIKED }));
      if (command.type === 'mark')
        recorded(records.did(command.movieId, { watchlisted: command.mark === 'watchlist' }));
    },
    read(stored) {
      const before = records.running()?.id;
      records.read(stored);
      if (records.running()?.id === before) return tell();
      current = null;
      waiting = null;
      ports.changed();
      tell();
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
