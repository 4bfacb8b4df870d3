import { describe, expect, it } from 'vitest';
import { notableKinds, placesText, spanOf } from '../../../../src/ui/users/texts.ts';
import {
  noUsers,
  type OpenedUser,
  type RankedUser,
  reduceUsers,
} from '../../../../src/ui/users/users-state.ts';

const opened = (user: number): OpenedUser => ({
  type: 'userOpened',
  user,
  users: 30,
  mean: 3.5,
  deviation: 1,
  genres: [],
  histogram: [],
  dated: true,
  earlier: [],
  later: [],
});
const ranked = (user: number): RankedUser => ({
  type: 'userRanked',
  user,
  by: 'ease',
  top: [],
  ranked: 40,
  places: [],
  success: null,
  seeming: null,
});

describe('the user who is looked at', () => {
  it('is one at a time; what comes late for another is left aside', () => {
    const at3 = reduceUsers(reduceUsers(noUsers, opened(3)), ranked(3));
    expect(at3.ranked?.user).toBe(3);
    const at4 = reduceUsers(at3, opened(4));
    expect(at4.ranked).toBeNull();
    expect(reduceUsers(at4, ranked(3))).toBe(at4);
    expect(reduceUsers(at4, { type: 'userFitting', user: 3, by: 'ials', done: 1, of: 2 })).toBe(at4);
    const fitting = reduceUsers(at4, { type: 'userFitting', user: 4, by: 'ials', done: 1, of: 2 });
    expect(fitting.fitting?.done).toBe(1);
    expect(reduceUsers(fitting, ranked(4)).fitting).toBeNull();
  });

  it('keeps the list of users, and its own list when it is opened again', () => {
    const notable = { active: [], harsh: [], generous: [], niche: [] };
    const listed = reduceUsers(noUsers, { type: 'usersListed', users: 30, notable });
    const at3 = reduceUsers(reduceUsers(listed, opened(3)), ranked(3));
    expect(reduceUsers(at3, opened(3)).ranked).not.toBeNull();
    const missing = reduceUsers(at3, { type: 'userMissing', user: 31, users: 30 });
    expect([missing.opened, missing.missing?.user, missing.listed?.users]).toEqual([null, 31, 30]);
  });
});

it('says where liked films stood', () => {
  expect(placesText([500, 3, 12, 9], 1000)).toBe(
    'Of 4 films they rated 4 or more later, 2 stood among the first ten, and half among the first 9 of 1,000.',
  );
  expect(placesText([7], 1000)).toContain('Of 1 film ');
});

it('tells one day as one day, and rarity as one in so many', () => {
  const day = Date.UTC(2016, 8, 7, 12);
  expect(spanOf(day, day + 60_000)).toBe('Sep 7, 2016');
  expect(spanOf(day, day + 40 * 86_400_000)).toBe('Sep 7, 2016 – Oct 17, 2016');
  expect(notableKinds.niche.value(7)).toContain('one in 128');
});
