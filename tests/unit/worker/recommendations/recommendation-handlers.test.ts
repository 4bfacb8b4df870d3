import { describe, expect, it } from 'vitest';
import { device, LIST, QUESTIONS, type Visit } from '../../../fixtures/visits.ts';

const idsOf = (visit: Visit) => visit.answer(QUESTIONS).map(({ movie }) => movie.id);

describe('movies to rate next', () => {
  it('stay on the screen while models are trained and recommenders are fitted', async () => {
    const visit = device().visit();
    await visit.until('opened');
    await visit.untilTrained('bayes');
    await visit.settled();
    expect(visit.answers(LIST).length).toBeGreaterThan(1);
    expect(visit.answers(QUESTIONS).length).toBe(1);
  });

  it('are others once the person has rated or skipped one', async () => {
    const visit = device().visit();
    await visit.settled();
    const [first, second] = idsOf(visit);
    visit.handle({ type: 'rate', movieId: first, stars: 4 });
    visit.handle({ type: 'skip', movieId: second, skipped: true });
    await visit.settled();
    expect(idsOf(visit)).not.toContain(first);
    expect(idsOf(visit)).not.toContain(second);
  });
});

describe('a list in the order `keep`', () => {
  it('leaves movies in their places when a model is trained, and has the new values', async () => {
    const visit = device().visit({}, { autoTrain: false });
    await visit.settled();
    visit.handle({ type: 'rate', movieId: 100, stars: 5 });
    await visit.settled();
    const before = visit.answer(LIST);
    expect(before.cards[0].predicted).toBeNull();
    visit.handle({ type: 'autoTrain', on: true });
    // In the background, which leaves the list as it stands.
    await visit.untilTrained('bayes');
    await visit.settled();
    const lists = visit.answers(LIST).filter(({ cards }) => cards[0].predicted !== null);
    expect(lists.length).toBeGreaterThan(1);
    expect(lists.at(-1)?.cards.map(({ predicted }) => predicted)).not.toEqual(
      lists[0].cards.map(({ predicted }) => predicted),
    );
    expect(lists.at(-1)?.cards.map(({ movie }) => movie)).toEqual(lists[0].cards.map(({ movie }) => movie));
  });

  it('has the best first again when the person does something', async () => {
    const visit = device().visit();
    await visit.untilTrained('bayes');
    visit.handle({ type: 'rate', movieId: 100, stars: 5 });
    await visit.settled();
    expect(visit.recommended()).toEqual(
      (await visit.ask({ ...LIST, order: 'new' })).cards.map(({ movie }) => movie.id),
    );
  });
});

describe('a list in the order `new`', () => {
  it('has the best first whenever the scores change', async () => {
    const here = device();
    const always = { ...LIST, order: 'new' } as const;
    const visit = here.visit({}, { watched: [always] });
    await visit.untilTrained('bayes');
    await visit.settled();
    const next = here.visit({}, { watched: [LIST] });
    await next.settled();
    expect(visit.answer(always).cards.map(({ movie }) => movie.id)).toEqual(next.recommended());
  });
});
