import { beforeEach, describe, expect, it } from 'vitest';
import { macrotask } from '../../../../src/base/scheduling.ts';
import type { Steps } from '../../../../src/base/steps.ts';
import { type Answered, type Query, queryKey } from '../../../../src/protocol/queries.ts';
import {
  type AnswerQuery,
  QueryEngine,
  type QueryRule,
} from '../../../../src/worker/session/query-engine.ts';

const LIST = { type: 'recommendations', count: 24, order: 'keep' } as const;
const QUESTIONS = { type: 'questions' } as const;
const PROFILE = { type: 'profile' } as const;
const CAROUSELS = { type: 'carousels' } as const;
const ACTIVE_RECOMMENDER = { type: 'activeRecommender' } as const;

const rule = (priority: number, ...dependsOn: QueryRule['dependsOn']): QueryRule => ({ priority, dependsOn });

/** Other types than these are not asked here. */
const rules = {
  recommendations: rule(0, 'person', 'model'),
  questions: rule(0, 'person'),
  profile: rule(2, 'person'),
  carousels: rule(3, 'person', 'model'),
  activeRecommender: rule(2, 'activeRecommender'),
} as ConstructorParameters<typeof QueryEngine>[0]['rules'];

let engine: QueryEngine;
let sent: Answered[];
let failures: unknown[];
/** Queries that were computed, in order, each with its signal. */
let computed: { readonly query: Query; readonly signal: AbortSignal }[];

beforeEach(() => {
  sent = [];
  failures = [];
  computed = [];
  engine = new QueryEngine({
    rules,
    emit: (message) => sent.push(message),
    reportError: (thrown) => failures.push(thrown),
  });
});

/** Answers with a new object each time. @param during what happens while a query is answered */
const answering =
  (during: (query: Query) => void = () => {}): AnswerQuery =>
  (query, signal) => {
    computed.push({ query, signal });
    during(query);
    return [];
  };

const watch = (...queries: readonly Query[]) => {
  for (const query of queries) engine.watch({ type: 'watch', key: queryKey(query), query });
};
const unwatch = (query: Query) => engine.unwatch(queryKey(query));
const sentTypes = () => sent.map(({ key }) => (JSON.parse(key) as Query).type);

/** Watches queries, and forgets their first answers. */
async function watching(...queries: readonly Query[]): Promise<void> {
  watch(...queries);
  engine.open(answering());
  await engine.idle();
  sent.length = 0;
  computed.length = 0;
}

describe('watched queries', () => {
  it('are answered at once, under their key', async () => {
    engine.open(answering());
    watch(LIST);
    await engine.idle();
    expect(sent).toEqual([{ type: 'answered', key: queryKey(LIST), revision: 0, took: null, answer: [] }]);
  });

  it('are answered in the order of their priority, equal ones in the order in which they were watched', async () => {
    watch(CAROUSELS, PROFILE, QUESTIONS, LIST);
    engine.open(answering());
    await engine.idle();
    expect(sentTypes()).toEqual(['questions', 'recommendations', 'profile', 'carousels']);
  });

  it('go first when they matter more, also while others wait for their turn', async () => {
    watch(PROFILE, CAROUSELS);
    engine.open(
      answering((query) => {
        if (query.type === 'profile') watch(LIST);
      }),
    );
    await engine.idle();
    expect(sentTypes()).toEqual(['profile', 'recommendations', 'carousels']);
  });

  it('are answered again when a part that they depend on has changed, and only then', async () => {
    await watching(LIST, PROFILE, ACTIVE_RECOMMENDER);
    engine.changed(['model']);
    await engine.idle();
    expect(sentTypes()).toEqual(['recommendations']);
    engine.changed(['activeRecommender', 'person']);
    await engine.idle();
    expect(sentTypes().slice(1)).toEqual(['recommendations', 'profile', 'activeRecommender']);
    engine.changed(['map']);
    await engine.idle();
    expect(sent).toHaveLength(4);
  });

  it('are answered once, however often their parts have changed', async () => {
    await watching(LIST, PROFILE);
    engine.changed(['person']);
    engine.changed(['person', 'model']);
    engine.changed(['model']);
    await engine.idle();
    expect(computed.map(({ query }) => query)).toEqual([LIST, PROFILE]);
  });

  it('wait their turn: what changes after the first answer reaches the second, which is not answered twice', async () => {
    watch(LIST, PROFILE);
    engine.open(answering());
    await Promise.resolve();
    await Promise.resolve();
    expect(sentTypes()).toEqual(['recommendations']);
    engine.changed(['person']);
    await engine.idle();
    expect(sentTypes()).toEqual(['recommendations', 'recommendations', 'profile']);
  });

  it('let a command be heard between two answers', async () => {
    let heard = 0;
    watch(LIST, PROFILE);
    engine.open(answering());
    macrotask().then(() => {
      heard = sent.length;
    });
    await engine.idle();
    expect(heard).toBe(1);
    expect(sent).toHaveLength(2);
  });
});

describe('answers to watched queries', () => {
  it('are answered once more when something changes while they are answered', async () => {
    await watching(LIST);
    let isFirst = true;
    engine.open(
      answering(() => {
        if (isFirst) engine.changed(['person']);
        isFirst = false;
      }),
    );
    await engine.idle();
    expect(sentTypes()).toEqual(['recommendations', 'recommendations']);
  });

  it('are one query where two components watch the same', async () => {
    watch(LIST, { order: 'keep', count: 24, type: 'recommendations' });
    engine.open(answering());
    await engine.idle();
    watch(LIST);
    await engine.idle();
    expect(sent).toHaveLength(1);
  });

  it('are not sent the same object again, but to someone who watches anew they are', async () => {
    const same: readonly never[] = [];
    watch(PROFILE);
    engine.open(() => same as never);
    await engine.idle();
    engine.changed(['person']);
    await engine.idle();
    expect(sent).toHaveLength(1);
    unwatch(PROFILE);
    watch(PROFILE);
    await engine.idle();
    expect(sent).toHaveLength(2);
  });

  it('are sent an answer of null again: it is one', async () => {
    watch(PROFILE);
    engine.open(() => null);
    await engine.idle();
    engine.changed(['person']);
    await engine.idle();
    expect(sent.map(({ answer }) => answer)).toEqual([null, null]);
  });
});

describe('an answer in steps', () => {
  /** What happens after the first step of the carousels, the first time. */
  let meanwhile: () => void;
  /** Steps that were taken. */
  let steps: number;

  /** Answers with the carousels in two steps, with all else at once. */
  function* inSteps(): Steps<never[]> {
    steps++;
    const happens = meanwhile;
    meanwhile = () => {};
    happens();
    // Longer than half a frame.
    for (const until = performance.now() + 12; performance.now() < until; );
    yield;
    steps++;
    return [];
  }

  beforeEach(() => {
    steps = 0;
    meanwhile = () => {};
    watch(LIST, CAROUSELS);
    engine.open((query) => (query.type === 'carousels' ? inSteps() : []));
  });

  it('is sent once all are taken, and commands are heard between them', async () => {
    let heard = -1;
    meanwhile = () =>
      void macrotask().then(() => {
        heard = steps;
      });
    await engine.idle();
    expect(sentTypes()).toEqual(['recommendations', 'carousels']);
    expect([steps, heard]).toEqual([2, 1]);
  });

  it('is given up where the person changes what it is computed from: the list comes first', async () => {
    meanwhile = () => engine.changed(['person'], performance.now());
    await engine.idle();
    expect(sentTypes()).toEqual(['recommendations', 'recommendations', 'carousels']);
    expect(steps).toBe(3);
    expect(sent[2].took).not.toBeNull();
  });

  it('is finished where training changes it, and answered once more: else training could hold it up for ever', async () => {
    meanwhile = () => engine.changed(['model']);
    await engine.idle();
    expect(sentTypes()).toEqual(['recommendations', 'carousels', 'recommendations', 'carousels']);
    expect(steps).toBe(4);
  });

  it('is given up where nobody watches it any longer, or the session ends', async () => {
    meanwhile = () => unwatch(CAROUSELS);
    await engine.idle();
    watch(CAROUSELS);
    meanwhile = () => engine.close();
    await engine.idle();
    expect(sentTypes()).toEqual(['recommendations']);
    expect(steps).toBe(2);
    engine.open(() => inSteps());
    await engine.idle();
    expect(sentTypes()).toEqual(['recommendations', 'recommendations', 'carousels']);
  });

  it('that fails is reported', async () => {
    const failed = new Error('made to fail');
    meanwhile = () => {
      throw failed;
    };
    await engine.idle();
    expect(failures).toEqual([failed]);
    expect(sentTypes()).toEqual(['recommendations']);
  });
});

describe('queries that nobody watches', () => {
  it('are not computed', async () => {
    await watching(LIST, PROFILE);
    unwatch(LIST);
    engine.changed(['person', 'model']);
    await engine.idle();
    expect(computed.map(({ query }) => query)).toEqual([PROFILE]);
  });

  it('are not computed when they are left before their turn', async () => {
    watch(LIST, PROFILE);
    engine.open(answering());
    unwatch(LIST);
    await engine.idle();
    expect(computed.map(({ query }) => query)).toEqual([PROFILE]);
  });

  it('abort their signal, and get a new one when they are watched again', async () => {
    watch(LIST, PROFILE);
    engine.open(answering());
    await engine.idle();
    const [first, other] = computed.map(({ signal }) => signal);
    expect(first.aborted).toBe(false);
    unwatch(LIST);
    expect([first.aborted, other.aborted]).toEqual([true, false]);
    watch(LIST);
    await engine.idle();
    expect(computed[2].signal.aborted).toBe(false);
  });

  it('cost nothing to leave twice', () => {
    unwatch(LIST);
    unwatch(LIST);
    expect(failures).toEqual([]);
  });

  it('keep one signal for as long as they are watched', async () => {
    await watching(LIST);
    engine.changed(['person']);
    await engine.idle();
    engine.changed(['person']);
    await engine.idle();
    expect(computed[0].signal).toBe(computed[1].signal);
  });
});

describe('an answer', () => {
  it('has the number of person commands that it was computed after', async () => {
    await watching(LIST, PROFILE);
    engine.nextRevision();
    engine.changed(['person']);
    await engine.idle();
    engine.nextRevision();
    engine.nextRevision();
    engine.changed(['model']);
    await engine.idle();
    expect(sent.map(({ revision }) => revision)).toEqual([1, 1, 3]);
  });

  it('has the time since the first command that it answers; other causes have none', async () => {
    await watching(LIST);
    const received = performance.now() - 1000;
    engine.changed(['person'], received);
    engine.changed(['person'], performance.now());
    engine.changed(['model']);
    await engine.idle();
    expect(sent).toHaveLength(1);
    expect(sent[0].took).toBeGreaterThanOrEqual(1000);
    expect(sent[0].took).toBeLessThan(10_000);
    engine.changed(['model']);
    await engine.idle();
    expect(sent[1].took).toBeNull();
  });
});

describe('a session', () => {
  it('that is not open answers nothing; all that is watched by then is answered once it opens', async () => {
    watch(LIST);
    engine.changed(['person']);
    await engine.idle();
    expect([sent, computed]).toEqual([[], []]);
    engine.open(answering());
    await engine.idle();
    expect(sentTypes()).toEqual(['recommendations']);
  });

  it('that ends aborts every signal and answers no more', async () => {
    watch(LIST, PROFILE);
    engine.open(answering());
    await engine.idle();
    engine.close();
    expect(computed.map(({ signal }) => signal.aborted)).toEqual([true, true]);
    engine.changed(['person']);
    await engine.idle();
    expect(sent).toHaveLength(2);
  });

  it('that ends between two answers leaves the second to the next session', async () => {
    watch(LIST, PROFILE);
    engine.open(answering((query) => query.type === 'recommendations' && engine.close()));
    await engine.idle();
    expect(sentTypes()).toEqual(['recommendations']);
    expect(failures).toEqual([]);
    const next: Query[] = [];
    engine.open((query, signal) => {
      expect(signal.aborted).toBe(false);
      next.push(query);
      return [];
    });
    await engine.idle();
    expect(next).toEqual([LIST, PROFILE]);
  });

  it('that follows counts revisions from 0, and knows nothing of commands before it', async () => {
    await watching(LIST);
    engine.nextRevision();
    engine.changed(['person'], performance.now());
    engine.close();
    engine.open(answering());
    await engine.idle();
    expect(sent).toEqual([expect.objectContaining({ revision: 0, took: null })]);
  });

  it('that follows sends again what the one before has sent', async () => {
    const same: readonly never[] = [];
    watch(PROFILE);
    engine.open(() => same as never);
    await engine.idle();
    engine.close();
    engine.open(() => same as never);
    await engine.idle();
    expect(sent).toHaveLength(2);
  });
});

describe('a query that cannot be answered', () => {
  const failing = () =>
    engine.open((query, signal) => {
      if (isBroken && query.type === 'recommendations') throw new Error('made to fail');
      return answering()(query, signal);
    });
  let isBroken: boolean;
  beforeEach(() => {
    isBroken = true;
  });

  it('is reported, and the others are answered', async () => {
    watch(LIST, PROFILE, CAROUSELS);
    failing();
    await engine.idle();
    expect(failures).toEqual([new Error('made to fail')]);
    expect(sentTypes()).toEqual(['profile', 'carousels']);
  });

  it('is tried at every change, but reported once, until it has been answered or is watched anew', async () => {
    watch(LIST);
    failing();
    await engine.idle();
    engine.changed(['person']);
    await engine.idle();
    expect(failures).toHaveLength(1);
    isBroken = false;
    engine.changed(['person']);
    await engine.idle();
    expect(sentTypes()).toEqual(['recommendations']);
    isBroken = true;
    engine.changed(['person']);
    await engine.idle();
    expect(failures).toHaveLength(2);
    unwatch(LIST);
    watch(LIST);
    await engine.idle();
    expect(failures).toHaveLength(3);
  });
});

it('the key of a query does not depend on the order of its fields', () => {
  expect(queryKey({ order: 'new', type: 'recommendations', count: 3 })).toBe(
    queryKey({ type: 'recommendations', count: 3, order: 'new' }),
  );
  expect(queryKey({ type: 'user', user: 1 })).not.toBe(queryKey({ type: 'user', user: 2 }));
});
