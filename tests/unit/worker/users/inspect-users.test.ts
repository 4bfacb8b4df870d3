import { beforeEach, describe, expect, it } from 'vitest';
import { plainProduct } from '../../../../src/base/matrix-vector.ts';
import { type Query, queryKey } from '../../../../src/protocol/queries.ts';
import type { LeaveUserOutId, UserDetails, UserRanking } from '../../../../src/protocol/user-messages.ts';
import { fitEase } from '../../../../src/recommenders/models/ease.ts';
import { easeOf } from '../../../../src/recommenders/models/ease-descriptor.ts';
import { createCatalogue } from '../../../../src/worker/session/catalogue.ts';
import { UserInspector } from '../../../../src/worker/users/inspect-users.ts';
import {
  ACTIVE_RECOMMENDER,
  dataset,
  device,
  eventually,
  type Visit,
  type Visits,
} from '../../../fixtures/visits.ts';

let here: Visits;
let visit: Visit;
beforeEach(async () => {
  here = device();
  visit = here.visit();
});

const { ratings } = dataset;
const rowOf = (user: number) => [ratings.rowStart[user - 1], ratings.rowStart[user]] as const;

async function detailsOf(user: number): Promise<UserDetails> {
  const answer = await visit.ask({ type: 'user', user });
  if ('missing' in answer) throw new Error(`there is no user ${user}`);
  return answer;
}

const rankingOf = (user: number, by: LeaveUserOutId) => ({ type: 'userRanking', user, by }) as const;

/** Waits until the list of a user is there. */
function ranked(user: number, by: LeaveUserOutId): Promise<Extract<UserRanking, { state: 'ranked' }>> {
  visit.watch(rankingOf(user, by));
  return eventually(() => {
    const answer = visit.answer(rankingOf(user, by));
    if (answer.state !== 'ranked') throw new Error(`${by} is not fitted`);
    return answer;
  });
}

describe('users of the data set', () => {
  it('are listed by what is notable about them, by number', async () => {
    const { users, notable } = await visit.ask({ type: 'users' });
    expect(users).toBe(30);
    const [first] = notable.active;
    const [from, to] = rowOf(first.user);
    expect(to - from).toBe(first.value);
    const all = [...notable.active, ...notable.harsh, ...notable.generous, ...notable.niche];
    expect(all.map(({ user }) => user).every((user) => user >= 1 && user <= 30)).toBe(true);
  });

  it('are shown with all their ratings, divided into train and test', async () => {
    const details = await detailsOf(7);
    const [from, to] = rowOf(7);
    const own = [...ratings.value.subarray(from, to)];
    const mean = own.reduce((sum, stars) => sum + stars, 0) / own.length;
    const variance = own.reduce((sum, stars) => sum + (stars - mean) ** 2, 0) / own.length;
    expect(details).toMatchObject({ user: 7, users: 30, dated: false });
    expect(details.mean).toBeCloseTo(mean, 6);
    expect(details.deviation).toBeCloseTo(Math.sqrt(variance), 6);
    expect(details.histogram.reduce((sum, n) => sum + n, 0)).toBe(own.length);
    expect(details.test.length).toBe(Math.floor(own.length / 5));
    const all = [...details.train, ...details.test].map(({ movie, stars }) => [movie.id - 100, stars]);
    const expected = own.map((stars, n) => [ratings.item[from + n], stars]);
    expect(all.sort(([a], [b]) => a - b)).toEqual(expected.sort(([a], [b]) => a - b));
    for (const { times } of details.genres) expect(times).toBeGreaterThan(0);
  });

  it.each([0, 31, 1.5, Number.NaN])('are missing under the number %d', async (user) => {
    expect(await visit.ask({ type: 'user', user })).toEqual({ missing: true, users: 30 });
    expect(visit.all('failed')).toEqual([]);
  });

  it.each([0, 31, 1.5, Number.NaN])('have no list under the number %d', async (user) => {
    expect(await visit.ask(rankingOf(user, 'hybrid'))).toEqual({ state: 'fitting', done: 0, of: 1 });
    expect(visit.all('failed')).toEqual([]);
  });
});

describe('the list of a user', () => {
  it('waits for EASE and is there at once then; implicit ALS is first fitted without the user', async () => {
    visit.watch(rankingOf(3, 'ease'));
    await visit.settled();
    expect(visit.answers(rankingOf(3, 'ease'))[0]).toEqual({ state: 'fitting', done: 0, of: 1 });
    const { train, test } = await detailsOf(3);
    const stars = new Map(test.map((rating) => [rating.movie.id, rating.stars]));
    const known = new Set(train.map(({ movie }) => movie.id));
    for (const by of ['ease', 'ials', 'hybrid'] as const) {
      const list = await ranked(3, by);
      expect(list.ranked).toBe(40 - train.length);
      list.top.forEach((card, n) => {
        expect(known.has(card.movie.id)).toBe(false);
        expect(card.test).toBe(stars.get(card.movie.id) ?? null);
        if (card.test !== null)
          expect(list.places[test.findIndex(({ movie }) => movie.id === card.movie.id)]).toBe(n + 1);
      });
      expect(list.places.length).toBe(test.length);
      expect(list.success).not.toBeNull();
      expect(list.seeming === null).toBe(by !== 'ease');
      expect(Math.max(...list.places)).toBeLessThanOrEqual(list.ranked);
    }
    expect(visit.answers(rankingOf(3, 'ials'))[0]).toEqual({ state: 'fitting', done: 0, of: 1 });
    // It is fitted once: the hybrid needs nothing more.
    expect(visit.answers(rankingOf(3, 'hybrid')).map(({ state }) => state)).toEqual(['ranked']);
  });

  it('shows how far implicit ALS is fitted', async () => {
    const catalogue = createCatalogue(dataset, plainProduct);
    const fitted = easeOf(await fitEase(ratings), ratings);
    const answers: UserRanking[] = [];
    const { signal } = new AbortController();
    const read = () => answers.push(inspector.ranking(3, 'ials', fitted, signal));
    const inspector = new UserInspector({
      catalogue,
      progressed: read,
      reportError(thrown) {
        throw thrown;
      },
    });
    read();
    await eventually(() => expect(answers.at(-1)?.state).toBe('ranked'));
    const shares = answers.flatMap((one) => (one.state === 'fitting' ? [one.done / one.of] : []));
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[0]).toBe(0);
    expect(shares.at(-1)).toBe(1);
  });

  it('is given up when nobody watches it any longer', async () => {
    const query = rankingOf(3, 'ials');
    await visit.settled();
    visit.watch(query);
    while (visit.answers(query).length === 0) await Promise.resolve();
    visit.unwatch(query);
    // Long enough for the fit, had it gone on.
    await new Promise((passed) => setTimeout(passed, 500));
    expect(visit.answers(query).length).toBe(1);
    visit.watch(query);
    await visit.settled();
    expect(visit.answers(query)[1].state).toBe('fitting');
    await ranked(3, 'ials');
    expect(visit.all('failed')).toEqual([]);
  });

  it('of a user who is left is not answered any more when another is looked at', async () => {
    const left = rankingOf(3, 'ials');
    await visit.settled();
    visit.watch(left);
    visit.unwatch(left);
    await ranked(4, 'ials');
    await visit.settled();
    expect(visit.answers(left)).toEqual([]);
  });
});

describe('lists of several users', () => {
  it('are there for two users at once: neither fit disturbs the other', async () => {
    await visit.settled();
    const queries = [rankingOf(3, 'ials'), rankingOf(4, 'ials')];
    for (const query of queries) visit.watch(query);
    await Promise.all([ranked(3, 'ials'), ranked(4, 'ials')]);
    await visit.settled();
    for (const query of queries) {
      const answers = visit.answers(query);
      const done = answers.flatMap((one) => (one.state === 'fitting' ? [one.done] : []));
      expect(done).toEqual([...new Set(done)].sort((a, b) => a - b));
      expect(answers.filter(({ state }) => state === 'ranked')).toHaveLength(1);
      expect(answers.at(-1)?.state).toBe('ranked');
    }
    expect(visit.answer(queries[0])).not.toEqual(visit.answer(queries[1]));
  });

  it('are still there when they are opened again, until somebody else was looked at', async () => {
    await visit.settled();
    const query = rankingOf(3, 'ials');
    const again = async () => {
      visit.unwatch(query);
      const before = visit.answers(query).length;
      await ranked(3, 'ials');
      await eventually(() => expect(visit.answers(query).length).toBeGreaterThan(before));
      return visit.answers(query)[before].state;
    };
    await ranked(3, 'ials');
    expect(await again()).toBe('ranked');
    visit.unwatch(query);
    await ranked(4, 'ease');
    expect(await again()).toBe('fitting');
  });

  it('are not answered again with the progress of the recommender that is to order the list', async () => {
    await visit.untilTrained('bayes');
    await visit.settled();
    await ranked(3, 'ease');
    await ranked(4, 'ials');
    const queries = [rankingOf(3, 'ease'), rankingOf(4, 'ials')];
    const before = queries.map((query) => visit.answers(query).length);
    const progress = visit.answers(ACTIVE_RECOMMENDER).length;
    visit.handle({ type: 'rankBy', recommender: 'svd' });
    await eventually(() => expect(visit.answer(ACTIVE_RECOMMENDER).inUse).toBe('svd'));
    await visit.settled();
    expect(visit.answers(ACTIVE_RECOMMENDER).length).toBeGreaterThan(progress + 2);
    expect(queries.map((query) => visit.answers(query).length)).toEqual(before);
  });
});

describe('a user', () => {
  it('is only looked at: nothing of the person changes or is stored', async () => {
    await visit.untilTrained('bayes');
    visit.handle({ type: 'rate', movieId: 103, stars: 4 });
    await visit.settled();
    const stored = structuredClone([...here.stored]);
    const before = visit.messages.length;
    await detailsOf(5);
    await ranked(5, 'hybrid');
    await visit.settled();
    const keys = visit.messages.slice(before).map((one) => (one.type === 'answered' ? one.key : one.type));
    const watched: Query[] = [{ type: 'user', user: 5 }, rankingOf(5, 'hybrid')];
    expect(keys.filter((key) => !watched.map(queryKey).includes(key))).toEqual([]);
    expect([...here.stored]).toEqual(stored);
  });
});
