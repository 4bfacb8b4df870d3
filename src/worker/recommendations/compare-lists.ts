import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { ComparedList, Fitting, RecommenderQueries } from '../../protocol/recommender-messages.ts';
import type { Catalogue } from '../session/catalogue.ts';
import { topCards } from './movie-cards.ts';
import type { PersonalScores } from './personal-scores.ts';
import type { Ranker, RecommenderPool } from './recommender-pool.ts';

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

/** One watch of a comparison. */
interface ComparisonWatch {
  /** What is being fitted, by the recommender that was asked for. */
  readonly fittings: Map<RecommenderId, Fitting>;
  /** The list of each recommender as it was answered last, and what it was computed from. */
  readonly lists: Map<RecommenderId, { readonly inputs: readonly unknown[]; readonly list: ComparedList }>;
  answer: readonly [ComparedList, ComparedList] | null;
}

interface ComparisonPorts {
  readonly catalogue: Catalogue;
  readonly pool: RecommenderPool;
  /** There is progress to show. */
  progressed(): void;
  reportError(thrown: unknown): void;
}

export function createComparison(ports: ComparisonPorts): Comparison {
  const { pool, progressed, reportError } = ports;
  const watches = new WeakMap<AbortSignal, ComparisonWatch>();

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

  function begin(ids: Iterable<RecommenderId>, signal: AbortSignal): ComparisonWatch {
    const watch: ComparisonWatch = { fittings: new Map(), lists: new Map(), answer: null };
    watches.set(signal, watch);
    for (const id of ids) if (pool.ready(id) === null) fitMissing(id, watch.fittings, signal);
    return watch;
  }

  return {
    read({ a, b }, scores, signal) {
      const watch = watches.get(signal) ?? begin(new Set([a, b]), signal);
      const lists = [listOf(a, watch, scores, ports), listOf(b, watch, scores, ports)] as const;
      // What has not changed is the same object, which is not sent again.
      if (watch.answer === null || !areSame(watch.answer, lists)) watch.answer = lists;
      return watch.answer;
    },
  };
}

/** The list of one recommender; the same object as before while nothing of it has changed. */
function listOf(
  id: RecommenderId,
  { fittings, lists }: ComparisonWatch,
  scores: PersonalScores,
  { catalogue, pool }: Pick<ComparisonPorts, 'catalogue' | 'pool'>,
): ComparedList {
  const ranker = pool.ready(id);
  const fitting = fittings.get(id) ?? null;
  const inputs = ranker === null ? [] : inputsOf(ranker, scores);
  const known = lists.get(id);
  const isFresh = known !== undefined && areSame(known.inputs, inputs);
  if (isFresh && known.list.fitting === fitting) return known.list;
  const top = isFresh
    ? known.list
    : ranker === null
      ? { cards: null, silent: false }
      : topCards(catalogue, scores, ranker, LISTED);
  const list = { recommender: id, cards: top.cards, silent: top.silent, fitting };
  lists.set(id, { inputs, list });
  return list;
}

/** All that a list is computed from: while none of it changes, the list does not either. */
function inputsOf({ id, parts }: Ranker, { inputs }: PersonalScores): readonly unknown[] {
  const { stored, stars, backgroundRecommenders } = inputs;
  const { ratings, genres, marks } = stored;
  const made = id === 'hybrid' ? [backgroundRecommenders] : parts.values();
  return [ratings, genres, marks, stars, ...made];
}

function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, n) => one === b[n]);
}
