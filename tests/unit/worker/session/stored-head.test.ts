import { beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../../../src/base/problem.ts';
import type { Dataset } from '../../../../src/dataset/dataset.ts';
import { countHalfStars } from '../../../../src/dataset/statistics.ts';
import {
  device,
  eventually,
  LIST,
  type Visit,
  type Visits,
  dataset as whole,
} from '../../../fixtures/visits.ts';
import { memoryAppStorage } from '../../../fixtures/worker-fakes.ts';

const { users, items } = whole.ratings;
const halfStarsByItem = countHalfStars(whole.ratings) ?? new Int32Array(0);
/** What is stored of a large data set beside its ratings. */
const head: Dataset = {
  ...whole,
  ratings: {
    users,
    items,
    rowStart: new Int32Array(users + 1),
    item: new Int32Array(0),
    value: new Float32Array(0),
    time: new Uint32Array(0),
    halfStarsByItem,
  },
};

let here: Visits;
beforeEach(() => {
  here = device();
});

/** A visit to whom the test gives the ratings when it wants. */
function returning(): { visit: Visit; give(read: Dataset): void; fail(): void } {
  const storage = memoryAppStorage(here.stored);
  const ratings: { resolve(read: Dataset): void; reject(thrown: unknown): void }[] = [];
  const loadDataset = (onRead?: (done: number, total: number) => void) => {
    onRead?.(5, 20);
    return new Promise<Dataset>((resolve, reject) => ratings.push({ resolve, reject }));
  };
  const visit = here.visit({ openAppStorage: async () => ({ ...storage, loadDataset }) });
  return {
    visit,
    give: (read) => ratings[0].resolve(read),
    fail: () => ratings[0].reject(new Problem('storage-broken', 'The ratings are damaged.', 'Wait.')),
  };
}

const opened = (visit: Visit, times: number) =>
  eventually(() => {
    expect(visit.all('opened').length).toBe(times);
    return visit.last('opened');
  });

describe('a visit with a stored head', () => {
  it('shows the list of the whole data set before the ratings are read', async () => {
    const before = here.visit();
    before.handle({ type: 'rate', movieId: 103, stars: 5 });
    await before.untilTrained('bayes');
    await before.settled();
    here.stored.set('head', head);
    // EASE is read with the ratings of so few people.
    here.stored.delete('ease');
    const { visit, give } = returning();
    const { dataset } = await opened(visit, 1);
    expect(dataset).toMatchObject({ id: whole.id, isHead: true, report: whole.report });
    await eventually(() => expect(visit.answers(LIST).length).toBeGreaterThan(0));
    const shown = visit.recommended();
    expect(visit.answer(LIST).cards[0].predicted).not.toBeNull();
    expect(visit.last('shelfArriving')).toMatchObject({ stage: 'ratings', done: 5, total: 20 });
    expect(visit.all('trainingPreparing')).toEqual([]);
    const early = visit.answers(LIST).length;
    give(whole);
    expect((await opened(visit, 2)).dataset.isHead).toBeUndefined();
    await eventually(() => expect(visit.answers(LIST).length).toBeGreaterThan(early));
    // The first of them: the fit of EASE, which comes later, gives a new order.
    expect(visit.answers(LIST)[early].cards.map(({ movie }) => movie.id)).toEqual(shown);
  });

  it('counts movies as the ratings do, takes ratings at once, and waits with what needs them', async () => {
    here.stored.set('head', head);
    const { visit, give } = returning();
    visit.watch({ type: 'overview' });
    await opened(visit, 1);
    visit.handle({ type: 'rate', movieId: 104, stars: 4 });
    visit.handle({ type: 'exportModel' });
    await eventually(() => expect(visit.last('personChanged').person.ratings.length).toBe(1));
    visit.watch({ type: 'movie', movieId: 105 });
    await eventually(() => expect(visit.answers({ type: 'movie', movieId: 105 }).length).toBe(1));
    const early = visit.answer({ type: 'movie', movieId: 105 });
    expect(visit.answers({ type: 'overview' })).toEqual([]);
    expect(visit.all('failed')).toEqual([]);
    give(whole);
    await opened(visit, 2);
    await eventually(() => expect(visit.answers({ type: 'overview' }).length).toBeGreaterThan(0));
    await eventually(() => expect(visit.answers({ type: 'movie', movieId: 105 }).length).toBeGreaterThan(1));
    expect(visit.answers({ type: 'movie', movieId: 105 })[1]?.histogram).toEqual(early?.histogram);
    expect(visit.last('opened').person.ratings.map(({ movie }) => movie.id)).toEqual([104]);
  });

  it('reports damaged ratings and goes on with what comes with the app', async () => {
    here.stored.set('head', head);
    const { visit, fail } = returning();
    await opened(visit, 1);
    fail();
    await opened(visit, 2);
    expect(visit.last('failed').problem.message).toMatch(/damaged/);
    expect(here.fetched()).toBe(1);
    expect(here.stored.get('dataset')).toBe(whole);
  });

  it('is not opened by the head where ratings are left out', async () => {
    here.stored.set('head', head).set('dataset', whole);
    here.stored.set(`excluding-${whole.id}`, { kinds: ['twice'], at: 1 });
    const visit = here.visit();
    expect((await opened(visit, 1)).dataset).toMatchObject({ excluded: ['twice'] });
    expect(visit.last('opened').dataset.isHead).toBeUndefined();
  });
});
