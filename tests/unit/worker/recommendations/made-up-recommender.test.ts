import { beforeAll, describe, expect, it } from 'vitest';
import { plainProduct } from '../../../../src/base/matrix-vector.ts';
import { noFacts } from '../../../../src/dataset/movie-facts.ts';
import type { LabWorkerEvent } from '../../../../src/protocol/lab-messages.ts';
import { isLabSettings, quickLab } from '../../../../src/protocol/lab-settings.ts';
import {
  isRecommenderId,
  recommenderIds,
  recommenderInfo,
} from '../../../../src/protocol/recommender-catalog.ts';
import { createFitter, registry } from '../../../../src/recommenders/registry.ts';
import { openData } from '../../../../src/storage/database/generations.ts';
import { inMemoryStore } from '../../../../src/storage/database/memory-store.ts';
import { openPerson } from '../../../../src/storage/person/person-store.ts';
import { lookOfRecommender } from '../../../../src/ui/lab/recommender-style.ts';
import { createLabSession } from '../../../../src/worker/lab/lab-session.ts';
import {
  type BackgroundRecommenders,
  backgroundFits,
  fitBackgroundRecommenders,
  storedBackgroundRecommenders,
} from '../../../../src/worker/recommendations/background-recommenders.ts';
import { createComparison } from '../../../../src/worker/recommendations/compare-lists.ts';
import { createPersonalScores } from '../../../../src/worker/recommendations/personal-scores.ts';
import { hybrid, RecommenderPool } from '../../../../src/worker/recommendations/recommender-pool.ts';
import { type AppStorage, appStorageOf } from '../../../../src/worker/session/app-storage.ts';
import { createCatalogue } from '../../../../src/worker/session/catalogue.ts';
import { madeUp, registryWithMadeUp } from '../../../fixtures/made-up-recommender.ts';
import { eventually } from '../../../fixtures/visits.ts';
import { factorModel, memoryAppStorage, smallDataset } from '../../../fixtures/worker-fakes.ts';

const dataset = smallDataset();
const person = {
  ratings: { item: Int32Array.of(0, 4), value: Float32Array.of(5, 4) },
  genres: [],
};
const refuse = (thrown: unknown) => {
  throw thrown;
};

/** Fits what is missing in a storage, and reads it back as the next visit does. */
async function fittedAndReadBack(
  storage: AppStorage,
): Promise<{ fitted: BackgroundRecommenders; readBack: BackgroundRecommenders }> {
  let fitted: BackgroundRecommenders = new Map();
  const onFitted = (found: BackgroundRecommenders) => {
    fitted = found;
    return true;
  };
  await fitBackgroundRecommenders(storage, dataset, fitted, onFitted, registryWithMadeUp);
  return {
    fitted,
    readBack: await storedBackgroundRecommenders(storage, dataset, refuse, registryWithMadeUp),
  };
}

describe('the lists on both sides of the border', () => {
  it('name the same recommenders with the same facts', () => {
    expect(new Set(registry.list.map(({ id }) => id))).toEqual(new Set(recommenderIds));
    expect(registry.list.length).toBe(recommenderIds.length);
    for (const id of recommenderIds) expect(registry.find(id)).toMatchObject(recommenderInfo[id]);
  });
});

describe('a recommender that is added to the list', () => {
  it('is fitted by the registry', async () => {
    const fitter = createFitter(
      dataset,
      { trainStars: async (_, part) => factorModel(part) },
      registryWithMadeUp,
    );
    const scores = (await fitter.recommender(madeUp.id)).score(person);
    expect([...scores]).toEqual(dataset.movies.map((_, i) => i));
  });

  it('is in the catalogue of the page, and is drawn in the colour of its kind', () => {
    const { catalog } = registryWithMadeUp;
    expect(catalog.find(({ id }) => id === madeUp.id)).toMatchObject({ name: 'Last first', kind: 'movies' });
    expect([isRecommenderId(madeUp.id, catalog), isRecommenderId(madeUp.id)]).toEqual([true, false]);
    const looks = [lookOfRecommender(madeUp.id, catalog), lookOfRecommender('content', catalog)];
    expect(looks[0].ink).toBe(looks[1].ink);
    expect(looks[0].dash).not.toEqual(looks[1].dash);
  });

  it('is measured in the Lab', async () => {
    const events: LabWorkerEvent[] = [];
    const session = createLabSession({
      emit: (event) => events.push(event),
      openDataset: async () => dataset,
      trainStars: async (_, part) => factorModel(part),
      registry: registryWithMadeUp,
    });
    const settings = { ...quickLab, recommenders: ['popularity' as const, madeUp.id] };
    expect(isLabSettings(settings)).toBe(false);
    session.handle({ type: 'run', settings, datasetId: dataset.id });
    await session.settled();
    const measured = events.flatMap((event) => (event.type === 'labMeasured' ? [event.result.id] : []));
    expect(measured).toEqual(['popularity', madeUp.id]);
  });

  it('is compared: its list is in its order, with its own reasons', async () => {
    const catalogue = createCatalogue(dataset, plainProduct);
    const storage = memoryAppStorage();
    await storage.setRating(dataset.movies[0].id, { stars: 5, at: 1 });
    const { fitted } = await fittedAndReadBack(storage);
    const scores = createPersonalScores(catalogue, {
      stored: await storage.loadPerson(),
      stars: null,
      backgroundRecommenders: fitted,
      content: catalogue.content,
      ranker: hybrid,
      facts: () => noFacts,
    });
    const pool = new RecommenderPool({
      catalogue,
      storage,
      model: { predictorOf: () => null },
      backgroundRecommenders: () => fitted,
      content: () => catalogue.content,
      backgroundFitted: async () => {},
      comparisonTraining: { train: async () => null },
      reportError: refuse,
      registry: registryWithMadeUp,
    });
    const comparison = createComparison({ catalogue, pool, progressed: () => {}, reportError: refuse });
    const query = { type: 'comparison', a: madeUp.id, b: 'popularity' } as const;
    const { signal } = new AbortController();
    await eventually(() => {
      const [compared] = comparison.read(query, scores, signal);
      expect(compared.cards?.map(({ movie }) => movie.id)).toEqual(
        dataset.movies
          .map(({ id }) => id)
          .reverse()
          .slice(0, 20),
      );
      expect(new Set(compared.cards?.map(({ reason }) => reason.kind))).toEqual(new Set(['acclaimed']));
    });
  });

  it('is a part of the hybrid, whose scores it changes', async () => {
    expect(registryWithMadeUp.partsOf('hybrid')).toEqual([...registry.partsOf('hybrid'), madeUp.id]);
    const tools = { trainStars: async () => factorModel(dataset) };
    const many = {
      ratings: { item: Int32Array.from({ length: 12 }, (_, i) => i), value: new Float32Array(12).fill(4) },
      genres: [],
    };
    const scoresIn = async (of: typeof registry) =>
      (await createFitter(dataset, tools, of).recommender('hybrid')).score(many);
    const [without, withIt] = [await scoresIn(registry), await scoresIn(registryWithMadeUp)];
    // What it adds is its z-score times its weight, 0.5.
    const mean = 39 / 2;
    const deviation = Math.sqrt((40 ** 2 - 1) / 12);
    without.forEach((score, i) => {
      expect(withIt[i] - score).toBeCloseTo((0.5 * (i - mean)) / deviation, 5);
    });
  });
});

describe('what is fitted in the background', () => {
  let stored: Awaited<ReturnType<typeof fittedAndReadBack>>;
  beforeAll(async () => {
    const [ofPerson, data] = [await openPerson(inMemoryStore()), await openData(inMemoryStore())];
    stored = await fittedAndReadBack(appStorageOf(ofPerson, data, false));
  });

  it('is EASE, both implicit factorizations and what is added to the list', () => {
    expect([...stored.fitted.keys()]).toEqual(['ease', 'viewing', 'ials', madeUp.id]);
    expect([...stored.readBack.keys()]).toEqual([...stored.fitted.keys()]);
    // The names under which earlier versions stored theirs.
    expect([...backgroundFits(registry).values()].map(({ name }) => name)).toEqual([
      'ease',
      'viewing',
      'ials',
    ]);
  });

  it.each(['ease', 'viewing', 'ials', madeUp.id] as const)(
    '%s scores the same when it is read back',
    (id) => {
      const scores = stored.fitted.get(id)?.score(person);
      expect(scores?.some((score, i) => i > 0 && score !== scores[0])).toBe(true);
      expect(stored.readBack.get(id)?.score(person)).toEqual(scores);
    },
  );

  it('of another data set is not taken', async () => {
    const [ofPerson, data] = [await openPerson(inMemoryStore()), await openData(inMemoryStore())];
    const storage = appStorageOf(ofPerson, data, false);
    await fittedAndReadBack(storage);
    const other = await storedBackgroundRecommenders(
      storage,
      { ...dataset, id: 'other' },
      refuse,
      registryWithMadeUp,
    );
    expect([...other.keys()]).toEqual([]);
  });
});
