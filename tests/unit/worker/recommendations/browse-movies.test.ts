import { describe, expect, it } from 'vitest';
import { plainProduct } from '../../../../src/base/matrix-vector.ts';
import { type Facts, type MovieFacts, noFacts } from '../../../../src/dataset/movie-facts.ts';
import { type BrowseQuery, noBrowseFilters } from '../../../../src/protocol/browse-messages.ts';
import { choicesOf } from '../../../../src/worker/recommendations/browse-filter.ts';
import { createBrowser } from '../../../../src/worker/recommendations/browse-movies.ts';
import type { PersonalScores } from '../../../../src/worker/recommendations/personal-scores.ts';
import { createCatalogue } from '../../../../src/worker/session/catalogue.ts';
import { noMovieFacts } from '../../../fixtures/movie-facts.ts';
import { device } from '../../../fixtures/visits.ts';
import { smallDataset } from '../../../fixtures/worker-fakes.ts';

const dataset = smallDataset();
const browsed = (more: Partial<BrowseQuery> = {}): BrowseQuery => ({
  type: 'browse',
  request: 1,
  text: '',
  order: 'popularity',
  filters: noBrowseFilters,
  hideKnown: false,
  from: 0,
  count: 100,
  ...more,
});

/** A person for whom the movie with the highest number is best; the first one is rated. */
const scores = {
  predicted: (item: number) => item / 10,
  confidence: () => null,
  rated: new Map([[0, 4]]),
  unwanted: new Set([0]),
  inputs: { facts: () => noFacts },
} as unknown as PersonalScores;

describe('all movies', () => {
  const movies = dataset.movies.map((movie, i) => ({
    ...movie,
    title: ['The Zoo', 'A Bird', 'Élan 2', 'Elan 10'][i] ?? movie.title,
    year: i === 5 ? null : movie.year,
  }));
  const catalogue = createCatalogue({ ...dataset, movies }, plainProduct);
  const browser = createBrowser(catalogue);
  let request = 0;
  const items = (more: Partial<BrowseQuery>) =>
    browser.browse(browsed({ request: ++request, ...more }), scores).cards.map(({ movie }) => movie.id - 100);

  it('are ordered by popularity, predicted stars, year and title, each order with all of them', () => {
    const all = dataset.movies.map((_, i) => i);
    expect(items({})).toEqual([...all].sort((a, b) => catalogue.counts[b] - catalogue.counts[a] || a - b));
    expect(items({ order: 'predicted' })).toEqual([...all].reverse());
    expect(items({ order: 'year' })).toEqual([...all.filter((i) => i !== 5).reverse(), 5]);
    const titles = items({ order: 'title' });
    expect(titles.slice(0, 3)).toEqual([1, 2, 3]);
    expect(titles.at(-1)).toBe(0);
    expect(titles).toHaveLength(40);
  });

  it('are filtered, searched and answered a window at a time', () => {
    const filters = { ...noBrowseFilters, genres: ['Drama'], from: 1970 };
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

describe('all movies by what is known of them', () => {
  const known = (more: Partial<MovieFacts>): MovieFacts => ({ ...noMovieFacts, ...more });
  const details = dataset.movies.map((_, i): MovieFacts | null => {
    if (i >= 12) return null;
    return known({
      runtime: i === 11 ? null : 60 + 10 * i,
      languages: i < 4 ? ['fr', 'en'] : ['en', 'fr'],
      countries: i % 2 === 0 ? ['FR', 'US'] : ['US'],
      directors: i < 3 ? ['Agnès Varda'] : ['Joel Coen', 'Ethan Coen'],
      cast: i === 5 ? ['Agnès Varda'] : ['Frances McDormand'],
      wikipedia: i === 7 ? 'Vagabond_(film)' : null,
    });
  });
  const statistics = {
    count: Int32Array.from(dataset.movies, (_, i) => [3, 100_000, 5000, 0][i] ?? 50),
    mean: Float32Array.from(dataset.movies, (_, i) => [5, 4.4, 4.5, Number.NaN][i] ?? 3),
  };
  const catalogue = createCatalogue({ ...dataset, statistics }, plainProduct);
  const browser = createBrowser(catalogue);
  let facts: Facts = { ...noFacts, details };
  const asker = { ...scores, inputs: { facts: () => facts } } as unknown as PersonalScores;
  let request = 100;
  const answer = (more: Partial<BrowseQuery>) =>
    browser.browse(browsed({ request: ++request, ...more }), asker);
  const items = (more: Partial<BrowseQuery>) => answer(more).cards.map(({ movie }) => movie.id - 100);
  const filtered = (more: Partial<BrowseQuery['filters']>) =>
    items({ filters: { ...noBrowseFilters, ...more } }).sort((a, b) => a - b);

  it('pass by running time, original language, country and number of ratings', () => {
    expect(filtered({ shortest: 80, longest: 100 })).toEqual([2, 3, 4]);
    expect(filtered({ longest: 60 })).toEqual([0]);
    expect(filtered({ shortest: 160 })).toEqual([10]);
    expect(filtered({ language: 'fr' })).toEqual([0, 1, 2, 3]);
    expect(filtered({ country: 'FR' })).toEqual([0, 2, 4, 6, 8, 10]);
    expect(filtered({ minWorld: 5000 })).toEqual([1, 2]);
    const without = filtered({ without: ['Drama', 'Horror'] });
    expect(without.every((i) => dataset.movies[i].genres.includes('Comedy'))).toBe(true);
    expect(without.length).toBeGreaterThan(10);
  });

  it('pass by person and what they did, however the name is written', () => {
    expect(filtered({ person: 'Agnès Varda' })).toEqual([0, 1, 2, 5]);
    expect(filtered({ person: 'agnes varda', role: 'director' })).toEqual([0, 1, 2]);
    expect(filtered({ person: 'Agnès Varda', role: 'cast' })).toEqual([5]);
    expect(filtered({ person: 'Nobody' })).toEqual([]);
    expect(answer({ filters: { ...noBrowseFilters, person: 'agnes varda' } }).person).toEqual({
      name: 'Agnès Varda',
      directed: 3,
      played: 1,
    });
  });

  it('are sorted by what everyone gave, where three good ratings do not win', () => {
    expect(items({ order: 'acclaim' }).slice(0, 3)).toEqual([2, 1, 0]);
    expect(items({ order: 'acclaim' }).at(-1)).toBe(3);
    expect(items({ order: 'fame' }).slice(0, 2)).toEqual([1, 2]);
  });

  it('are found by people and by titles of Wikipedia once those can be searched, in the request that is shown', async () => {
    const search = { text: 'varda', order: 'match', request: ++request } as const;
    expect(items(search)).toEqual([]);
    await catalogue.titles.addTitles(details.map((one) => one?.wikipedia?.replace('_(film)', '') ?? null));
    await catalogue.people.add(details);
    expect(items(search).sort()).toEqual([0, 1, 2, 5]);
    expect(answer(search).people.map(({ name }) => name)).toEqual(['Agnès Varda']);
    expect(items({ text: 'vagabond', order: 'match' })).toEqual([7]);
    expect(items({ text: 'film 7', order: 'match' })[0]).toBe(7);
    expect(answer({ text: 'vadra', order: 'match' }).people[0].name).toBe('Agnès Varda');
  });

  it('are filtered anew when the facts arrive, and only then', () => {
    facts = noFacts;
    const query = { filters: { ...noBrowseFilters, language: 'fr' }, request: ++request };
    expect(items(query)).toEqual([]);
    facts = { ...noFacts, details };
    expect(items(query)).toHaveLength(4);
  });

  it('have the languages and countries that are chosen from', () => {
    expect(choicesOf(catalogue, details)).toEqual({
      hasDetails: true,
      hasRuntimes: true,
      hasWorld: true,
      languages: [
        { code: 'en', movies: 8 },
        { code: 'fr', movies: 4 },
      ],
      countries: [
        { code: 'US', movies: 12 },
        { code: 'FR', movies: 6 },
      ],
    });
    const nothing = { hasDetails: false, hasRuntimes: false, hasWorld: false, languages: [], countries: [] };
    expect(choicesOf(createCatalogue(dataset, plainProduct), null)).toEqual(nothing);
  });
});
