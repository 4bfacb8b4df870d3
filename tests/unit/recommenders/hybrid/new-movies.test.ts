import { beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import type { Dataset } from '../../../../src/dataset/dataset.ts';
import { toRatings } from '../../../../src/dataset/dataset.ts';
import type { Component } from '../../../../src/protocol/component-catalog.ts';
import { defaultListSettings } from '../../../../src/protocol/list-settings.ts';
import type { ComponentSet } from '../../../../src/recommenders/hybrid/components.ts';
import { hybridScores } from '../../../../src/recommenders/hybrid/weighted-hybrid.ts';
import { rerank } from '../../../../src/recommenders/lists/rerank.ts';
import { fitTfidf } from '../../../../src/recommenders/models/tfidf.ts';
import type { Person } from '../../../../src/recommenders/recommender.ts';
import { createFitter } from '../../../../src/recommenders/registry.ts';
import { trainInNode } from '../../../tools/train-in-node.ts';

const genres = ['Comedy', 'Horror'];
const [users, rated] = [80, 60];
/** Nobody has rated these two: the first is a horror movie, the second a comedy. */
const [newHorror, newComedy] = [rated, rated + 1];
const items = rated + 2;
const movies = Array.from({ length: items }, (_, i) => ({
  id: i,
  title: `Film ${i}`,
  year: 1990,
  genres: [genres[(i + 1) % 2]],
}));

/** Half of the people like horror and the other half comedy; the higher its index, the fewer people rated a movie. */
function dataset(): Dataset {
  const random = createRandom(8);
  const [user, item, value]: [number[], number[], number[]] = [[], [], []];
  for (let u = 0; u < users; u++) {
    for (let i = 0; i < rated; i++) {
      if (random.uniform() > 0.75 - i / rated / 2) continue;
      const likes = movies[i].genres[0] === genres[u % 2];
      user.push(u);
      item.push(i);
      value.push(likes ? 4 + random.integer(3) / 2 : 1.5 + random.integer(3) / 2);
    }
  }
  const ratings = toRatings(users, items, {
    user: Int32Array.from(user),
    item: Int32Array.from(item),
    value: Float32Array.from(value),
    time: new Uint32Array(user.length),
  });
  const report = {
    ratings: item.length,
    users,
    movies: items,
    moviesWithoutGenres: 0,
    moviesWithoutRatings: 2,
    leftOut: [],
  };
  return { id: 'new', name: 'new', movies, genres, ratings, report };
}

const data = dataset();
const tfidf = fitTfidf(movies, genres);
const counts = new Int32Array(items);
for (const i of data.ratings.item) counts[i]++;
let set: Required<ComponentSet>;
beforeAll(async () => {
  set = await createFitter(data, { trainStars: trainInNode }).componentSet();
}, 120_000);

/** A person who likes horror movies and no comedies, with so many ratings in total. */
function horrorFan(count: number): Person {
  const item = Int32Array.from({ length: count }, (_, n) => n);
  return {
    ratings: { item, value: Float32Array.from(item, (i) => (movies[i].genres[0] === 'Horror' ? 5 : 1.5)) },
    genres: ['Horror'],
  };
}

test.each<{ count: number; ratingComponents: readonly Component[] }>([
  { count: 0, ratingComponents: ['popularity'] },
  { count: 2, ratingComponents: ['ials', 'ease', 'popularity'] },
  { count: 6, ratingComponents: ['ials', 'ease', 'popularity'] },
  { count: 20, ratingComponents: ['ials', 'viewing', 'ease', 'popularity'] },
])(
  'with $count ratings a new movie that fits ranks before one that does not',
  ({ count, ratingComponents }) => {
    const person = horrorFan(count);
    const { total, parts } = hybridScores(set, person);
    expect(total[newHorror]).toBeGreaterThan(total[newComedy]);
    const difference = (component: Component) => {
      const part = parts[component] ?? new Float32Array(items).fill(Number.NaN);
      return part[newHorror] - part[newComedy];
    };
    // Components that know movies only by their ratings treat both equally.
    for (const component of ratingComponents) expect(difference(component)).toBeCloseTo(0, 6);
    for (const component of ['stars', 'content'] as const) expect(difference(component)).toBeGreaterThan(0);
    expect(new Set(Object.keys(parts))).toEqual(new Set([...ratingComponents, 'stars', 'content']));
  },
);

test.each([0, 6])('with %d ratings it is among the first movies when niche movies are preferred', (count) => {
  const person = horrorFan(count);
  const { total } = hybridScores(set, person);
  const known = new Set(person.ratings.item);
  const list = (niche: number) =>
    rerank(
      total,
      person,
      { movies, counts, known: counts, tfidf },
      { ...defaultListSettings, niche },
      [],
      known,
      items,
    );
  expect(list(1).indexOf(newHorror)).toBeLessThan(10);
  expect(list(1).indexOf(newHorror)).toBeLessThan(list(0).indexOf(newHorror));
  expect(list(1).indexOf(newHorror)).toBeLessThan(list(1).indexOf(newComedy));
});
