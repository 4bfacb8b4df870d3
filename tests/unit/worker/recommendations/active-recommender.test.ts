import { beforeEach, describe, expect, it } from 'vitest';
import { type Answered, queryKey } from '../../../../src/protocol/queries.ts';
import { type RecommenderId, recommenderInfo } from '../../../../src/protocol/recommender-catalog.ts';
import type { ActiveRecommender, ComparedList } from '../../../../src/protocol/recommender-messages.ts';
import { defaultSvd } from '../../../../src/protocol/training-defaults.ts';
import { recommenderChoices } from '../../../../src/ui/movie/recommender-texts.ts';
import {
  ACTIVE_RECOMMENDER,
  dataset,
  device,
  eventually,
  LIST,
  type Visit,
  type Visits,
} from '../../../fixtures/visits.ts';
import { fakeTraining, memoryAppStorage } from '../../../fixtures/worker-fakes.ts';

let here: Visits;
beforeEach(() => {
  here = device();
});

/** A visit in which three movies are rated and automatic training is over. */
async function rated(change = {}): Promise<Visit> {
  const visit = here.visit(change);
  await visit.untilTrained('bayes');
  for (const [movieId, stars] of [
    [100, 5],
    [104, 4.5],
    [109, 1],
  ] as const)
    visit.handle({ type: 'rate', movieId, stars });
  await visit.settled();
  return visit;
}

/** A training of SVD that stops in its third epoch until the gate is opened. */
function gated() {
  const fake = fakeTraining(dataset);
  let openGate = () => {};
  const gate = new Promise<void>((resolve) => {
    openGate = resolve;
  });
  /** The algorithms of all trainings begun. */
  const trained: string[] = [];
  const train: typeof fake.train = (backend, data, settings, from) => {
    trained.push(settings.algorithm);
    const session = fake.train(backend, data, settings, from);
    async function* steps() {
      for await (const step of session.steps) {
        yield step;
        if (settings.algorithm === 'svd' && step.point.epoch === 3) await gate;
      }
    }
    return { ...session, steps: steps() };
  };
  return { loadTraining: async () => ({ ...fake, train }) as never, openGate, trained };
}

const inUse = (visit: Visit, id: RecommenderId) =>
  eventually(() => {
    expect(visit.answer(ACTIVE_RECOMMENDER)).toEqual({
      chosen: id,
      inUse: id,
      fitting: null,
      learning: null,
      bound: null,
    });
    expect(visit.answer(LIST).by).toBe(id);
  });

/** Two lists side by side. */
async function compared(
  visit: Visit,
  a: RecommenderId,
  b: RecommenderId,
): Promise<() => readonly [ComparedList, ComparedList]> {
  const query = { type: 'comparison', a, b } as const;
  await visit.ask(query);
  return () => visit.answer(query);
}

/** Kinds of reasons of each recommender; `none` only where its order goes on beyond what it knows. */
const kinds: Record<RecommenderId, readonly string[]> = {
  popularity: ['popular'],
  bias: ['acclaimed'],
  content: ['genres', 'none'],
  metadata: ['genres', 'none'],
  userKnn: ['neighbours', 'none'],
  itemKnn: ['rated', 'none'],
  ease: ['rated', 'none'],
  ials: ['rated', 'none'],
  viewing: ['rated', 'none'],
  markov: ['rated', 'none'],
  decay: ['rated', 'none'],
  svd: ['expected'],
  als: ['expected'],
  bayes: ['expected'],
  // Imported, never fitted: tests/unit/worker/import/adopt-factors.test.ts.
  spark: [],
  // Trained on request: tests/unit/worker/training/network-control.test.ts.
  sasrec: [],
  'mult-vae': [],
  switching: ['rated', 'genres', 'popular', 'predicted'],
  mixed: ['rated', 'expected', 'none'],
  hybrid: ['rated', 'genres', 'popular', 'predicted'],
};

describe('the list ordered by another recommender', () => {
  it('is ordered by the hybrid at first', async () => {
    const visit = here.visit();
    await visit.settled();
    expect(visit.answer(ACTIVE_RECOMMENDER)).toEqual({
      chosen: 'hybrid',
      inUse: 'hybrid',
      fitting: null,
      learning: null,
      bound: null,
    });
    expect(visit.answer(LIST)).toMatchObject({ by: 'hybrid', silent: false });
  });

  it('has the movies and reasons of that recommender, and answers a rating at once', async () => {
    const visit = await rated();
    for (const id of recommenderChoices) {
      if (recommenderInfo[id].isImported || recommenderInfo[id].isOnRequest) continue;
      visit.handle({ type: 'rankBy', recommender: id });
      await inUse(visit, id);
      const { cards, components } = visit.answer(LIST);
      const foreign = cards.map(({ reason }) => reason.kind).filter((kind) => !kinds[id].includes(kind));
      expect({ id, foreign }).toEqual({ id, foreign: [] });
      expect(cards[0].reason.kind).not.toBe('none');
      expect(components === null).toBe(id !== 'hybrid');
      const best = cards[0].movie.id;
      visit.handle({ type: 'rate', movieId: best, stars: 4 });
      await visit.settled();
      expect(visit.recommended()).not.toContain(best);
      expect(visit.answer(LIST).by).toBe(id);
      visit.handle({ type: 'rate', movieId: best, stars: null });
    }
  });

  it('is explained by the components of that recommender, with the place in its list', async () => {
    const visit = await rated();
    const explained = async (id: RecommenderId) => {
      visit.handle({ type: 'rankBy', recommender: id });
      await inUse(visit, id);
      return visit.ask({ type: 'explanation', movieId: visit.recommended()[2] });
    };
    const ease = await explained('ease');
    expect(ease).toMatchObject({ by: 'ease', place: 3, shownAt: 3 });
    expect(ease.components.map(({ component, share }) => [component, share])).toEqual([['ease', 1]]);
    expect(ease.score).toBeCloseTo(ease.components[0].part, 5);
    expect((await explained('als')).components.map(({ component }) => component)).toEqual(['stars']);
    expect(await explained('userKnn')).toMatchObject({ by: 'userKnn', place: 3, components: [] });
  });

  it('shows the stars of the model in use', async () => {
    const visit = await rated();
    const before = new Map(visit.answer(LIST).cards.map((card) => [card.movie.id, card.predicted]));
    visit.handle({ type: 'rankBy', recommender: 'svd' });
    await inUse(visit, 'svd');
    const both = visit.answer(LIST).cards.filter(({ movie }) => before.has(movie.id));
    expect(both.length).toBeGreaterThan(5);
    for (const { movie, predicted } of both) expect(predicted).toBe(before.get(movie.id));
  });
});

describe('a list that needs a model first', () => {
  it('stays as it is until the model is trained, and shows the progress', async () => {
    const { loadTraining, openGate } = gated();
    const visit = await rated({ loadTraining });
    const before = visit.recommended();
    visit.handle({ type: 'rankBy', recommender: 'svd' });
    const done = { part: 'svd', done: 3 / defaultSvd.epochs };
    await eventually(() => expect(visit.answer(ACTIVE_RECOMMENDER).fitting).toEqual(done));
    expect(visit.answer(ACTIVE_RECOMMENDER)).toMatchObject({ chosen: 'svd', inUse: 'hybrid' });
    expect(visit.recommended()).toEqual(before);
    // A rating does not wait for it.
    visit.handle({ type: 'rate', movieId: before[0], stars: 3 });
    await visit.settled();
    expect(visit.recommended()).not.toContain(before[0]);
    openGate();
    await inUse(visit, 'svd');
  });

  it('needs a model trained once: the next visit finds it, and the choice', async () => {
    const first = await rated();
    first.handle({ type: 'rankBy', recommender: 'svd' });
    await inUse(first, 'svd');
    const second = here.visit({ loadTraining: () => Promise.reject(new Error('must not be loaded')) });
    await inUse(second, 'svd');
    expect(second.recommended()).toEqual(first.recommended());
  });

  it('uses the model in use where that is the chosen one', async () => {
    let trainings = 0;
    const fake = fakeTraining(dataset);
    const counted: typeof fake.train = (...of) => {
      trainings++;
      return fake.train(...of);
    };
    const visit = await rated({ loadTraining: async () => ({ ...fake, train: counted }) as never });
    const before = trainings;
    // The quick model of this visit is remembered beside its successor.
    for (const id of ['bayes', 'mixed', 'als'] as const) {
      visit.handle({ type: 'rankBy', recommender: id });
      await inUse(visit, id);
    }
    expect(trainings).toBe(before);
  });

  it('waits for a training that the person starts, and is trained after it', async () => {
    const { loadTraining, openGate, trained } = gated();
    const visit = await rated({ loadTraining });
    visit.handle({ type: 'rankBy', recommender: 'svd' });
    await eventually(() => expect(visit.answer(ACTIVE_RECOMMENDER).fitting?.done).toBeGreaterThan(0));
    const fitting = () => visit.answer(ACTIVE_RECOMMENDER).fitting;
    visit.handle({ type: 'train', settings: { ...defaultSvd, algorithm: 'als', epochs: 5, patience: 0 } });
    visit.handle({ type: 'pauseTraining' });
    await visit.until('trainingPaused');
    openGate();
    await eventually(() => expect(fitting()).toEqual({ part: 'svd', done: 0 }));
    visit.handle({ type: 'resumeTraining' });
    await inUse(visit, 'svd');
    // Its first training was given up for the one of the person, and began anew after it.
    expect(trained.slice(-3)).toEqual(['svd', 'als', 'svd']);
    const ended = visit.messages.findLastIndex(({ type }) => type === 'trainingEnded');
    const after = visit.messages
      .slice(ended)
      .filter((message) => message.type === 'answered' && message.key === queryKey(ACTIVE_RECOMMENDER))
      .map((message) => ((message as Answered).answer as ActiveRecommender).fitting?.done ?? 1);
    expect(after.length).toBeGreaterThan(2);
    expect(after[0]).toBeLessThan(0.5);
    expect(after).toEqual([...after].sort((a, b) => a - b));
  });
});

describe('a list whose recommender cannot be used', () => {
  it('goes back to the previous recommender when a model cannot be trained', async () => {
    const fake = fakeTraining(dataset);
    const failing: typeof fake.train = (a, b, settings, from) => {
      if (settings.algorithm === 'svd') throw new Error('made to fail');
      return fake.train(a, b, settings, from);
    };
    const visit = await rated({ loadTraining: async () => ({ ...fake, train: failing }) as never });
    visit.handle({ type: 'rankBy', recommender: 'popularity' });
    visit.handle({ type: 'rankBy', recommender: 'svd' });
    await eventually(() => expect(visit.last('failed').problem.message).toContain('made to fail'));
    await inUse(visit, 'popularity');
    await visit.settled();
    expect((await memoryAppStorage(here.stored).loadPerson()).rankedBy).toBe('popularity');
  });

  it('is not ordered by a recommender when another was chosen in the meantime', async () => {
    const visit = await rated();
    visit.handle({ type: 'rankBy', recommender: 'svd' });
    visit.handle({ type: 'rankBy', recommender: 'popularity' });
    await inUse(visit, 'popularity');
    // Long enough for the first, had its training gone on.
    const lists = await compared(visit, 'als', 'svd');
    await eventually(() => expect(lists()[1].cards).toHaveLength(20));
    await inUse(visit, 'popularity');
    expect(visit.answers(LIST).map(({ by }) => by)).not.toContain('svd');
  });

  it('shows what is popular where a recommender has nothing to go by, and says so', async () => {
    const visit = here.visit();
    await visit.untilTrained('bayes');
    visit.handle({ type: 'rankBy', recommender: 'popularity' });
    await inUse(visit, 'popularity');
    const popular = visit.recommended();
    visit.handle({ type: 'rankBy', recommender: 'userKnn' });
    await inUse(visit, 'userKnn');
    expect(visit.answer(LIST).silent).toBe(true);
    expect(visit.recommended()).toEqual(popular);
    visit.handle({ type: 'rate', movieId: popular[0], stars: 5 });
    await visit.settled();
    expect(visit.answer(LIST).silent).toBe(false);
  });
});

describe('two lists side by side', () => {
  it('show what each recommender would show by itself', async () => {
    const visit = await rated();
    visit.handle({ type: 'rankBy', recommender: 'popularity' });
    await inUse(visit, 'popularity');
    const best = visit.recommended().slice(0, 20);
    visit.handle({ type: 'rankBy', recommender: 'hybrid' });
    await inUse(visit, 'hybrid');
    const [a, b] = (await compared(visit, 'popularity', 'hybrid'))();
    expect(a.cards?.map(({ movie }) => movie.id)).toEqual(best);
    expect(b.cards?.map(({ movie }) => movie.id)).toEqual(visit.recommended().slice(0, 20));
    expect(new Set(a.cards?.map(({ reason }) => reason.kind))).toEqual(new Set(['popular']));
  });

  it('appear when they are ready: the first at once, the other once it is trained', async () => {
    const { loadTraining, openGate } = gated();
    const visit = await rated({ loadTraining });
    const lists = await compared(visit, 'ease', 'svd');
    expect(lists().map(({ cards }) => cards?.length ?? null)).toEqual([20, null]);
    await eventually(() => expect(lists()[1].fitting?.done).toBeGreaterThan(0));
    openGate();
    await eventually(() => expect(lists()[1].cards).toHaveLength(20));
    expect(lists()[1].fitting).toBeNull();
    expect(visit.answer(ACTIVE_RECOMMENDER).inUse).toBe('hybrid');
  });

  it('are the same for one recommender', async () => {
    const visit = await rated();
    const lists = await compared(visit, 'bias', 'bias');
    await eventually(() => expect(lists()[1].cards).toHaveLength(20));
    const [a, b] = lists();
    expect(a.cards).toEqual(b.cards);
  });

  it('follow a rating', async () => {
    const visit = await rated();
    const lists = await compared(visit, 'popularity', 'hybrid');
    const best = lists()[0].cards?.[0].movie.id ?? 0;
    visit.handle({ type: 'rate', movieId: best, stars: 3 });
    await visit.settled();
    for (const { cards } of lists()) expect(cards?.map(({ movie }) => movie.id)).not.toContain(best);
  });

  it('are given up when nobody watches, and the model is trained anew when somebody does again', async () => {
    const { loadTraining, openGate, trained } = gated();
    const visit = await rated({ loadTraining });
    const query = { type: 'comparison', a: 'ease', b: 'svd' } as const;
    visit.watch(query);
    await eventually(() => expect(visit.answer(query)[1].fitting?.done).toBeGreaterThan(0));
    visit.unwatch(query);
    const before = visit.answers(query).length;
    // Longer than a training goes on that nobody waits for.
    await new Promise((passed) => setTimeout(passed, 300));
    openGate();
    // Long enough for the training to end, had it gone on.
    await new Promise((passed) => setTimeout(passed, 500));
    expect(visit.answers(query).length).toBe(before);
    expect(here.stored.has('side-svd')).toBe(false);
    visit.watch(query);
    await eventually(() => expect(visit.answer(query)[1].cards).toHaveLength(20));
    expect(trained.filter((algorithm) => algorithm === 'svd')).toHaveLength(2);
  });
});

describe('two lists of which one is exchanged or left', () => {
  it('become ready when one of them is exchanged while the other is trained', async () => {
    const { loadTraining, openGate, trained } = gated();
    const visit = await rated({ loadTraining });
    const first = { type: 'comparison', a: 'ease', b: 'svd' } as const;
    visit.watch(first);
    await eventually(() => expect(visit.answer(first)[1].fitting?.done).toBeGreaterThan(0));
    visit.unwatch(first);
    const next = { type: 'comparison', a: 'popularity', b: 'svd' } as const;
    visit.watch(next);
    openGate();
    await eventually(() => expect(visit.answer(next)[1].cards).toHaveLength(20));
    // The training went on.
    expect(trained.filter((algorithm) => algorithm === 'svd')).toHaveLength(1);
  });

  it('become ready when they are watched again while a training that was given up has yet to end', async () => {
    const { loadTraining, openGate, trained } = gated();
    const visit = await rated({ loadTraining });
    const query = { type: 'comparison', a: 'ease', b: 'svd' } as const;
    visit.watch(query);
    await eventually(() => expect(visit.answer(query)[1].fitting?.done).toBeGreaterThan(0));
    visit.unwatch(query);
    // Longer than a training goes on that nobody waits for.
    await new Promise((passed) => setTimeout(passed, 300));
    visit.watch(query);
    await visit.settled();
    openGate();
    await eventually(() => expect(visit.answer(query)[1].cards).toHaveLength(20));
    expect(trained.filter((algorithm) => algorithm === 'svd')).toHaveLength(2);
  });

  it('train a model once for the list and the comparison, which goes on when one of them is left', async () => {
    const { loadTraining, openGate, trained } = gated();
    const visit = await rated({ loadTraining });
    const query = { type: 'comparison', a: 'ease', b: 'svd' } as const;
    visit.watch(query);
    visit.handle({ type: 'rankBy', recommender: 'svd' });
    await eventually(() => expect(visit.answer(query)[1].fitting?.done).toBeGreaterThan(0));
    visit.unwatch(query);
    openGate();
    await inUse(visit, 'svd');
    expect(trained.filter((algorithm) => algorithm === 'svd')).toHaveLength(1);
  });
});

describe('a recommender that is chosen', () => {
  it('is fitted when it was left for another one just before', async () => {
    const { loadTraining, openGate } = gated();
    const visit = await rated({ loadTraining });
    visit.handle({ type: 'rankBy', recommender: 'svd' });
    await eventually(() => expect(visit.answer(ACTIVE_RECOMMENDER).fitting?.done).toBeGreaterThan(0));
    visit.handle({ type: 'rankBy', recommender: 'popularity' });
    visit.handle({ type: 'rankBy', recommender: 'svd' });
    openGate();
    await inUse(visit, 'svd');
  });
});
