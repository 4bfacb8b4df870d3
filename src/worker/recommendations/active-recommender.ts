import type { Fitting, ActiveRecommender as State } from '../../protocol/recommender-messages.ts';
import type { RecommenderId } from '../../recommenders/registry.ts';
import { hybrid, type Ranker, type RecommenderPool } from './recommender-pool.ts';

/** What orders For you: the recommender that the person chose, once it is fitted. */
export interface ActiveRecommender {
  /** What orders the list now. */
  inUse(): Ranker;
  state(): State;
  /** Orders by another recommender from now on, or as soon as it is fitted; until then the list stays as it is. */
  choose(id: RecommenderId): void;
  /** Uses what has been trained or fitted since. */
  renew(): void;
  /** Begins to fit what was chosen, where it is not ready. To be called once. */
  begin(): void;
}

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

/** @param stored what the person chose in an earlier visit */
export function createActiveRecommender(
  stored: RecommenderId,
  { pool, changed, progressed, failed, signal }: ActiveRecommenderPorts,
): ActiveRecommender {
  let chosen = stored;
  let inUse = pool.ready(stored) ?? hybrid;
  let fitting: Fitting | null = null;
  /** Gives up the fit of a recommender that is no longer chosen. */
  let giveUp = new AbortController();

  async function fitChosen(id: RecommenderId): Promise<void> {
    giveUp = new AbortController();
    const active = AbortSignal.any([signal, giveUp.signal]);
    fitting = { part: id, done: null };
    try {
      const ranker = await pool.fit(id, {
        signal: active,
        onProgress(part, done) {
          if (active.aborted) return;
          fitting = { part, done };
          progressed();
        },
      });
      if (ranker === null || active.aborted) return;
      inUse = ranker;
      fitting = null;
      changed();
    } catch (thrown) {
      if (active.aborted) return;
      chosen = inUse.id;
      fitting = null;
      failed(chosen, thrown);
      progressed();
    }
  }

  return {
    inUse: () => inUse,
    state: () => ({ chosen, inUse: inUse.id, fitting }),
    choose(id) {
      if (id === chosen) return;
      giveUp.abort();
      chosen = id;
      fitting = null;
      const ready = pool.ready(id);
      if (ready === null) {
        fitChosen(id);
        progressed();
      } else {
        inUse = ready;
        changed();
      }
    },
    renew() {
      inUse = pool.ready(inUse.id) ?? inUse;
    },
    begin() {
      if (inUse.id !== chosen) fitChosen(chosen);
    },
  };
}
