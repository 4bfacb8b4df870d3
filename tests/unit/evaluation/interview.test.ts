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

test('questions are counted, answered films carry their stars, nothing is put twice or is of what is to be found', () => {
  const put: number[] = [];
  const people: number[] = [];
  const { items: rated, questions } = interview(
    newcomer,
    (person, excluded, count) => {
      people.push(person.ratings.item.length);
      expect([...person.ratings.value]).toEqual(
        [...person.ratings.item].map((item) => newcomer.answers.get(item)),
      );
      const dozen = all.filter((item) => !excluded.has(item)).slice(0, count);
      put.push(...dozen.slice(0, 1 + dozen.findIndex((item) => newcomer.answers.has(item))));
      return dozen;
    },
    10,
    500,
  );
  // By hand: everything but the other half, in order, up to the tenth that can be answered.
  const line = all.filter((item) => !newcomer.heldOut.has(item));
  expect(rated).toEqual(line.filter((item) => newcomer.answers.has(item)).slice(0, 10));
  expect(questions).toEqual(rated.map((item) => line.indexOf(item) + 1));
  expect(put).toEqual(line.slice(0, questions[9]));
  expect(people).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('ends with its patience, or when nothing is left to ask', () => {
  const seen = new Set<number>();
  const unseen = all.filter((item) => !newcomer.answers.has(item) && !newcomer.heldOut.has(item));
  const ask = (_: unknown, excluded: ReadonlySet<number>, count: number) => {
    const dozen = unseen.filter((item) => !excluded.has(item)).slice(0, count);
    for (const item of dozen) seen.add(item);
    return dozen;
  };
  expect(interview(newcomer, ask, 5, 15)).toEqual({ items: [], questions: [] });
  expect(seen.size).toBeGreaterThan(12);
  seen.clear();
  expect(interview(newcomer, ask, 5, 1000).items).toEqual([]);
  expect(seen.size).toBe(unseen.length);
});
