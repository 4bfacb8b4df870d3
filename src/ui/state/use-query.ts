import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { type AnswerTo, type Queries, type Query, type QueryType, queryKey } from '../../protocol/queries.ts';
import type { CachedAnswer } from './query-cache.ts';
import { useStore } from './store.ts';

/** What a component shows of a query. */
interface QueryResult<A> {
  readonly isAnswered: boolean;
  /** Null before the first answer. */
  readonly answer: A | null;
  /** Milliseconds that the last answer to a person command took; null before the first. */
  readonly took: number | null;
}

const nothing: QueryResult<never> = { isAnswered: false, answer: null, took: null };
const watchNothing = () => () => {};

/**
 * The answer to a query, fresh for as long as the component is mounted. The component renders again when this answer
 * changes, and not for others.
 * @param query null to ask for nothing
 */
export function useQuery<Q extends Query>(query: Q | null): QueryResult<AnswerTo<Q>> {
  const { queries } = useStore();
  const key = query === null ? null : queryKey(query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the query
  const watch = useCallback(
    (listener: () => void) => (query === null ? watchNothing() : queries.watch(query, listener)),
    [queries, key],
  );
  return useSyncExternalStore(watch, () => (query === null ? null : queries.read(query))) ?? nothing;
}

/** The answers to several queries of one type, in their order; null before the first answer. */
export function useQueries<Q extends Query>(asked: readonly Q[]): readonly (AnswerTo<Q> | null)[] {
  const { queries } = useStore();
  const keys = asked.map(queryKey).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys stand for the queries
  const watch = useCallback(
    (listener: () => void) => {
      const ends = asked.map((query) => queries.watch(query, listener));
      return () => {
        for (const end of ends) end();
      };
    },
    [queries, keys],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys stand for the queries
  const read = useMemo(() => {
    let known: readonly (CachedAnswer<AnswerTo<Q>> | null)[] | null = null;
    return () => {
      const now = asked.map((query) => queries.read(query));
      if (known === null || now.some((answer, n) => answer !== known?.[n])) known = now;
      return known;
    };
  }, [queries, keys]);
  return useSyncExternalStore(watch, read).map((cached) => cached?.answer ?? null);
}

/** The newest answer to any query of a type, without asking for one: it changes only while some component watches. */
export function useLatestAnswer<T extends QueryType>(type: T): QueryResult<Queries[T]['answer']> {
  const { queries } = useStore();
  const listen = useCallback((listener: () => void) => queries.listen(type, listener), [queries, type]);
  return useSyncExternalStore(listen, () => queries.latest(type)) ?? nothing;
}

/** Whether the answer to a query is older than what the person did last; watches the query. */
export function useIsStale(query: Query): boolean {
  const { queries } = useStore();
  const key = queryKey(query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the query
  const listen = useCallback(
    (listener: () => void) => queries.listenToStaleness(query, listener),
    [queries, key],
  );
  return useSyncExternalStore(listen, () => queries.isStale(query));
}
