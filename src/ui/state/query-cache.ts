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
class WatchedAnswers implements QueryCache {
  readonly #line: QueryLine;
  readonly #entries = new Map<string, Entry>();
  /** Keys of answers that nobody watches, those that were left longest ago first. */
  readonly #unwatched = new Set<string>();
  readonly #latest = new Map<QueryType, StoredAnswer>();
  readonly #listenersByType = new Map<QueryType, Set<() => void>>();
  readonly #stalenessListeners = new Set<() => void>();
  #session = 0;
  #commands = 0;

  constructor(line: QueryLine) {
    this.#line = line;
  }

  watch(query: Query, listener: () => void): () => void {
    const key = queryKey(query);
    const entry = this.#begin(key, query);
    // The same function may be added more than once; each watch needs an identity of its own.
    const own = () => listener();
    entry.listeners.add(own);
    return () => {
      if (!entry.listeners.delete(own) || entry.listeners.size > 0) return;
      entry.leaving = setTimeout(() => this.#leave(key, entry));
    };
  }

  read<Q extends Query>(query: Q): CachedAnswer<AnswerTo<Q>> | null {
    const answer = this.#entries.get(queryKey(query))?.answer ?? null;
    // The worker answers a query of a type with an answer of that type.
    return answer as CachedAnswer<AnswerTo<Q>> | null;
  }

  listen(type: QueryType, listener: () => void): () => void {
    const listeners = this.#listenersByType.get(type) ?? new Set();
    this.#listenersByType.set(type, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  latest<T extends QueryType>(type: T): CachedAnswer<Queries[T]['answer']> | null {
    return (this.#latest.get(type) ?? null) as CachedAnswer<Queries[T]['answer']> | null;
  }

  isStale(query: Query): boolean {
    const answer = this.#entries.get(queryKey(query))?.answer ?? null;
    return answer === null || answer.session !== this.#session || answer.revision < this.#commands;
  }

  listenToStaleness(query: Query, listener: () => void): () => void {
    this.#stalenessListeners.add(listener);
    const endWatch = this.watch(query, listener);
    return () => {
      this.#stalenessListeners.delete(listener);
      endWatch();
    };
  }

  take({ key, revision, took, answer }: Answered): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    const { type } = entry.query;
    const before = entry.answer;
    const session = this.#session;
    if (before !== null && before.session === session && revision < before.revision) return;
    const lastTook = took ?? this.#latest.get(type)?.took ?? null;
    entry.answer = { isAnswered: true, answer, took: lastTook, revision, session };
    this.#latest.set(type, entry.answer);
    notify(entry.listeners);
    notify(this.#listenersByType.get(type) ?? []);
  }

  personCommandSent(): void {
    this.#commands++;
    notify(this.#stalenessListeners);
  }

  workerRestarted(): void {
    this.#session++;
    this.#commands = 0;
    notify(this.#stalenessListeners);
  }

  clear(except: readonly QueryType[] = []): void {
    for (const [key, entry] of this.#entries) {
      if (except.includes(entry.query.type)) continue;
      entry.answer = null;
      if (this.#unwatched.delete(key)) this.#entries.delete(key);
      notify(entry.listeners);
    }
    for (const type of [...this.#latest.keys()]) {
      if (except.includes(type)) continue;
      this.#latest.delete(type);
      notify(this.#listenersByType.get(type) ?? []);
    }
    this.workerRestarted();
  }

  #begin(key: string, query: Query): Entry {
    const known = this.#entries.get(key);
    const entry = known ?? { query, listeners: new Set(), answer: null, leaving: null };
    if (entry.leaving !== null) {
      clearTimeout(entry.leaving);
      entry.leaving = null;
    } else if (entry.listeners.size === 0) {
      this.#entries.set(key, entry);
      this.#unwatched.delete(key);
      this.#line.watch(key, query);
    }
    return entry;
  }

  #leave(key: string, entry: Entry): void {
    entry.leaving = null;
    this.#line.unwatch(key);
    if (entry.answer === null) {
      this.#entries.delete(key);
      return;
    }
    this.#unwatched.add(key);
    for (const oldest of this.#unwatched) {
      if (this.#unwatched.size <= UNWATCHED) break;
      this.#unwatched.delete(oldest);
      this.#entries.delete(oldest);
    }
  }
}

export function createQueryCache(line: QueryLine): QueryCache {
  return new WatchedAnswers(line);
}

function notify(listeners: Iterable<() => void>): void {
  for (const listener of [...listeners]) listener();
}
