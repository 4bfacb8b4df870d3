import { expect, it } from 'vitest';
import { plainProduct } from '../../../../src/base/matrix-vector.ts';
import type { Dataset } from '../../../../src/dataset/dataset.ts';
import { noFactTables, type WorldTable } from '../../../../src/dataset/fact-tables.ts';
import { type Facts, type MovieFacts, noFacts } from '../../../../src/dataset/movie-facts.ts';
import type { Event } from '../../../../src/protocol/messages.ts';
import type { FactSource } from '../../../../src/worker/dataset/built-in-shelf.ts';
import { loadFacts } from '../../../../src/worker/session/load-facts.ts';
import { loadStored } from '../../../../src/worker/session/load-stored.ts';
import type { SessionCore } from '../../../../src/worker/session/session-context.ts';
import { archive, droppedFile } from '../../../fixtures/archives.ts';
import { device, eventually } from '../../../fixtures/visits.ts';
import { memoryAppStorage, smallDataset } from '../../../fixtures/worker-fakes.ts';

const runs = (runtime: number): MovieFacts => ({
  runtime,
  languages: [],
  countries: [],
  directors: [],
  cast: [],
  wikipedia: null,
});
const world: WorldTable = {
  ids: Float64Array.of(100, 101),
  imdb: Int32Array.of(11, 12),
  tmdb: Int32Array.of(21, 22),
  count: Int32Array.of(1000, 2000),
  mean: Float32Array.of(3.5, 4),
};

/** What the app comes with: details of movies 100 and 101, a description of 101. Counts what is fetched. */
function source() {
  const fetched: string[] = [];
  const from =
    <T>(name: string, table: T) =>
    async () => {
      fetched.push(name);
      return table;
    };
  const facts: FactSource = {
    details: from('details', { ids: [100, 101], facts: [runs(90), runs(120)] }),
    descriptions: from('descriptions', {
      ids: [101],
      facts: [{ text: 'A film.', source: 'wikipedia', page: 'A' }],
    }),
    world: from('world', world),
  };
  return { facts, fetched };
}

/** The parts of a session that facts touch; `seen` holds them whenever watched answers were due. */
function session(stored: Map<string, unknown>, dataset: Dataset, signal = new AbortController().signal) {
  const seen: Facts[] = [];
  const core = {
    storage: memoryAppStorage(stored),
    data: { base: dataset },
    // Names are made searchable beside it, which is not what these tests are about.
    catalogue: { dataset, titles: { addTitles: async () => {} }, people: { add: async () => {} } },
    background: { add: () => {} },
    progressed: () => {},
    facts: noFacts,
    signal,
    emit: (event: Event) => expect(event.type).toBe('shelfComplete'),
    reportError: (thrown: unknown) => {
      throw thrown;
    },
    changed: () => seen.push(core.facts),
  };
  return { core: core as unknown as SessionCore, seen };
}

it('shows details first, then descriptions, and stores both for a visit without the network', async () => {
  const stored = new Map<string, unknown>();
  const { facts, fetched } = source();
  const first = session(stored, smallDataset());
  await loadFacts(first.core, facts);
  expect(first.seen.map(({ details, descriptions }) => [details !== null, descriptions !== null])).toEqual([
    [true, false],
    [true, true],
  ]);
  expect(first.core.facts.details?.slice(0, 3).map((one) => one?.runtime)).toEqual([90, 120, undefined]);
  expect(first.core.facts.descriptions?.[1]?.text).toBe('A film.');
  const second = session(stored, smallDataset());
  await loadFacts(second.core, facts);
  expect(second.core.facts).toEqual(first.core.facts);
  expect(fetched).toEqual(['details', 'descriptions']);
});

it('changes and stores nothing once the session has ended', async () => {
  const stored = new Map<string, unknown>();
  const ended = new AbortController();
  ended.abort();
  const { core, seen } = session(stored, smallDataset(), ended.signal);
  await loadFacts(core, source().facts);
  expect(seen).toEqual([]);
  expect(core.facts).toBe(noFacts);
  expect(stored.has('details')).toBe(false);
});

it('prefers what the zip of an imported data set holds, and finds the rest by the number of IMDb', async () => {
  const stored = new Map<string, unknown>();
  const imported: Dataset = {
    ...smallDataset(),
    id: 'mine-1',
    imported: true,
    movies: smallDataset().movies.map((movie, n) => (n === 1 ? { ...movie, id: 9_000_101 } : movie)),
    links: {
      imdb: Int32Array.from({ length: 40 }, (_, n) => (n < 2 ? 11 + n : 0)),
      tmdb: new Int32Array(40),
    },
  };
  const own = { ...noFactTables, details: { ids: [100], facts: [runs(95)] } };
  await memoryAppStorage(stored).saveDataset(imported, { own });
  const { core } = session(stored, imported);
  await loadFacts(core, source().facts);
  expect(core.facts.details?.slice(0, 3).map((one) => one?.runtime)).toEqual([95, 120, undefined]);
  expect(core.facts.descriptions?.[1]?.text).toBe('A film.');
});

it('gives an imported data set the numbers of the built-in one from the next visit on', async () => {
  const here = device();
  const zip = archive(
    'movieId,title,genres\n100,Film 0 (1960),Drama\n7,Film 7 (1967),Drama',
    'userId,movieId,rating\n1,100,4\n2,7,3',
  );
  const { facts, fetched } = source();
  const first = here.visit({ facts }, { autoTrain: false });
  first.handle({ type: 'previewDataset', files: [droppedFile('mine.zip', zip)] });
  await first.until('datasetPreviewed');
  first.handle({ type: 'useDataset' });
  await eventually(() => expect(first.last('opened').dataset.imported).toBe(true));
  await first.settled();
  expect(fetched).toContain('world');
  const refuse = () => Promise.reject(new Error('must not be asked for'));
  const sources = {
    emit: () => {},
    reportError: (thrown: unknown) => {
      throw thrown;
    },
    fetchDataset: refuse,
    loadProduct: async () => plainProduct,
  };
  const { catalogue } = await loadStored(memoryAppStorage(here.stored), sources, null);
  expect(catalogue.dataset.movies.map(({ id }) => id)).toEqual([100, 7]);
  expect([...(catalogue.dataset.statistics?.count ?? [])]).toEqual([1000, 0]);
  expect([...(catalogue.dataset.links?.imdb ?? [])]).toEqual([11, 0]);
});
