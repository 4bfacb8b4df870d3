import { beforeEach, describe, expect, it } from 'vitest';
import { dataset, device, eventually, type Visit, type Visits } from '../../../fixtures/visits.ts';

let here: Visits;
let visit: Visit;
beforeEach(async () => {
  here = device();
  visit = here.visit();
});

const { ratings } = dataset;
const rowOf = (user: number) => [ratings.rowStart[user - 1], ratings.rowStart[user]] as const;

describe('users of the data set', () => {
  it('are listed by what stands out, by number', async () => {
    await visit.settled();
    visit.handle({ type: 'listUsers' });
    await visit.settled();
    const { users, notable } = visit.last('usersListed');
    expect(users).toBe(30);
    const [first] = notable.active;
    const [from, to] = rowOf(first.user);
    expect(to - from).toBe(first.value);
    const all = [...notable.active, ...notable.harsh, ...notable.generous, ...notable.niche];
    expect(all.map(({ user }) => user).every((user) => user >= 1 && user <= 30)).toBe(true);
  });

  it('are opened with all their ratings, divided into what is told and what is held back', async () => {
    await visit.settled();
    visit.handle({ type: 'openUser', user: 7 });
    await visit.settled();
    const opened = visit.last('userOpened');
    const [from, to] = rowOf(7);
    const own = [...ratings.value.subarray(from, to)];
    const mean = own.reduce((sum, stars) => sum + stars, 0) / own.length;
    const variance = own.reduce((sum, stars) => sum + (stars - mean) ** 2, 0) / own.length;
    expect(opened).toMatchObject({ user: 7, users: 30, dated: false });
    expect(opened.mean).toBeCloseTo(mean, 6);
    expect(opened.deviation).toBeCloseTo(Math.sqrt(variance), 6);
    expect(opened.histogram.reduce((sum, n) => sum + n, 0)).toBe(own.length);
    expect(opened.later.length).toBe(Math.floor(own.length / 5));
    const told = [...opened.earlier, ...opened.later].map(({ movie, stars }) => [movie.id - 100, stars]);
    const expected = own.map((stars, n) => [ratings.item[from + n], stars]);
    expect(told.sort(([a], [b]) => a - b)).toEqual(expected.sort(([a], [b]) => a - b));
    for (const { times } of opened.genres) expect(times).toBeGreaterThan(0);
  });

  it.each([0, 31, 1.5, Number.NaN])('user %d is not there, and that is said', async (user) => {
    await visit.settled();
    visit.handle({ type: 'openUser', user });
    await visit.settled();
    expect(visit.last('userMissing')).toEqual({ type: 'userMissing', user, users: 30 });
    expect(visit.all('userOpened')).toEqual([]);
  });
});

describe('the list of a user', () => {
  it('waits for EASE, then is there at once; implicit ALS is fitted without the user before it speaks', async () => {
    visit.handle({ type: 'rankUser', user: 3, by: 'ease' });
    await visit.until('opened');
    await visit.settled();
    expect(visit.all('userFitting')[0]).toMatchObject({ user: 3, by: 'ease', done: 0 });
    for (const by of ['ease', 'ials', 'hybrid'] as const) {
      visit.handle({ type: 'openUser', user: 3 });
      visit.handle({ type: 'rankUser', user: 3, by });
      await visit.settled();
      const { earlier, later } = visit.last('userOpened');
      const ranked = visit.last('userRanked');
      expect(ranked).toMatchObject({ user: 3, by, ranked: 40 - earlier.length });
      const stars = new Map(later.map((rating) => [rating.movie.id, rating.stars]));
      const told = new Set(earlier.map(({ movie }) => movie.id));
      ranked.top.forEach((card, n) => {
        expect(told.has(card.movie.id)).toBe(false);
        expect(card.later).toBe(stars.get(card.movie.id) ?? null);
        if (card.later !== null)
          expect(ranked.places[later.findIndex(({ movie }) => movie.id === card.movie.id)]).toBe(n + 1);
      });
      expect(ranked.places.length).toBe(later.length);
      expect(ranked.success).not.toBeNull();
      expect(ranked.seeming === null).toBe(by !== 'ease');
      expect(Math.max(...ranked.places)).toBeLessThanOrEqual(ranked.ranked);
    }
    const fitting = visit.all('userFitting').filter(({ by }) => by === 'ials');
    expect(fitting.at(-1)?.done).toBe(fitting.at(-1)?.of);
    // It was fitted once: the hybrid asked for nothing more.
    expect(visit.all('userFitting').some(({ by }) => by === 'hybrid')).toBe(false);
  });

  it('of a user who is left is not told any more', async () => {
    await visit.settled();
    visit.handle({ type: 'rankUser', user: 3, by: 'ials' });
    visit.handle({ type: 'rankUser', user: 4, by: 'ials' });
    await eventually(() => visit.last('userRanked'));
    await visit.settled();
    expect(visit.all('userRanked').map(({ user }) => user)).toEqual([4]);
  });

  it('is only looked at: nothing of the person changes or is stored', async () => {
    await visit.untilTrained('bayes');
    visit.handle({ type: 'rate', movieId: 103, stars: 4 });
    await visit.settled();
    const stored = structuredClone([...here.stored]);
    const before = visit.events.length;
    visit.handle({ type: 'openUser', user: 5 });
    visit.handle({ type: 'rankUser', user: 5, by: 'hybrid' });
    await visit.settled();
    const types = new Set(visit.events.slice(before).map(({ type }) => type));
    expect([...types].sort()).toEqual(['userFitting', 'userOpened', 'userRanked']);
    expect([...here.stored]).toEqual(stored);
  });
});
