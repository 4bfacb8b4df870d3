import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { ActiveRecommender as Answer, Fitting } from '../../protocol/recommender-messages.ts';
import { hybrid, type Ranker, type RecommenderPool } from './recommender-pool.ts';

type State = Omit<Answer, 'bound'>;

interface ActiveRecommenderPorts {
  readonly pool: RecommenderPool;
  /** Another recommender orders the list now. */
  changed(): void;
  /** There is progress to show. */
  progressed(): void;
  /** The chosen recommender could not be fitted; the one in use stays. */
  failed(inUse: RecommenderId, thrown: unknown): void;
  /** Aborted when the session ends. */
  readonly signal: AbortSignal;
}

/** What orders For you: the recommender that the person chose, once it is fitted. */
export class ActiveRecommender {
  private chosen: RecommenderId;
  private current: Ranker;
  private fitting: Fitting | null = null;
  private learning: Fitting | null = null;
  /** Gives up the fit of a recommender that is no longer chosen. */
  private giveUp = new AbortController();

  /** @param stored what the person chose in an earlier visit */
  constructor(
    stored: RecommenderId,
    private readonly ports: ActiveRecommenderPorts,
  ) {
    this.chosen = stored;
    this.current = ports.pool.ready(stored) ?? hybrid;
  }

  /** What orders the list now. */
  inUse(): Ranker {
    return this.current;
  }

  state(): State {
    return { chosen: this.chosen, inUse: this.current.id, fitting: this.fitting, learning: this.learning };
  }

  /** Shows the progress of what is fitted in the background; null once it is done. */
  learns(learning: Fitting | null): void {
    this.learning = learning;
    this.ports.progressed();
  }

  /** Orders by another recommender from now on, or as soon as it is fitted; until then the list stays as it is. */
  choose(id: RecommenderId): void {
    if (id === this.chosen) return;
    this.giveUp.abort();
    this.chosen = id;
    this.fitting = null;
    const ready = this.ports.pool.ready(id);
    if (ready === null) {
      this.fitChosen(id);
      this.ports.progressed();
    } else {
      this.current = ready;
      this.ports.changed();
    }
  }

  /** Uses what has been trained or fitted since. */
  renew(): void {
    this.current = this.ports.pool.ready(this.current.id) ?? this.current;
  }

  /** Begins to fit what was chosen, where it is not ready. To be called once. */
  begin(): void {
    if (this.current.id !== this.chosen) this.fitChosen(this.chosen);
  }

  private async fitChosen(id: RecommenderId): Promise<void> {
    const { pool, changed, progressed, failed } = this.ports;
    this.giveUp = new AbortController();
    const signal = AbortSignal.any([this.ports.signal, this.giveUp.signal]);
    this.fitting = { part: id, done: null };
    const onProgress = (part: RecommenderId, done: number | null) => {
      if (signal.aborted) return;
      this.fitting = { part, done };
      progressed();
    };
    try {
      const ranker = await pool.fit(id, { signal, onProgress });
      if (ranker === null || signal.aborted) return;
      this.current = ranker;
      this.fitting = null;
      changed();
    } catch (thrown) {
      if (signal.aborted) return;
      this.chosen = this.current.id;
      this.fitting = null;
      failed(this.chosen, thrown);
      progressed();
    }
  }
}
