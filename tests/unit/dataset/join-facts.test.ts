import { expect, it } from 'vitest';
import type { Dataset } from '../../../src/dataset/dataset.ts';
import { noFactTables, type WorldTable, withIds } from '../../../src/dataset/fact-tables.ts';
import { joinFacts, joinWorld } from '../../../src/dataset/join-facts.ts';
import type { MovieFacts } from '../../../src/dataset/movie-facts.ts';
import { smallDataset } from '../../fixtures/worker-fakes.ts';

/** Two movies under MovieLens ids, one under an id of its own, one that nobody else knows. */
const dataset: Dataset = {
  ...smallDataset(),
  movies: [10, 20, 777, 888].map((id) => ({ id, title: `Film ${id}`, year: null, genres: [] })),
  links: { imdb: Int32Array.of(1010, 0, 3030, 9999), tmdb: Int32Array.of(0, 0, 0, 0) },
};
/** The built-in data set: movies 10, 20 and 30. */
const world: WorldTable = {
  ids: Float64Array.of(30, 20, 10),
  imdb: Int32Array.of(3030, 2020, 1010),
  tmdb: Int32Array.of(3, 2, 1),
  count: Int32Array.of(300, 200, 100),
  mean: Float32Array.of(3, 2, 1),
};
const facts = (runtime: number): MovieFacts => ({
  runtime,
  languages: [],
  countries: [],
  directors: [],
  cast: [],
  wikipedia: null,
});
const builtIn = { ...noFactTables, details: { ids: [10, 20, 30], facts: [10, 20, 30].map(facts) } };

it('joins by MovieLens id, then by IMDb id, and leaves the others unknown', () => {
  const { details, descriptions } = joinFacts(dataset, { own: noFactTables, builtIn, world });
  expect(details?.map((one) => one?.runtime)).toEqual([10, 20, 30, undefined]);
  expect(descriptions).toBeNull();
});

it('prefers what the zip itself holds', () => {
  const own = { ...noFactTables, details: { ids: [20, 888], facts: [facts(21), facts(88)] } };
  const { details } = joinFacts(dataset, { own, builtIn, world });
  expect(details?.map((one) => one?.runtime)).toEqual([10, 21, 30, 88]);
});

it('gives an imported data set the numbers that it lacks', () => {
  const { links: _, ...withoutLinks } = dataset;
  const joined = joinWorld(dataset, world);
  expect([...(joined.statistics?.count ?? [])]).toEqual([100, 200, 300, 0]);
  expect([...(joined.statistics?.mean ?? [])]).toEqual([1, 2, 3, Number.NaN]);
  expect(joined.links).toBe(dataset.links);
  const byId = joinWorld(withoutLinks, world);
  expect([...(byId.links?.imdb ?? [])]).toEqual([1010, 2020, 0, 0]);
  expect([...(byId.links?.tmdb ?? [])]).toEqual([1, 2, 0, 0]);
  expect(byId.statistics?.count[2]).toBe(0);
  expect(byId.id).toBe(dataset.id);
});

it('changes nothing where nothing is lacking or known', () => {
  const whole = joinWorld(dataset, world);
  expect(joinWorld(whole, world)).toBe(whole);
  const unrelated = smallDataset();
  expect(joinWorld(unrelated, { ...world, ids: Float64Array.of(1, 2, 3) })).toBe(unrelated);
});

it('moves facts along when movies get other ids', () => {
  const renamed = withIds(builtIn, new Map([[20, 21]]));
  expect(renamed.details).toEqual({ ids: [21], facts: [facts(20)] });
  expect(renamed.tags).toBeNull();
});
