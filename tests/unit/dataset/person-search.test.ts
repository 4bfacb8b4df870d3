import { expect, it } from 'vitest';
import type { MovieFacts } from '../../../src/dataset/movie-facts.ts';
import { createPersonSearch } from '../../../src/dataset/person-search.ts';
import { noMovieFacts } from '../../fixtures/movie-facts.ts';

const by = (directors: readonly string[], cast: readonly string[] = []): MovieFacts => ({
  ...noMovieFacts,
  directors,
  cast,
});
const DETAILS: readonly (MovieFacts | null)[] = [
  by(['Denis Villeneuve'], ['Amy Adams', 'Jeremy Renner']),
  by(['Denis Villeneuve'], ['Ryan Gosling', 'Harrison Ford']),
  by(['Denis Dugan'], ['Adam Sandler']),
  null,
  by(['J. J. Abrams'], ['Harrison Ford', 'Daisy Ridley']),
  by(['Pedro Almodóvar'], ['Penélope Cruz']),
  by(['Bong Joon-ho'], ['Song Kang-ho']),
  by(['Tom Ford'], ['Amy Adams']),
  by(['Clint Eastwood'], ['Clint Eastwood', 'Amy Adams']),
];
const POPULARITY = [50, 60, 70, 0, 80, 40, 45, 10, 30];

async function indexed() {
  const search = createPersonSearch(POPULARITY);
  await search.add(DETAILS);
  return search;
}

it.each([
  ['villeneuve', 'Denis Villeneuve'],
  ['vileneuve', 'Denis Villeneuve'],
  ['denis vilenueve', 'Denis Villeneuve'],
  ['villeneuve denis', 'Denis Villeneuve'],
  ['VILLEN', 'Denis Villeneuve'],
  ['almodovar', 'Pedro Almodóvar'],
  ['almodvoar', 'Pedro Almodóvar'],
  ['penelope cruz', 'Penélope Cruz'],
  ['jj abrams', 'J. J. Abrams'],
  ['j.j. abrams', 'J. J. Abrams'],
  ['bong joon ho', 'Bong Joon-ho'],
  ['harrson ford', 'Harrison Ford'],
])('"%s" finds %s first', async (query, first) => {
  expect((await indexed()).find(query, 3)[0]?.name).toBe(first);
});

it('counts what everybody directed and played in, each name once', async () => {
  const search = await indexed();
  expect(search.find('clint eastwood', 5)).toEqual([
    { name: 'Clint Eastwood', directed: 1, played: 1, quality: 0 },
  ]);
  expect(search.find('amy adams', 5)).toMatchObject([{ directed: 0, played: 3 }]);
  expect(search.size()).toBe(15);
});

it('puts surnames before first names, and who is better known before others', async () => {
  const search = await indexed();
  expect(search.find('ford', 5).map(({ name }) => name)).toEqual(['Harrison Ford', 'Tom Ford']);
  const denis = search.find('denis', 5);
  expect(denis.map(({ name }) => name)).toEqual(['Denis Villeneuve', 'Denis Dugan']);
  expect(denis.map(({ quality }) => quality)).toEqual([2, 2]);
});

it('forgives misspellings only where it is asked to, and finds nobody by a letter or by nonsense', async () => {
  const search = await indexed();
  expect(search.find('vileneuve', 5, 'none')).toEqual([]);
  expect(search.find('v', 5)).toEqual([]);
  expect(search.find('zzzzzz', 5)).toEqual([]);
  expect(createPersonSearch([]).find('villeneuve', 5)).toEqual([]);
});

it('gives up indexing with the reason of its signal', async () => {
  const search = createPersonSearch(POPULARITY);
  await expect(search.add(DETAILS, AbortSignal.abort('ended'))).rejects.toBe('ended');
  expect(search.size()).toBe(0);
});
