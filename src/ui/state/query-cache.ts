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
  /** The session starts anew with another person or data set: answers are void, except those of the types in `exempt`. */
  clear(exempt?: readonly QueryType[]): void;
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

/** Answers that stay after nobody watches them any longer. */
const UNWATCHED = 30;

/** The watched queries and the answers of some that were, with who listens to them. */
interface Entries {
  watch(query: Query, listener: () => void): () => void;
  get(key: string): Entry | undefined;
  /** Drops the answers to queries of a type for which `isExempt` is false. */
  clear(isExempt: (type: QueryType) => boolean): void;
}

function createEntries(line: QueryLine): Entries {
  const entries = new Map<string, Entry>();
  /** Keys of answers that nobody watches; the one that was left longest ago is first. */
  const unwatched = new Set<string>();

  function begin(key: string, query: Query): Entry {
    const entry = entries.get(key) ?? { query, listeners: new Set(), answer: null, leaving: null };
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

  return {
    get: (key) => entries.get(key),
    watch(query, listener) {
      const key = queryKey(query);
      const entry = begin(key, query);
      // The same function may be added more than once; each watch needs an identity of its own.
      const own = () => listener();
      entry.listeners.add(own);
      return () => {
        if (!entry.listeners.delete(own) || entry.listeners.size > 0) return;
        entry.leaving = setTimeout(() => leave(key, entry));
      };
    },
    clear(isExempt) {
      for (const [key, entry] of entries) {
        if (isExempt(entry.query.type)) continue;
        entry.answer = null;
        if (unwatched.delete(key)) entries.delete(key);
        notify(entry.listeners);
      }
    },
  };
}

/** The newest answer of each type. */
interface LatestAnswers {
  get(type: QueryType): StoredAnswer | null;
  set(type: QueryType, answer: StoredAnswer): void;
  listen(type: QueryType, listener: () => void): () => void;
  clear(isExempt: (type: QueryType) => boolean): void;
}

function createLatestAnswers(): LatestAnswers {
  const answers = new Map<QueryType, StoredAnswer>();
  const listeners = new Map<QueryType, Set<() => void>>();
  return {
    get: (type) => answers.get(type) ?? null,
    set(type, answer) {
      answers.set(type, answer);
      notify(listeners.get(type) ?? []);
    },
    listen(type, listener) {
      const ofType = listeners.get(type) ?? new Set();
      listeners.set(type, ofType.add(listener));
      return () => ofType.delete(listener);
    },
    clear(isExempt) {
      for (const type of [...answers.keys()]) {
        if (isExempt(type)) continue;
        answers.delete(type);
        notify(listeners.get(type) ?? []);
      }
    },
  };
}

/**
 * Components that watch the same query share one watch. It ends a macrotask after the last of them has gone, so that a
 * component that mounts again at once changes nothing.
 */
export function createQueryCache(line: QueryLine): QueryCache {
  const entries = createEntries(line);
  const latest = createLatestAnswers();
  const stalenessListeners = new Set<() => void>();
  let session = 0;
  let commands = 0;

  function answerTo(query: Query): StoredAnswer | null {
    return entries.get(queryKey(query))?.answer ?? null;
  }

  function newSession(): void {
    session++;
    commands = 0;
    notify(stalenessListeners);
  }

  return {
    watch: entries.watch,
    // The worker answers a query of a type with an answer of that type.
    read: <Q extends Query>(query: Q) => answerTo(query) as CachedAnswer<AnswerTo<Q>> | null,
    listen: latest.listen,
    latest: <T extends QueryType>(type: T) => latest.get(type) as CachedAnswer<Queries[T]['answer']> | null,
    isStale(query) {
      const answer = answerTo(query);
      return answer === null || answer.session !== session || answer.revision < commands;
    },
    listenToStaleness(query, listener) {
      stalenessListeners.add(listener);
      const endWatch = entries.watch(query, listener);
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
      notify(entry.listeners);
      latest.set(type, entry.answer);
    },
    personCommandSent() {
      commands++;
      notify(stalenessListeners);
    },
    workerRestarted: newSession,
    clear(exempt = []) {
      const isExempt = (type: QueryType) => exempt.includes(type);
      entries.clear(isExempt);
      latest.clear(isExempt);
      newSession();
    },
  };
}

function notify(listeners: Iterable<() => void>): void {
  for (const listener of [...listeners]) listener();
}
