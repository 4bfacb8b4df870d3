import type { Event } from '../../protocol/messages.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { Fitting } from '../../protocol/recommender-messages.ts';
import { type Fits, hybrid, type Ranker } from './recommender-pool.ts';

/** What orders For you: the recommender that the person chose, once it is fitted. */
export interface Ranking {
  /** What orders the list now. */
  inUse(): Ranker;
  /** Orders by another from now on, or as soon as it is fitted; until then the list stays as it is, and that is told. */
  choose(id: RecommenderId): void;
  /** Takes over what has been trained or fitted since. */
  renew(): void;
  /** Tells what orders the list, and begins to fit what was chosen where that is not ready. To be called once. */
  begin(): void;
}

interface RankingPorts {
  readonly fits: Fits;
  emit(event: Event): void;
  /** The list is to be ordered anew. */
  changed(): void;
  /** What was chosen could not be fitted; the one in use stays. */
  failed(inUse: RecommenderId, thrown: unknown): void;
  /** False once the visit is over. */
  isOpen(): boolean;
}

/** @param wished what the person chose in an earlier visit */
export function createRanking(listSettings: RecommenderId, ports: RankingPorts): Ranking {
  const { fits, emit } = ports;
  let chosen = listSettings;
  let inUse = fits.ready(listSettings) ?? hybrid;
  let fitting: Fitting | null = null;

  const tell = () => emit({ type: 'ranking', ranking: { chosen, inUse: inUse.id, fitting } });

  function prepare(id: RecommenderId): void {
    const wanted = () => ports.isOpen() && chosen === id && inUse.id !== id;
    fitting = { part: id, done: null };
    fits
      .fit(id, {
        wanted,
        told(part, done) {
          if (!wanted()) return;
          fitting = { part, done };
          tell();
        },
      })
      .then((ranker) => {
        if (ranker === null || !wanted()) return;
        inUse = ranker;
        fitting = null;
        ports.changed();
        tell();
      })
      .catch((thrown: unknown) => {
        if (!wanted()) return;
        chosen = inUse.id;
        fitting = null;
        ports.failed(chosen, thrown);
        tell();
      });
  }

  return {
    inUse: () => inUse,
    choose(id) {
      if (id === chosen) return;
      chosen = id;
      fitting = null;
      const ready = fits.ready(id);
      if (ready === null) prepare(id);
      else {
        inUse = ready;
        ports.changed();
      }
      tell();
    },
    renew() {
      inUse = fits.ready(inUse.id) ?? inUse;
    },
    begin() {
      if (inUse.id !== chosen) prepare(chosen);
      tell();
    },
  };
}
