import type { Dataset } from '../../../src/dataset/dataset.ts';
import type { FactorModel } from '../../../src/recommenders/factor-model.ts';
import type { TrainingSettings } from '../../../src/training/trainer.ts';
import type { Keeping } from '../../../src/worker/keeping.ts';
import { randomRatings } from '../recommenders/small-data.ts';

const genres = ['Comedy', 'Drama', 'Horror'];

/** 30 users, 40 films, three genres. */
export function smallDataset(): Dataset {
  const ratings = randomRatings(30, 40, 0.5, 9);
  return {
    id: 'small-1',
    name: 'small',
    movies: Array.from({ length: 40 }, (_, i) => ({
      id: 100 + i,
      title: `Film ${i}`,
      year: 1960 + i,
      genres: [genres[i % 3]],
    })),
    genres,
    ratings,
    report: {
      ratings: ratings.item.length,
      users: 30,
      movies: 40,
      moviesWithoutGenres: 0,
      moviesWithoutRatings: 0,
      leftOut: [],
    },
  };
}

/** Keeps in variables what the real one keeps in IndexedDB; `stored` is what the next visit finds. */
export function memoryKeeping(stored: Map<string, unknown> = new Map()): Keeping {
  const person = () => {
    const found = stored.get('person') as Awaited<ReturnType<Keeping['loadPerson']>> | undefined;
    return (
      found ?? {
        ratings: new Map(),
        genres: [],
        skipped: new Set(),
        onboarded: false,
        trainingSettings: null,
        unreadable: [],
      }
    );
  };
  const read = (key: string) => (stored.get(key) ?? null) as never;
  return {
    kept: true,
    loadPerson: async () => structuredClone(person()),
    async setRating(movieId, rating) {
      const ratings = new Map(person().ratings);
      if (rating === null) ratings.delete(movieId);
      else ratings.set(movieId, rating);
      stored.set('person', { ...person(), ratings });
    },
    setGenres: async (picked) => void stored.set('person', { ...person(), genres: [...picked] }),
    async setSkipped(movieId, skipped) {
      const now = new Set(person().skipped);
      if (skipped) now.add(movieId);
      else now.delete(movieId);
      stored.set('person', { ...person(), skipped: now });
    },
    setOnboarded: async () => void stored.set('person', { ...person(), onboarded: true }),
    setTrainingSettings: async (trainingSettings) =>
      void stored.set('person', { ...person(), trainingSettings }),
    loadDataset: async () => read('dataset'),
    saveDataset: async (dataset) => void stored.set('dataset', dataset),
    loadModel: async () => read('model'),
    saveModel: async (trained) => void stored.set('model', trained),
    loadEase: async () => read('ease'),
    saveEase: async (_, model) => void stored.set('ease', model),
    clear: async () => stored.clear(),
  };
}

/** A trainer of which the test decides how each epoch goes. */
export function fakeTraining(dataset: Dataset, epochMs = 1) {
  const model: FactorModel = {
    datasetId: dataset.id,
    algorithm: 'als',
    rank: 1,
    mean: 3,
    itemBias: Float32Array.from(dataset.movies, (_, i) => i / 40),
    itemFactors: new Float32Array(dataset.movies.length).fill(0.1),
    ridge: { bias: 1, factors: 1, per: 'row' },
    validationRmse: 0.9,
  };
  async function* steps(settings: TrainingSettings) {
    for (let epoch = 1; epoch <= settings.epochs; epoch++) {
      await new Promise((resolve) => setTimeout(resolve, epochMs));
      if (settings.learningRate > 0.4) throw new Error('made to fail');
      yield {
        point: { epoch, trainRmse: 1 / epoch, validationRmse: 1, epochMs, ratingsPerSecond: 1000 },
        ended: epoch === settings.epochs ? ('finished' as const) : null,
        snapshot: async () => model,
      };
    }
  }
  return {
    startBackend: async () => ({ info: { backend: 'cpu' as const, adapter: 'test', why: 'test' } }),
    train: (_: unknown, __: unknown, settings: TrainingSettings) => ({
      trainRatings: 9,
      validationRatings: 1,
      steps: steps(settings),
    }),
  };
}
