import {
  type Answered,
  type AnswerTo,
  type Queries,
  type Query,
  type QueryType,
  queryKey,
} from '../../protocol/queries.ts';

/** An answer as the page has it. */
export interface CachedAnswer<A> {
  readonly isAnswered: true;
  readonly answer: A;
  /** Milliseconds that the last answer of this type to a person command took; null before the first. */
  readonly took: number | null;
}

/** The answers to the page's queries: those that are watched, and the last ones of some that were. */
export interface QueryCache {
  /** Watches a query for one component more. @returns ends it */
  watch(query: Query, listener: () => void): () => void;
  /** The same object until another answer comes; null before the first. */
  read<Q extends Query>(query: Q): CachedAnswer<AnswerTo<Q>> | null;
  /** Calls back whenever any query of a type is answered, without watching one. @returns ends it */
  listen(type: QueryType, listener: () => void): () => void;
  /** The newest answer to any query of a type. */
  latest<T extends QueryType>(type: T): CachedAnswer<Queries[T]['answer']> | null;
  /** Whether the answer is older than the person's last command, or is not there yet. */
  isStale(query: Query): boolean;
  /** Calls back whenever `isStale` may have changed. @returns ends it */
  listenToStaleness(query: Query, listener: () => void): () => void;

  take(answered: Answered): void;
  /** A person command was sent: what comes before its answer is stale. */
  personCommandSent(): void;
  /** The worker is started again: answers stay, stale, until it sends its own. */
  workerRestarted(): void;
  /** The session starts anew with another person or data set: answers are void, except those of the types in `except`. */
  clear(except?: readonly QueryType[]): void;
}

/** Sends to the worker. */
interface QueryLine {
  watch(key: string, query: Query): void;
  unwatch(key: string): void;
}

interface StoredAnswer extends CachedAnswer<Queries[QueryType]['answer']> {
  readonly revision: number;
  /** The session of the worker that computed it: revisions count anew in each. */
  readonly session: number;
}

interface Entry {
  readonly query: Query;
  readonly listeners: Set<() => void>;
  answer: StoredAnswer | null;
  /** Runs when nobody has watched for a turn; null while somebody does, or after it. */
  leaving: ReturnType<typeof setTimeout> | null;
}

/** How many answers stay in the cache after nobody watches them any longer. */
const UNWATCHED = 30;

/**
 * Components that watch the same query share one watch. It ends a macrotask after the last of them has gone, so that a
 * component that mounts again at once changes nothing.
 */
export function createQueryCache(line: QueryLine): QueryCache {
  const entries = new Map<string, Entry>();
  /** Keys of answers that nobody watches, those that were left longest ago first. */
  const unwatched = new Set<string>();
  const latest = new Map<QueryType, StoredAnswer>();
  const listenersByType = new Map<QueryType, Set<() => void>>();
  const stalenessListeners = new Set<() => void>();
  let session = 0;
  let commands = 0;

  function begin(key: string, query: Query): Entry {
    const known = entries.get(key);
    const entry = known ?? { query, listeners: new Set(), answer: null, leaving: null };
    if (entry.leaving !== null) {
      clearTimeout(entry.leaving);
      entry.leaving = null;
    } else if (entry.listeners.size === 0) {
      entries.set(key, entry);
      unwatched.delete(key);
      line.watch(key, query);
    }
    return entry;
  }

  function leave(key: string, entry: Entry): void {
    entry.leaving = null;
    line.unwatch(key);
    if (entry.answer === null) {
      entries.delete(key);
      return;
    }
    unwatched.add(key);
    for (const oldest of unwatched) {
      if (unwatched.size <= UNWATCHED) break;
      unwatched.delete(oldest);
      entries.delete(oldest);
    }
  }

  function read<Q extends Query>(query: Q): CachedAnswer<AnswerTo<Q>> | null {
    const answer = entries.get(queryKey(query))?.answer ?? null;
    // The worker answers a query of a type with an answer of that type.
    return answer as CachedAnswer<AnswerTo<Q>> | null;
  }

  function isStale(query: Query): boolean {
    const answer = entries.get(queryKey(query))?.answer ?? null;
    return answer === null || answer.session !== session || answer.revision < commands;
  }

  function newSession(): void {
    session++;
    commands = 0;
    notify(stalenessListeners);
  }

  function watch(query: Query, listener: () => void): () => void {
    const key = queryKey(query);
    const entry = begin(key, query);
    // The same function may be added more than once; each watch needs an identity of its own.
    const own = () => listener();
    entry.listeners.add(own);
    return () => {
      if (!entry.listeners.delete(own) || entry.listeners.size > 0) return;
      entry.leaving = setTimeout(() => leave(key, entry));
    };
  }

  return {
    watch,
    read,
    listen(type, listener) {
      const listeners = listenersByType.get(type) ?? new Set();
      listenersByType.set(type, listeners.add(listener));
      return () => listeners.delete(listener);
    },
    latest: <T extends QueryType>(type: T) =>
      (latest.get(type) ?? null) as CachedAnswer<Queries[T]['answer']> | null,
    isStale,
    listenToStaleness(query, listener) {
      stalenessListeners.add(listener);
      const endWatch = watch(query, listener);
      return () => {
        stalenessListeners.delete(listener);
        endWatch();
      };
    },
    take({ key, revision, took, answer }) {
      const entry = entries.get(key);
      if (entry === undefined) return;
      const { type } = entry.query;
      const before = entry.answer;
      if (before !== null && before.session === session && revision < before.revision) return;
      const lastTook = took ?? latest.get(type)?.took ?? null;
      entry.answer = { isAnswered: true, answer, took: lastTook, revision, session };
      latest.set(type, entry.answer);
      notify(entry.listeners);
      notify(listenersByType.get(type) ?? []);
    },
    personCommandSent() {
      commands++;
      notify(stalenessListeners);
    },
    workerRestarted: newSession,
    clear(except = []) {
      for (const [key, entry] of entries) {
        if (except.includes(entry.query.type)) continue;
        entry.answer = null;
        if (unwatched.delete(key)) entries.delete(key);
        notify(entry.listeners);
      }
      for (const type of [...latest.keys()]) {
        if (except.includes(type)) continue;
        latest.delete(type);
        notify(listenersByType.get(type) ?? []);
      }
      newSession();
    },
  };
}

function notify(listeners: Iterable<() => void>): void {
  for (const listener of [...listeners]) listener();
}
