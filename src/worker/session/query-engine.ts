import { createPause, macrotask } from '../../base/scheduling.ts';
import { isSteps, type Steps } from '../../base/steps.ts';
import type { Answered, Part, Queries, Query, QueryType, Watch } from '../../protocol/queries.ts';

/** How one type of query is answered. */
export interface QueryRule {
  /** The parts that the answer is computed from. */
  readonly dependsOn: readonly Part[];
  /** What a person looks at first is answered first: 0 before 1. */
  readonly priority: number;
}

/** Whether a query can be answered by now; the others wait, watched, for a session that knows more. */
export type CanAnswer = (query: Query) => boolean;

type Answer = Queries[QueryType]['answer'];

/**
 * Computes the answer to a query, in steps of some milliseconds where it takes long.
 * @param signal aborted when nobody watches any longer, or the session ends
 */
export type AnswerQuery = (query: Query, signal: AbortSignal) => Answer | Steps<Answer>;

interface QueryEnginePorts {
  readonly rules: Readonly<Record<QueryType, QueryRule>>;
  /** @param isAwaited whether it is the first answer, or follows a change of the person's, so that they wait for it */
  emit(message: Answered, isAwaited: boolean): void;
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

/** Keeps the answers to watched queries fresh, and computes nothing that nobody watches. */
export class QueryEngine {
  private readonly watched = new Map<string, Watched>();
  /** Null while no session is open. */
  private answer: AnswerQuery | null = null;
  private canAnswer: CanAnswer = () => true;
  private revision = 0;
  /** Resolves when the round of answers under way is over; null between rounds. */
  private round: Promise<void> | null = null;

  constructor(private readonly ports: QueryEnginePorts) {}

  watch({ key, query }: Watch): void {
    if (this.watched.has(key)) return;
    this.watched.set(key, { key, query, ...unanswered() });
    this.schedule();
  }

  unwatch(key: string): void {
    this.watched.get(key)?.controller.abort();
    this.watched.delete(key);
  }

  /** A session is open: all that is watched is answered from now on. */
  open(answer: AnswerQuery, canAnswer: CanAnswer = () => true): void {
    this.revision = 0;
    this.replace(answer, canAnswer);
  }

  /** The session goes on with more than it knew: all is answered anew, in the count of revisions that has begun. */
  replace(answer: AnswerQuery, canAnswer: CanAnswer = () => true): void {
    this.answer = answer;
    this.canAnswer = canAnswer;
    for (const one of this.watched.values()) {
      one.controller.abort();
      Object.assign(one, unanswered());
    }
    this.schedule();
  }

  /** The session ends: what is watched waits for the next one. */
  close(): void {
    this.answer = null;
    for (const { controller } of this.watched.values()) controller.abort();
  }

  /**
   * Parts have changed: the queries that depend on them are answered again, each once however much has changed.
   * @param received when the person command came that changed them, by performance.now()
   */
  changed(parts: readonly Part[], received?: number): void {
    for (const one of this.watched.values()) {
      if (!this.ports.rules[one.query.type].dependsOn.some((part) => parts.includes(part))) continue;
      one.isDue = true;
      one.received ??= received ?? null;
    }
    this.schedule();
  }

  /** A person command is being carried out: answers from now on are of the next revision. */
  nextRevision(): void {
    this.revision++;
  }

  /** Resolves when every watched query has its newest answer. */
  async idle(): Promise<void> {
    while (this.round !== null) await this.round;
  }

  private schedule(): void {
    if (this.answer === null || this.round !== null || this.next() === null) return;
    this.round = this.answerAll().finally(() => {
      this.round = null;
      this.schedule();
    });
  }

  /** One answer a turn: what matters most is on the screen, and commands are heard, before the next is computed. */
  private async answerAll(): Promise<void> {
    await Promise.resolve();
    for (let one = this.next(); one !== null && this.answer !== null; one = this.next()) {
      await this.answerOne(one, this.answer);
      await macrotask();
    }
  }

  /** The due query that matters most. */
  private next(): Watched | null {
    const { rules } = this.ports;
    let first: Watched | null = null;
    for (const one of this.watched.values()) {
      if (!one.isDue || !this.canAnswer(one.query)) continue;
      if (first === null || rules[one.query.type].priority < rules[first.query.type].priority) first = one;
    }
    return first;
  }

  private async answerOne(one: Watched, answerBy: AnswerQuery): Promise<void> {
    const { key, query, received, controller } = one;
    one.isDue = false;
    one.received = null;
    try {
      const answer = await this.computed(one, answerBy(query, controller.signal));
      // What came meanwhile is answered instead.
      if (answer === undefined) return;
      one.hasFailed = false;
      // The same object has not changed, and may be large.
      if (answer !== null && answer === one.sent) return;
      const isAwaited = received !== null || one.sent === null;
      one.sent = answer;
      const took = received === null ? null : performance.now() - received;
      this.ports.emit({ type: 'answered', key, revision: this.revision, took, answer }, isAwaited);
    } catch (thrown) {
      if (!one.hasFailed) this.ports.reportError(thrown);
      one.hasFailed = true;
    }
  }

  /**
   * The answer, with a turn for commands whenever its steps have taken half a frame. @returns undefined where nobody watches it any longer, or the person
   * has changed what it is computed from: the list that they wait for comes first then
   */
  private async computed(one: Watched, answer: Answer | Steps<Answer>): Promise<Answer | undefined> {
    if (!isSteps(answer)) return answer;
    const { signal } = one.controller;
    const pause = createPause();
    for (;;) {
      const { done, value } = answer.next();
      if (done === true) return value;
      await pause();
      if (signal.aborted || (one.isDue && one.received !== null)) return undefined;
    }
  }
}
