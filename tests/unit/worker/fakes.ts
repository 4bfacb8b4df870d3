import { defaultTraining } from '../../../src/algorithms.ts';
import type { Dataset } from '../../../src/dataset/dataset.ts';
import { nothingExcluded } from '../../../src/dataset/excluding.ts';
import type { FactorModel, PosteriorModel } from '../../../src/recommenders/factor-model.ts';
import type { KeptExperiment } from '../../../src/storage/experiment-checks.ts';
import type {
  Checkpoint,
  TrainingPoint,
  TrainingSettings,
  TrainingStep,
} from '../../../src/training/trainer.ts';
import { noWishes } from '../../../src/wishes.ts';
import type { Keeping } from '../../../src/worker/keeping.ts';
import type { KeptRun } from '../../../src/worker/training-run.ts';
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
        marks: new Map(),
        films: new Map(),
        wishes: noWishes,
        rankedBy: 'hybrid' as const,
        experiments: [],
        onboarded: false,
        trainingSettings: null,
        unreadable: [],
      }
    );
  };
  const read = (key: string) => (stored.get(key) ?? null) as never;
  const ifOf = (id: string, key: string) => (stored.get(`${key} of`) === id ? read(key) : (null as never));
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
    async setMark(movieId, mark) {
      const marks = new Map(person().marks);
      if (mark === null) marks.delete(movieId);
      else marks.set(movieId, mark);
      stored.set('person', { ...person(), marks });
    },
    async keepFilms(films) {
      const known = new Map(person().films);
      for (const film of films) known.set(film.id, film);
      stored.set('person', { ...person(), films: known });
    },
    setWishes: async (wishes) => void stored.set('person', { ...person(), wishes }),
    setRankedBy: async (rankedBy) => void stored.set('person', { ...person(), rankedBy }),
    experiments: memoryExperiments(
      () => person().experiments,
      (experiments) => void stored.set('person', { ...person(), experiments }),
    ),
    async changePerson({ ratings, marks, skipped, films, experiments, ...single }) {
      const before = person();
      const given = Object.fromEntries(Object.entries(single).filter(([, value]) => value !== null));
      stored.set('person', {
        ...{ ...before, ...given },
        ratings: new Map([...before.ratings, ...ratings]),
        marks: new Map([...before.marks, ...marks]),
        skipped: new Set([...before.skipped, ...skipped]),
        films: new Map([...before.films, ...films.map((film) => [film.id, film] as const)]),
        experiments: [...before.experiments, ...experiments],
      });
      return [{ key: 'person', was: before, is: null }];
    },
    takeBack: async ([{ was }]) => void stored.set('person', was),
    setOnboarded: async () => void stored.set('person', { ...person(), onboarded: true }),
    setTrainingSettings: async (trainingSettings) =>
      void stored.set('person', { ...person(), trainingSettings }),
    loadDataset: async () => read('dataset'),
    saveDataset: async (dataset) => void stored.set('dataset', dataset),
    loadExcluding: async (id) => read(`excluding-${id}`) ?? nothingExcluded,
    saveExcluding: async (id, chosen) => void stored.set(`excluding-${id}`, chosen),
    loadModel: async () => read('model'),
    saveModel: async (trained) => void stored.set('model', trained),
    loadSideModel: async (_, { algorithm }) => read(`side-${algorithm}`),
    saveSideModel: async (model) => void stored.set(`side-${model.algorithm}`, model),
    loadRuns: async () => read('runs'),
    saveRuns: async (runs) => void stored.set('runs', runs),
    loadCheckpoint: async () => read('checkpoint'),
    saveCheckpoint: async (checkpoint) => void stored.set('checkpoint', checkpoint),
    removeCheckpoint: async () => void stored.delete('checkpoint'),
    loadEase: async (id) => ifOf(id, 'ease'),
    saveEase: async (id, model) => void stored.set('ease', model).set('ease of', id),
    loadIals: async (counted, id) => ifOf(id, `ials ${counted}`),
    saveIals: async (id, model) =>
      void stored.set(`ials ${model.counted}`, model).set(`ials ${model.counted} of`, id),
    clear: async () => stored.clear(),
  };
}

function memoryExperiments(
  read: () => readonly KeptExperiment[],
  write: (experiments: readonly KeptExperiment[]) => void,
): Keeping['experiments'] {
  const listsOf = (id: number) => read().find((one) => one.id === id)?.lists ?? [];
  const change = (id: number, change: (one: KeptExperiment) => KeptExperiment) =>
    write(read().map((one) => (one.id === id ? change(one) : one)));
  return {
    save: async (experiment) =>
      write([
        ...read().filter(({ id }) => id !== experiment.id),
        { ...experiment, lists: listsOf(experiment.id) },
      ]),
    saveList: async (id, list) =>
      change(id, (one) => ({ ...one, lists: [...one.lists.filter((other) => other.id !== list.id), list] })),
    fold: async ({ id }, listId, folded) => {
      const list = listsOf(id).find((one) => one.id === listId);
      if (list === undefined) return;
      change(id, (one) => ({
        ...folded(one, list),
        lists: one.lists.filter((other) => other.id !== listId),
      }));
    },
    remove: async ({ id }) => write(read().filter((one) => one.id !== id)),
  };
}

/** A model of factors that any person can be folded into. */
export function factorModel(dataset: Dataset, datasetId = dataset.id): FactorModel {
  return {
    datasetId,
    algorithm: 'als',
    rank: 1,
    mean: 3,
    itemBias: Float32Array.from(dataset.movies, (_, i) => i / 40),
    itemFactors: new Float32Array(dataset.movies.length).fill(0.1),
    ridge: { bias: 1, factors: 1, per: 'row' },
    validationRmse: 0.9,
  };
}

/** Two draws that disagree most about the first films. @param best the film expected to be liked most */
export function posteriorModel(dataset: Dataset, best = 0): PosteriorModel {
  const items = dataset.movies.length;
  const itemBias = new Float32Array(2 * items);
  for (let i = 0; i < items; i++) {
    const bias = i === best ? 1.5 : -i / 100;
    itemBias[i] = bias + 1 / (i + 1);
    itemBias[items + i] = bias - 1 / (i + 1);
  }
  const eye = [1, 0, 0, 1];
  return {
    datasetId: dataset.id,
    algorithm: 'bayes',
    rank: 1,
    mean: 3,
    draws: 2,
    itemBias,
    itemFactors: new Float32Array(2 * items).fill(0.1),
    noisePrecision: Float64Array.of(1.5, 1.6),
    noiseShape: 3,
    userPrecision: Float64Array.of(...eye, ...eye),
    userLinks: new Float32Array(2 * 4 * 2).fill(0.01),
    featureColumns: 4,
    userFeatures: [{ group: 'favourites', columns: 3 }],
    validationRmse: 0.8,
  };
}

/** A run that is over. */
export function keptRun(id: number, change: Partial<KeptRun['run']> = {}): KeptRun {
  return {
    run: {
      id,
      settings: defaultTraining,
      backend: { backend: 'cpu', adapter: 'test', why: 'test' },
      trainRatings: 9,
      validationRatings: 1,
      background: false,
      importedFrom: null,
      ...change,
    },
    points: [1, 2].map((epoch) => point(epoch)),
    end: 'finished',
    residuals: { first: -4.5, width: 0.25, counts: [1, 2, 3] },
  };
}

export function point(epoch: number, epochMs = 1): TrainingPoint {
  return {
    ...{ epoch, trainRmse: 1 / epoch, validationRmse: 1, drawRmse: null, noise: null },
    ...{ epochMs, ratingsPerSecond: 1000 },
  };
}

/** A trainer of which the settings decide how it goes; a learning rate above 0.4 makes it fail. @param otherwise trained on where no data set is given */
export function fakeTraining(otherwise: Dataset, epochMs = 1) {
  async function* steps(dataset: Dataset, settings: TrainingSettings, from: Checkpoint | null) {
    if (from !== null && from.state.marker !== 'fake') throw new Error('not a checkpoint of this trainer');
    for (let epoch = (from?.epoch ?? 0) + 1; epoch <= settings.epochs; epoch++) {
      await new Promise((resolve) => setTimeout(resolve, epochMs));
      if (settings.learningRate > 0.4) throw new Error('made to fail');
      const step: TrainingStep = {
        point: point(epoch, epochMs),
        ended: epoch === settings.epochs ? 'finished' : null,
        memory: { tensors: 3, bytes: 1000 },
        snapshot: async () =>
          settings.algorithm === 'bayes'
            ? posteriorModel(dataset, epoch % 40)
            : { ...factorModel(dataset), algorithm: settings.algorithm },
        residuals: async () => Float32Array.of(-5, -0.1, 0, 0.1, 5),
        checkpoint: async () => ({
          epoch,
          state: { marker: 'fake' },
          arrays: { best: Float32Array.of(epoch) },
        }),
      };
      yield step;
    }
  }
  return {
    startBackend: async () => ({ info: { backend: 'cpu' as const, adapter: 'test', why: 'test' } }),
    train: (
      _: unknown,
      dataset: Dataset | null,
      settings: TrainingSettings,
      from: Checkpoint | null = null,
    ) => ({
      runsOn: { backend: 'cpu' as const, adapter: 'test', why: 'test' },
      trainRatings: 9,
      validationRatings: 1,
      steps: steps(dataset ?? otherwise, settings, from),
    }),
  };
}
