import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { ComparedList, Fitting, RecommenderQueries } from '../../protocol/recommender-messages.ts';
import type { Library } from '../session/catalogue.ts';
import { topCards } from './movie-cards.ts';
import type { PersonalScores } from './personal-scores.ts';
import type { RecommenderPool } from './recommender-pool.ts';

/** Movies in each list. */
const LISTED = 20;

/** Two recommenders side by side. */
export interface Comparison {
  /** Both lists as far as they are ready. The first read of a watch begins to fit what is missing. */
  read(
    query: RecommenderQueries['comparison']['query'],
    scores: PersonalScores,
    signal: AbortSignal,
  ): readonly [ComparedList, ComparedList];
}

interface ComparisonPorts {
  readonly library: Library;
  readonly pool: RecommenderPool;
  /** There is progress to show. */
  progressed(): void;
  reportError(thrown: unknown): void;
}

export function createComparison({ library, pool, progressed, reportError }: ComparisonPorts): Comparison {
  /** What each watch waits for, by the recommender that was asked for. */
  const fittings = new WeakMap<AbortSignal, Map<RecommenderId, Fitting>>();

  async function fitMissing(
    id: RecommenderId,
    all: Map<RecommenderId, Fitting>,
    signal: AbortSignal,
  ): Promise<void> {
    all.set(id, { part: id, done: null });
    try {
      await pool.fit(id, {
        signal,
        onProgress(part, done) {
          all.set(id, { part, done });
          progressed();
        },
      });
    } catch (thrown) {
      if (!signal.aborted) reportError(thrown);
    }
    all.delete(id);
    if (!signal.aborted) progressed();
  }

  function begin(ids: Iterable<RecommenderId>, signal: AbortSignal): Map<RecommenderId, Fitting> {
    const fitting = new Map<RecommenderId, Fitting>();
    fittings.set(signal, fitting);
    for (const id of ids) if (pool.ready(id) === null) fitMissing(id, fitting, signal);
    return fitting;
  }

  return {
    read({ a, b }, scores, signal) {
      const fitting = fittings.get(signal) ?? begin(new Set([a, b]), signal);
      const list = (id: RecommenderId): ComparedList => {
        const ranker = pool.ready(id);
        const top =
          ranker === null ? { cards: null, silent: false } : topCards(library, scores, ranker, LISTED);
        return { recommender: id, cards: top.cards, silent: top.silent, fitting: fitting.get(id) ?? null };
      };
      return [list(a), list(b)];
    },
  };
}
