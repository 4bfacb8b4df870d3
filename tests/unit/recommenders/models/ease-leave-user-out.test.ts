import { expect, test } from 'vitest';
import { withoutUsers } from '../../../../src/evaluation/cold-start-users.ts';
import { ease, fitEase } from '../../../../src/recommenders/models/ease.ts';
import { easeWithout } from '../../../../src/recommenders/models/ease-leave-user-out.ts';
import { contributionsOf, randomRatings } from '../../../fixtures/small-data.ts';

const options = { lambda: 2, maxUsers: 100 };
const ratings = randomRatings(16, 12, 0.5, 4);
const person = {
  ratings: { item: Int32Array.of(3, 7, 1, 10), value: Float32Array.of(5, 4.5, 2.5, 3.5) },
  genres: [],
};

test.each([0, 7, 15])('without user %d it equals a fit on all others', async (user) => {
  const fitted = await fitEase(ratings, options);
  const left = easeWithout(fitted, ratings, user);
  const others = withoutUsers(ratings, new Set([user]));
  const anew = await fitEase(others, options);
  left.diagonal.forEach((d, j) => {
    expect(d).toBeCloseTo(anew.diagonal[j], 9);
  });
  const [one, two] = [ease(left, ratings), ease(anew, others)];
  const scores = one.score(person);
  two.score(person).forEach((score, i) => {
    expect(scores[i]).toBeCloseTo(score, 6);
    const parts = contributionsOf(one, person, i).parts;
    contributionsOf(two, person, i).parts.forEach((part, n) => {
      expect(parts[n]).toBeCloseTo(part, 6);
    });
  });
  // It differs from the fit on all users.
  const all = ease(fitted, ratings).score(person);
  expect(Math.max(...all.map((score, i) => Math.abs(score - scores[i])))).toBeGreaterThan(1e-3);
});

test('is the model itself for a user outside of it, and does not change the fitted model', async () => {
  const few = await fitEase(ratings, { ...options, maxUsers: 3 });
  const absent = [...Array(16).keys()].find((u) => !few.users.includes(u)) ?? -1;
  expect(easeWithout(few, ratings, absent)).toBe(few);
  const before = few.inverse.slice();
  easeWithout(few, ratings, few.users[1]);
  expect(few.inverse).toEqual(before);
});
