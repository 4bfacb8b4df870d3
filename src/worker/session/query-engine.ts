import { macrotask } from '../../base/scheduling.ts';
import type { Answered, Part, Queries, Query, QueryType, Watch } from '../../protocol/queries.ts';

/** How one type of query is answered. */
export interface QueryRule {
  /** The parts that the answer is computed from. */
  readonly dependsOn: readonly Part[];
  /** What a person looks at first is answered first: 0 before 1. */
  readonly priority: number;
}

/** Computes the answer to a query. @param signal aborted when nobody watches any longer, or the session ends */
export type AnswerQuery = (query: Query, signal: AbortSignal) => Queries[QueryType]['answer'];

/** Keeps the answers to watched queries fresh, and computes nothing that nobody watches. */
export interface QueryEngine {
  watch(message: Watch): void;
  unwatch(key: string): void;
  /** A session is open: all that is watched is answered from now on. */
  open(answer: AnswerQuery): void;
  /** The session ends: what is watched waits for the next one. */
  close(): void;
  /**
   * Parts have changed: the queries that depend on them are answered again, each once however much has changed.
   * @param received when the person command came that changed them, by performance.now()
   */
  changed(parts: readonly Part[], received?: number): void;
  /** A person command is being carried out: answers from now on are of the next revision. */
  nextRevision(): void;
  /** Resolves when every watched query has its newest answer. */
  idle(): Promise<void>;
}

interface QueryEnginePorts {
  readonly rules: Readonly<Record<QueryType, QueryRule>>;
  emit(message: Answered): void;
  /** Reports a query that cannot be answered. */
  reportError(thrown: unknown): void;
}

interface Watched {
  readonly key: string;
  readonly query: Query;
  controller: AbortController;
  isDue: boolean;
  received: number | null;
  /** The answer that was sent last; null before the first. */
  sent: Answered['answer'];
  /** Whether it could not be answered the last time: that is reported once, not at every change. */
  hasFailed: boolean;
}

function unanswered(): Omit<Watched, 'key' | 'query'> {
  return { controller: new AbortController(), isDue: true, received: null, sent: null, hasFailed: false };
}

export function createQueryEngine({ rules, emit, reportError }: QueryEnginePorts): QueryEngine {
  const watched = new Map<string, Watched>();
  let answer: AnswerQuery | null = null;
  let revision = 0;
  /** Resolves when the round of answers under way is over; null between rounds. */
  let round: Promise<void> | null = null;

  function next(): Watched | null {
    let first: Watched | null = null;
    for (const one of watched.values()) {
      if (!one.isDue) continue;
      if (first === null || rules[one.query.type].priority < rules[first.query.type].priority) first = one;
    }
    return first;
  }

  function answerOne(one: Watched, by: AnswerQuery): void {
    const { key, query, received } = one;
    one.isDue = false;
    one.received = null;
    try {
      const found = by(query, one.controller.signal);
      one.hasFailed = false;
      // The same object has not changed, and may be large.
      if (found !== null && found === one.sent) return;
      one.sent = found;
      const took = received === null ? null : performance.now() - received;
      emit({ type: 'answered', key, revision, took, answer: found });
    } catch (thrown) {
      if (!one.hasFailed) reportError(thrown);
      one.hasFailed = true;
    }
  }

  /** One answer a turn: what matters most is on the screen, and commands are heard, before the next is computed. */
  async function answerAll(): Promise<void> {
    await Promise.resolve();
    for (let one = next(); one !== null && answer !== null; one = next()) {
      answerOne(one, answer);
      await macrotask();
    }
  }

  function schedule(): void {
    if (answer === null || round !== null || next() === null) return;
    round = answerAll().finally(() => {
      round = null;
      schedule();
    });
  }

  return {
    watch({ key, query }) {
      if (watched.has(key)) return;
      watched.set(key, { key, query, ...unanswered() });
      schedule();
    },
    unwatch(key) {
      watched.get(key)?.controller.abort();
      watched.delete(key);
    },
    open(by) {
      answer = by;
      revision = 0;
      for (const one of watched.values()) Object.assign(one, unanswered());
      schedule();
    },
    close() {
      answer = null;
      for (const { controller } of watched.values()) controller.abort();
    },
    changed(parts, received) {
      for (const one of watched.values()) {
        if (!rules[one.query.type].dependsOn.some((part) => parts.includes(part))) continue;
        one.isDue = true;
        one.received ??= received ?? null;
      }
      schedule();
    },
    nextRevision() {
      revision++;
    },
    async idle() {
      while (round !== null) await round;
    },
  };
}
