import { describe, expect, it } from 'vitest';
import { plainProduct } from '../../../../src/base/matrix-vector.ts';
import { defaultListSettings } from '../../../../src/protocol/list-settings.ts';
import type { BrowseQuery } from '../../../../src/protocol/recommendation-messages.ts';
import { createBrowser } from '../../../../src/worker/recommendations/browse-movies.ts';
import type { PersonalScores } from '../../../../src/worker/recommendations/personal-scores.ts';
import { createLibrary } from '../../../../src/worker/session/catalogue.ts';
import { device } from '../../../fixtures/visits.ts';
import { smallDataset } from '../../../fixtures/worker-fakes.ts';

const dataset = smallDataset();
const browsed = (more: Partial<BrowseQuery> = {}): BrowseQuery => ({
  type: 'browse',
  request: 1,
  text: '',
  order: 'popularity',
  filters: defaultListSettings,
  hideKnown: false,
  from: 0,
  count: 100,
  ...more,
});

/** A person for whom the movie with the highest number is best; the first one is rated. */
const scores = {
  predicted: (item: number) => item / 10,
  certainty: () => null,
  rated: new Map([[0, 4]]),
  unwanted: new Set([0]),
} as unknown as PersonalScores;

describe('all movies', () => {
  const movies = dataset.movies.map((movie, i) => ({
    ...movie,
    title: ['The Zoo', 'A Bird', 'Élan 2', 'Elan 10'][i] ?? movie.title,
    year: i === 5 ? null : movie.year,
  }));
  const library = createLibrary({ ...dataset, movies }, plainProduct);
  const browser = createBrowser(library);
  let request = 0;
  const items = (more: Partial<BrowseQuery>) =>
    browser.browse(browsed({ request: ++request, ...more }), scores).cards.map(({ movie }) => movie.id - 100);

  it('are ordered by popularity, predicted stars, year and title, each order with all of them', () => {
    const all = dataset.movies.map((_, i) => i);
    expect(items({})).toEqual([...all].sort((a, b) => library.counts[b] - library.counts[a] || a - b));
    expect(items({ order: 'predicted' })).toEqual([...all].reverse());
    expect(items({ order: 'year' })).toEqual([...all.filter((i) => i !== 5).reverse(), 5]);
    const titles = items({ order: 'title' });
    expect(titles.slice(0, 3)).toEqual([1, 2, 3]);
    expect(titles.at(-1)).toBe(0);
    expect(titles).toHaveLength(40);
  });

  it('are filtered, searched and answered a window at a time', () => {
    const filters = { ...defaultListSettings, genres: ['Drama'], from: 1970 };
    const dramas = items({ filters, hideKnown: true });
    expect(dramas.length).toBeGreaterThan(5);
    expect(dramas.every((i) => dataset.movies[i].genres.includes('Drama') && i >= 10)).toBe(true);
    expect(items({ hideKnown: true })).not.toContain(0);
    expect(items({ text: 'zo', order: 'match' })).toEqual([0]);
    expect(items({ text: 'nothing so called', order: 'match' })).toEqual([]);
    const answer = browser.browse(browsed({ request: ++request, from: 38, count: 10 }), scores);
    expect(answer).toMatchObject({ total: 40, from: 38, request });
    expect(answer.cards).toHaveLength(2);
  });

  it('stay where they are when what is predicted changes', () => {
    const order = { order: 'predicted', request: ++request } as const;
    const before = browser.browse(browsed(order), scores);
    const other = { ...scores, predicted: (item: number) => 40 - item };
    const after = browser.browse(browsed(order), other);
    expect(after.cards.map(({ movie }) => movie)).toEqual(before.cards.map(({ movie }) => movie));
    expect(after.cards.map(({ predicted }) => predicted)).toEqual(
      before.cards.map(({ movie }) => 140 - movie.id),
    );
    expect(browser.browse(browsed({ ...order, from: 2, count: 1 }), other).cards).toEqual([after.cards[2]]);
  });
});

it('a rating appears in the window that is watched', async () => {
  const visit = device().visit();
  const query = browsed({ count: 2 });
  const [first] = (await visit.ask(query)).cards;
  visit.handle({ type: 'rate', movieId: first.movie.id, stars: 4.5 });
  await visit.settled();
  expect(visit.answer(query).cards[0]).toMatchObject({ movie: first.movie, yours: 4.5 });
});
