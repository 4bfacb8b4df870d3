import { beforeEach, describe, expect, it } from 'vitest';
import type { RecommenderId } from '../../../../src/protocol/recommender-catalog.ts';
import { defaultSvd } from '../../../../src/protocol/training-defaults.ts';
import { recommenderChoices } from '../../../../src/ui/for-you/recommender-texts.ts';
import { dataset, device, eventually, type Visit, type Visits } from '../../../fixtures/visits.ts';
import { fakeTraining, memoryAppStorage } from '../../../fixtures/worker-fakes.ts';

let here: Visits;
beforeEach(() => {
  here = device();
});

/** A visit in which three films are rated and all that trains by itself has trained. */
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
  const train: typeof fake.train = (backend, data, settings, from) => {
    const session = fake.train(backend, data, settings, from);
    async function* steps() {
      for await (const step of session.steps) {
        yield step;
        if (settings.algorithm === 'svd' && step.point.epoch === 3) await gate;
      }
    }
    return { ...session, steps: steps() };
  };
  return { loadTraining: async () => ({ ...fake, train }) as never, openGate };
}

const inUse = (visit: Visit, id: RecommenderId) =>
  eventually(() => {
    expect(visit.last('ranking').ranking).toEqual({ chosen: id, inUse: id, fitting: null });
    expect(visit.last('recommended').by).toBe(id);
  });

/** What a reason of each recommender may be; `none` only where its order goes on after what it knows. */
const kinds: Record<RecommenderId, readonly string[]> = {
  popularity: ['popular'],
  bias: ['acclaimed'],
  content: ['genres', 'none'],
  userKnn: ['neighbours', 'none'],
  itemKnn: ['rated', 'none'],
  ease: ['rated', 'none'],
  ials: ['rated', 'none'],
  viewing: ['rated', 'none'],
  svd: ['expected'],
  als: ['expected'],
  bayes: ['expected'],
  switching: ['rated', 'genres', 'popular', 'predicted'],
  mixed: ['rated', 'expected', 'none'],
  hybrid: ['rated', 'genres', 'popular', 'predicted'],
};

describe('ranked by another recommender', () => {
  it('begins with the mix of all', async () => {
    const visit = here.visit();
    await visit.settled();
    expect(visit.last('ranking').ranking).toEqual({ chosen: 'hybrid', inUse: 'hybrid', fitting: null });
    expect(visit.last('recommended')).toMatchObject({ by: 'hybrid', silent: false });
  });

  it('by each of them: the list is its own, its reasons too, and a rating is answered at once', async () => {
    const visit = await rated();
    for (const id of recommenderChoices) {
      visit.handle({ type: 'rankBy', recommender: id });
      await inUse(visit, id);
      const { cards, components } = visit.last('recommended');
      const foreign = cards.map(({ reason }) => reason.kind).filter((kind) => !kinds[id].includes(kind));
      expect({ id, foreign }).toEqual({ id, foreign: [] });
      expect(cards[0].reason.kind).not.toBe('none');
      expect(components === null).toBe(id !== 'hybrid');
      const best = cards[0].movie.id;
      visit.handle({ type: 'rate', movieId: best, stars: 4 });
      await visit.settled();
      expect(visit.recommended()).not.toContain(best);
      expect(visit.last('recommended').by).toBe(id);
      visit.handle({ type: 'rate', movieId: best, stars: null });
    }
  });

  it('is taken apart as what it is, and stands where the list has it', async () => {
    const visit = await rated();
    const explained = async (id: RecommenderId) => {
      visit.handle({ type: 'rankBy', recommender: id });
      await inUse(visit, id);
      visit.handle({ type: 'explain', movieId: visit.recommended()[2] });
      await visit.settled();
      return visit.last('explained');
    };
    const ease = await explained('ease');
    expect(ease).toMatchObject({ by: 'ease', place: 3, shownAt: 3 });
    expect(ease.components.map(({ component, share }) => [component, share])).toEqual([['ease', 1]]);
    expect(ease.score).toBeCloseTo(ease.components[0].part, 5);
    expect((await explained('als')).components.map(({ component }) => component)).toEqual(['stars']);
    expect(await explained('userKnn')).toMatchObject({ by: 'userKnn', place: 3, components: [] });
  });

  it('keeps the stars of the model in use on the cards', async () => {
    const visit = await rated();
    const before = new Map(visit.last('recommended').cards.map((card) => [card.movie.id, card.predicted]));
    visit.handle({ type: 'rankBy', recommender: 'svd' });
    await inUse(visit, 'svd');
    const both = visit.last('recommended').cards.filter(({ movie }) => before.has(movie.id));
    expect(both.length).toBeGreaterThan(5);
    for (const { movie, predicted } of both) expect(predicted).toBe(before.get(movie.id));
  });

  it('leaves the list as it is until the model is trained, and tells how far it is', async () => {
    const { loadTraining, openGate } = gated();
    const visit = await rated({ loadTraining });
    const before = visit.recommended();
    visit.handle({ type: 'rankBy', recommender: 'svd' });
    const done = { part: 'svd', done: 3 / defaultSvd.epochs };
    await eventually(() => expect(visit.last('ranking').ranking.fitting).toEqual(done));
    expect(visit.last('ranking').ranking).toMatchObject({ chosen: 'svd', inUse: 'hybrid' });
    expect(visit.recommended()).toEqual(before);
    // A rating does not wait for it.
    visit.handle({ type: 'rate', movieId: before[0], stars: 3 });
    await visit.settled();
    expect(visit.recommended()).not.toContain(before[0]);
    openGate();
    await inUse(visit, 'svd');
  });

  it('trains a model once: the next visit finds it, and the choice', async () => {
    const first = await rated();
    first.handle({ type: 'rankBy', recommender: 'svd' });
    await inUse(first, 'svd');
    const second = here.visit({ loadTraining: () => Promise.reject(new Error('must not be loaded')) });
    await inUse(second, 'svd');
    expect(second.recommended()).toEqual(first.recommended());
  });

  it('takes the model in use where that is the one', async () => {
    let trainings = 0;
    const fake = fakeTraining(dataset);
    const counted: typeof fake.train = (...of) => {
      trainings++;
      return fake.train(...of);
    };
    const visit = await rated({ loadTraining: async () => ({ ...fake, train: counted }) as never });
    const before = trainings;
    // The quick model of this visit is remembered beside the one that followed it.
    for (const id of ['bayes', 'mixed', 'als'] as const) {
      visit.handle({ type: 'rankBy', recommender: id });
      await inUse(visit, id);
    }
    expect(trainings).toBe(before);
  });

  it('makes way for a training of the person, and is done after it', async () => {
    const { loadTraining, openGate } = gated();
    const visit = await rated({ loadTraining });
    visit.handle({ type: 'rankBy', recommender: 'svd' });
    await eventually(() => expect(visit.last('ranking').ranking.fitting?.done).toBeGreaterThan(0));
    const fitting = () => visit.last('ranking').ranking.fitting;
    visit.handle({ type: 'train', settings: { ...defaultSvd, algorithm: 'als', epochs: 5, patience: 0 } });
    visit.handle({ type: 'pauseTraining' });
    await visit.until('trainingPaused');
    openGate();
    await eventually(() => expect(fitting()).toEqual({ part: 'svd', done: 0 }));
    visit.handle({ type: 'resumeTraining' });
    await inUse(visit, 'svd');
    const ended = visit.events.findLastIndex(({ type }) => type === 'trainingEnded');
    const after = visit.events.slice(ended).flatMap((e) => (e.type === 'ranking' ? [e.ranking.fitting] : []));
    expect(after[0]).toEqual({ part: 'svd', done: 1 / defaultSvd.epochs });
  });

  it('goes back to what was, where a model cannot be trained', async () => {
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

  it('does not take over when another was chosen in the meantime', async () => {
    const visit = await rated();
    visit.handle({ type: 'rankBy', recommender: 'svd' });
    visit.handle({ type: 'rankBy', recommender: 'popularity' });
    await inUse(visit, 'popularity');
    // Long enough for the other, had its training gone on.
    visit.handle({ type: 'compare', a: 'als', b: 'svd' });
    await eventually(() => expect(visit.last('compared').lists[1].cards).toHaveLength(20));
    await inUse(visit, 'popularity');
    expect(visit.all('recommended').map(({ by }) => by)).not.toContain('svd');
  });

  it('says so where it has nothing to go by, and shows what is popular', async () => {
    const visit = here.visit();
    await visit.untilTrained('bayes');
    visit.handle({ type: 'rankBy', recommender: 'popularity' });
    await inUse(visit, 'popularity');
    const popular = visit.recommended();
    visit.handle({ type: 'rankBy', recommender: 'userKnn' });
    await inUse(visit, 'userKnn');
    expect(visit.last('recommended').silent).toBe(true);
    expect(visit.recommended()).toEqual(popular);
    visit.handle({ type: 'rate', movieId: popular[0], stars: 5 });
    await visit.settled();
    expect(visit.last('recommended').silent).toBe(false);
  });
});

describe('two lists side by side', () => {
  it('are what each would show by itself', async () => {
    const visit = await rated();
    visit.handle({ type: 'rankBy', recommender: 'popularity' });
    await inUse(visit, 'popularity');
    const alone = visit.recommended().slice(0, 20);
    visit.handle({ type: 'rankBy', recommender: 'hybrid' });
    await inUse(visit, 'hybrid');
    visit.handle({ type: 'compare', a: 'popularity', b: 'hybrid' });
    await visit.settled();
    const [a, b] = visit.last('compared').lists;
    expect(a.cards?.map(({ movie }) => movie.id)).toEqual(alone);
    expect(b.cards?.map(({ movie }) => movie.id)).toEqual(visit.recommended().slice(0, 20));
    expect(new Set(a.cards?.map(({ reason }) => reason.kind))).toEqual(new Set(['popular']));
  });

  it('come when they are ready: the first at once, the other once it is trained', async () => {
    const { loadTraining, openGate } = gated();
    const visit = await rated({ loadTraining });
    visit.handle({ type: 'compare', a: 'ease', b: 'svd' });
    await visit.settled();
    expect(visit.last('compared').lists.map(({ cards }) => cards?.length ?? null)).toEqual([20, null]);
    await eventually(() => expect(visit.last('compared').lists[1].fitting?.done).toBeGreaterThan(0));
    openGate();
    await eventually(() => expect(visit.last('compared').lists[1].cards).toHaveLength(20));
    expect(visit.last('compared').lists[1].fitting).toBeNull();
    expect(visit.last('ranking').ranking.inUse).toBe('hybrid');
  });

  it('of one recommender are the same', async () => {
    const visit = await rated();
    visit.handle({ type: 'compare', a: 'bias', b: 'bias' });
    await eventually(() => expect(visit.last('compared').lists[1].cards).toHaveLength(20));
    const [a, b] = visit.last('compared').lists;
    expect(a.cards).toEqual(b.cards);
  });
});
