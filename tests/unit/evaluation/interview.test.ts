import { expect, test } from 'vitest';
import { hideRandomUsers } from '../../../src/evaluation/cold-start-users.ts';
import { interview } from '../../../src/evaluation/interview.ts';
import { randomRatings } from '../../fixtures/small-data.ts';
import { smallDataset } from '../../fixtures/worker-fakes.ts';

const items = 120;
const dataset = {
  ...smallDataset(),
  movies: Array.from({ length: items }, (_, id) => ({ id, title: `${id}`, year: null, genres: ['Drama'] })),
  ratings: randomRatings(6, items, 0.6, 4),
};
const [newcomer] = hideRandomUsers(dataset, 1, 1).newcomers;
const all = Array.from({ length: items }, (_, i) => i);

test('counts questions, passes on the stars, and never asks twice or about movies that are to be found', () => {
  const asked: number[] = [];
  const ratingCounts: number[] = [];
  const { items: rated, questions } = interview(
    newcomer,
    (person, excluded, count) => {
      ratingCounts.push(person.ratings.item.length);
      expect([...person.ratings.value]).toEqual(
        [...person.ratings.item].map((item) => newcomer.answers.get(item)),
      );
      const batch = all.filter((item) => !excluded.has(item)).slice(0, count);
      asked.push(...batch.slice(0, 1 + batch.findIndex((item) => newcomer.answers.has(item))));
      return batch;
    },
    10,
    500,
  );
  // By hand: all movies except those to be found, in order, up to the tenth that the newcomer has rated.
  const line = all.filter((item) => !newcomer.heldOut.has(item));
  expect(rated).toEqual(line.filter((item) => newcomer.answers.has(item)).slice(0, 10));
  expect(questions).toEqual(rated.map((item) => line.indexOf(item) + 1));
  expect(asked).toEqual(line.slice(0, questions[9]));
  expect(ratingCounts).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('ends after the given number of questions, or when nothing is left to ask', () => {
  const asked = new Set<number>();
  const unseen = all.filter((item) => !newcomer.answers.has(item) && !newcomer.heldOut.has(item));
  const ask = (_: unknown, excluded: ReadonlySet<number>, count: number) => {
    const batch = unseen.filter((item) => !excluded.has(item)).slice(0, count);
    for (const item of batch) asked.add(item);
    return batch;
  };
  expect(interview(newcomer, ask, 5, 15)).toEqual({ items: [], questions: [] });
  expect(asked.size).toBeGreaterThan(12);
  asked.clear();
  expect(interview(newcomer, ask, 5, 1000).items).toEqual([]);
  expect(asked.size).toBe(unseen.length);
});
