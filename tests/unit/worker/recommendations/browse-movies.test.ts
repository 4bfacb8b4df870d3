import { describe, expect, it } from 'vitest';
import { plainProduct } from '../../../../src/base/matrix-vector.ts';
import { defaultListSettings } from '../../../../src/protocol/list-settings.ts';
import type { Command } from '../../../../src/protocol/messages.ts';
import { createExplorer } from '../../../../src/worker/recommendations/browse-movies.ts';
import type { Taste } from '../../../../src/worker/recommendations/personal-scores.ts';
import { createLibrary } from '../../../../src/worker/session/catalogue.ts';
import { device } from '../../../fixtures/visits.ts';
import { smallDataset } from '../../../fixtures/worker-fakes.ts';

type Explore = Extract<Command, { type: 'explore' }>;

const dataset = smallDataset();
const asked = (more: Partial<Explore> = {}): Explore => ({
  type: 'explore',
  request: 1,
  query: '',
  order: 'popularity',
  filters: defaultListSettings,
  hideKnown: false,
  from: 0,
  count: 100,
  ...more,
});

/** A person for whom the film with the highest number is best, and the first is rated. */
const taste = {
  predicted: (item: number) => item / 10,
  isKnown: (item: number) => item === 0,
  card: (item: number) => ({ movie: dataset.movies[item] }),
} as unknown as Taste;

describe('all films', () => {
  const movies = dataset.movies.map((movie, i) => ({
    ...movie,
    title: ['The Zoo', 'A Bird', 'Élan 2', 'Elan 10'][i] ?? movie.title,
    year: i === 5 ? null : movie.year,
  }));
  const library = createLibrary({ ...dataset, movies }, plainProduct);
  const explorer = createExplorer(library);
  let request = 0;
  const items = (more: Partial<Explore>) =>
    explorer.explore(asked({ request: ++request, ...more }), taste).cards.map(({ movie }) => movie.id - 100);

  it('come by popularity, predicted stars, year and title, each a whole order', () => {
    const all = dataset.movies.map((_, i) => i);
    expect(items({})).toEqual([...all].sort((a, b) => library.counts[b] - library.counts[a] || a - b));
    expect(items({ order: 'predicted' })).toEqual([...all].reverse());
    expect(items({ order: 'year' })).toEqual([...all.filter((i) => i !== 5).reverse(), 5]);
    const titles = items({ order: 'title' });
    expect(titles.slice(0, 3)).toEqual([1, 2, 3]);
    expect(titles.at(-1)).toBe(0);
    expect(titles).toHaveLength(40);
  });

  it('are filtered, searched and told a window at a time', () => {
    const filters = { ...defaultListSettings, genres: ['Drama'], from: 1970 };
    const dramas = items({ filters, hideKnown: true });
    expect(dramas.length).toBeGreaterThan(5);
    expect(dramas.every((i) => dataset.movies[i].genres.includes('Drama') && i >= 10)).toBe(true);
    expect(items({ hideKnown: true })).not.toContain(0);
    expect(items({ query: 'zo', order: 'match' })).toEqual([0]);
    expect(items({ query: 'nothing so called', order: 'match' })).toEqual([]);
    const answer = explorer.explore(asked({ request: ++request, from: 38, count: 10 }), taste);
    expect(answer).toMatchObject({ total: 40, from: 38, request });
    expect(answer.cards).toHaveLength(2);
  });

  it('stay where they are when what is predicted changes', () => {
    const order = { order: 'predicted', request: ++request } as const;
    const before = explorer.explore(asked(order), taste);
    const other = { ...taste, predicted: (item: number) => -item };
    expect(explorer.again(other)).toEqual(before);
    expect(explorer.explore(asked({ ...order, from: 2, count: 1 }), other).cards).toEqual([before.cards[2]]);
  });
});

it('tells a rating in the window that is shown', async () => {
  const session = device().visit();
  await session.until('opened');
  session.handle(asked({ count: 2 }));
  await session.settled();
  const [first] = session.last('explored').cards;
  session.handle({ type: 'rate', movieId: first.movie.id, stars: 4.5 });
  await session.settled();
  expect(session.last('explored').cards[0]).toMatchObject({ movie: first.movie, yours: 4.5 });
});
