import { LIKED } from '../../base/liked.ts';
import { estimatesOf } from '../../evaluation/experiment-estimates.ts';
import { type Pick, teamDraft } from '../../evaluation/interleaving.ts';
import type { ExperimentEvent, ExperimentState, Waiting } from '../../protocol/experiment-messages.ts';
import type { PersonCommand } from '../../protocol/person-messages.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { ExperimentRecord } from '../../storage/person/experiment-schema.ts';
import type { Interleaved } from '../recommendations/current-list.ts';
import { type BestItems, bestItemsBy, mayRecommend } from '../recommendations/movie-cards.ts';
import type { PersonalScores } from '../recommendations/personal-scores.ts';
import type { Ranker, RecommenderPool } from '../recommendations/recommender-pool.ts';
import type { Catalogue } from '../session/catalogue.ts';
import { countsOf, type ExperimentRecords, type InterleavedList, listsIn } from './experiment-log.ts';

const SEEDS = 2 ** 32;

interface ExperimentPorts {
  readonly catalogue: Catalogue;
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

/** Live experiments: two recommenders interleaved on For you. */
export class LiveExperiment {
  private current: (InterleavedList & { readonly picks: readonly Pick[] }) | null = null;
  private waiting: Waiting | null = null;
  /** The scores for which `waiting` was determined; null while it is unknown. */
  private checked: PersonalScores | null = null;
  /** Gives up fitting for an experiment that is over. */
  private fitting: { readonly id: number; readonly controller: AbortController } | null = null;

  constructor(private readonly ports: ExperimentPorts) {}

  /** Drafts the list while an experiment runs, see `Interleave`. */
  interleave(scores: PersonalScores, count: number, afresh: boolean): Interleaved | null {
    const { catalogue } = this.ports;
    const both = this.bestOfBoth(scores, count);
    if (both === null) {
      this.current = null;
      return null;
    }
    const [a, b] = both;
    const list = afresh || this.current === null ? { ...newList(), picks: [] } : this.current;
    const stay = list.picks.filter(({ item }) => mayRecommend(catalogue, scores, item));
    // Each draft has its own random stream, so that a list that goes on does not repeat its beginning.
    const picks = teamDraft(a.items, b.items, count, list.seed + stay.length, stay);
    this.current = { ...list, picks };
    return { list: list.id, items: picks.map(({ item }) => item) };
  }

  start(a: RecommenderId, b: RecommenderId): void {
    if (a === b) return;
    this.ports.records.start(a, b, Date.now());
    this.restart();
  }

  stop(): void {
    this.ports.records.stop(Date.now());
    this.restart();
  }

  remove(id: number): void {
    this.ports.records.remove(id);
    this.restart();
  }

  /** Movies of a list were really on the screen. */
  saw(list: string, movieIds: readonly number[]): void {
    this.recorded(this.recordSeen(list, movieIds));
  }

  /** A movie's page was opened from a list. */
  clicked(list: string, movieId: number): void {
    const isNew = this.recordSeen(list, [movieId]);
    this.recorded(this.ports.records.did(movieId, { opened: true }) || isNew);
  }

  /** The person rated a movie or put it aside. */
  recordCommand(command: PersonCommand): void {
    const { records } = this.ports;
    if (command.type === 'rate') {
      const liked = command.stars !== null && command.stars >= LIKED;
      this.recorded(records.did(command.movieId, { liked }));
    }
    if (command.type === 'mark')
      this.recorded(records.did(command.movieId, { watchlisted: command.mark === 'watchlist' }));
  }

  /** Takes over what another tab has stored. */
  read(stored: readonly ExperimentRecord[]): void {
    const { records, changed } = this.ports;
    const before = records.running()?.id;
    records.read(stored);
    if (records.running()?.id === before) changed();
    else this.restart();
  }

  /** Newest first. Begins to fit what the running one waits for. */
  states(scores: PersonalScores): readonly ExperimentState[] {
    // Where the list is watched, it is known already whether the experiment waits.
    if (this.checked !== scores) this.bestOfBoth(scores, 0);
    return this.ports.records
      .all()
      .map((one) => ({ ...stateOf(one), waiting: one.stoppedAt === null ? this.waiting : null }))
      .reverse();
  }

  /** The log of an experiment for export; null where it is gone. */
  log(id: number): ExperimentEvent['log'] | null {
    const { catalogue, records } = this.ports;
    const found = records.all().find((one) => one.id === id);
    if (found === undefined) return null;
    const lists = found.lists.map((list) => ({
      ...list,
      movies: list.movies.map((movie) => ({ ...movie, title: titleOf(catalogue, movie.movieId) })),
    }));
    return { experiment: stateOf(found), folded: found.folded, lists };
  }

  /** What each of both puts first; null while the experiment waits for one of them, or none is running. */
  private bestOfBoth(scores: PersonalScores, count: number): readonly [BestItems, BestItems] | null {
    const { catalogue, records } = this.ports;
    const experiment = records.running();
    const both = experiment === null ? null : this.teams(experiment);
    if (both === null) return null;
    const [a, b] = both.map((ranker) => bestItemsBy(catalogue, scores, ranker, count));
    this.checked = scores;
    this.waitForSilent([a, b].find((list) => list.silent)?.recommender ?? null);
    return this.waiting === null ? [a, b] : null;
  }

  /** Both recommenders; null while one is not ready, and then fits it. */
  private teams(experiment: ExperimentRecord): readonly [Ranker, Ranker] | null {
    const { pool } = this.ports;
    const [a, b] = [pool.ready(experiment.a), pool.ready(experiment.b)];
    if (a !== null && b !== null) return [a, b];
    if (this.fitting?.id !== experiment.id) this.fitBoth(experiment);
    return null;
  }

  private async fitBoth({ id, a, b }: ExperimentRecord): Promise<void> {
    const { pool, records, reportError, listChanged, changed } = this.ports;
    this.fitting?.controller.abort();
    const own = { id, controller: new AbortController() };
    this.fitting = own;
    const signal = AbortSignal.any([this.ports.signal, own.controller.signal]);
    try {
      for (const recommender of [a, b]) {
        const onProgress = (part: RecommenderId, done: number | null) => {
          if (signal.aborted) return;
          this.waiting = { kind: 'fitting', recommender, fitting: { part, done } };
          changed();
        };
        await pool.fit(recommender, { signal, onProgress });
      }
    } catch (thrown) {
      if (!signal.aborted) {
        reportError(thrown);
        records.stop(Date.now());
      }
    }
    if (this.fitting === own) this.fitting = null;
    if (signal.aborted) return;
    this.waiting = null;
    this.checked = null;
    listChanged();
    changed();
  }

  /** A recommender that has nothing to go by makes the experiment wait. */
  private waitForSilent(recommender: RecommenderId | null): void {
    const before = this.waiting;
    this.waiting = recommender === null ? null : { kind: 'silent', recommender };
    if (this.waiting?.kind !== before?.kind) this.ports.changed();
  }

  private recordSeen(listId: string, movieIds: readonly number[]): boolean {
    const { catalogue, records } = this.ports;
    const list = this.current;
    if (list === null || list.id !== listId) return false;
    return movieIds
      .map((movieId) => {
        const place = list.picks.findIndex(({ item }) => catalogue.indexOf.get(movieId) === item);
        if (place < 0) return false;
        const { id, at, seed, picks } = list;
        return records.saw({ id, at, seed }, { movieId, team: picks[place].team, place: place + 1 });
      })
      .some(Boolean);
  }

  /** Stores and shows what was recorded, if anything was new. */
  private recorded(isNew: boolean): void {
    if (!isNew) return;
    this.ports.records.write();
    this.ports.changed();
  }

  private restart(): void {
    this.fitting?.controller.abort();
    this.fitting = null;
    this.current = null;
    this.waiting = null;
    this.checked = null;
    this.ports.listChanged();
    this.ports.changed();
  }
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

function titleOf({ indexOf, dataset }: Catalogue, movieId: number): string {
  const item = indexOf.get(movieId);
  return item === undefined ? '' : dataset.movies[item].title;
}
