import { Problem } from '../../base/problem.ts';
import { FORMER_BUILT_IN } from '../../dataset/built-in.ts';
import type { Dataset, Movie } from '../../dataset/dataset.ts';
import { type Exclusion, noExclusion } from '../../dataset/exclude-suspicious.ts';
import { type FactTable, type FactTables, noFactTables, type WorldTable } from '../../dataset/fact-tables.ts';
import type { Description, MovieFacts } from '../../dataset/movie-facts.ts';
import type { Notice } from '../../protocol/dataset-messages.ts';
import type { ListSettings } from '../../protocol/list-settings.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { RunRecord, TrainingSettings } from '../../protocol/training-messages.ts';
import type { EncodedModel, StoredModel } from '../../recommenders/descriptor.ts';
import type { StarsModel } from '../../recommenders/models/factor-model.ts';
import type { ArtifactEntry } from '../../storage/artifacts/artifact-store.ts';
import type { StoredCheckpoint } from '../../storage/artifacts/checkpoint-store.ts';
import {
  loadCheckpoint,
  removeCheckpoint,
  saveCheckpoint,
} from '../../storage/artifacts/checkpoint-store.ts';
import { datasetStore, loadHead } from '../../storage/artifacts/dataset-store.ts';
import { excludingStore } from '../../storage/artifacts/excluding-store.ts';
import {
  descriptionsStore,
  detailsStore,
  loadOwnFacts,
  ownFactEntries,
  worldStore,
} from '../../storage/artifacts/facts-store.ts';
import { modelStore } from '../../storage/artifacts/model-store.ts';
import { noticeStore } from '../../storage/artifacts/notice-store.ts';
import { recommenderStore } from '../../storage/artifacts/recommender-store.ts';
import { runRecordSchema } from '../../storage/artifacts/run-schema.ts';
import { runStore } from '../../storage/artifacts/run-store.ts';
import {
  deleteShelved,
  exchangeDataset,
  listDatasets,
  loadShelved,
  type StoredDatasets,
} from '../../storage/artifacts/shelved-store.ts';
import { loadSideModel, saveSideModel } from '../../storage/artifacts/side-model-store.ts';
import { type DatabaseName, forgetDataDatabase } from '../../storage/database/databases.ts';
import { type DataStore, type OnSaved, openData } from '../../storage/database/generations.ts';
import { inMemoryStore, refusingStore } from '../../storage/database/memory-store.ts';
import { leavesMemoryOnly } from '../../storage/database/storage-errors.ts';
import type { ExperimentStore } from '../../storage/person/experiment-store.ts';
import type { StoredMark, StoredRating } from '../../storage/person/person-schema.ts';
import { openPerson, type PersonStore } from '../../storage/person/person-store.ts';
import type { PersonChange, PersonUndo } from '../../storage/person/person-transaction.ts';
import type { StoredPerson } from '../../storage/person/stored-person.ts';
import type { CheckpointStore } from '../training/checkpointing.ts';
import { type RunStore, withRun } from '../training/run-history.ts';

/** A run that is over, with its model. */
export interface TrainedModel extends RunRecord {
  readonly model: StarsModel;
}

/** What is stored together with a data set. */
interface StoredBeside {
  /** Facts that its zip held. */
  readonly own?: FactTables;
  /** Numbers of the built-in data set that it takes the place of. */
  readonly world?: WorldTable | null;
  /** The data set in use, which is set aside; absent where it is replaced. */
  readonly leaving?: Dataset;
}

/** What goes with a built-in data set that replaces an earlier one. */
interface TakenOver {
  /** Trained on it, after the exclusion; null where nothing was trained. */
  readonly trained: TrainedModel | null;
  readonly chosen: Exclusion;
}

/** What the session stores between visits. All methods reject with storage Problems. */
export interface AppStorage extends CheckpointStore, RunStore {
  /** False where nothing of the person outlives the tab. */
  readonly isPersistent: boolean;
  /** False where the films and the model do not outlive the tab. */
  readonly isDataPersistent: boolean;
  /**
   * Databases that did not answer. The data then lives in memory; of the person nothing is known, and each change is
   * refused with 'storage-stalled', so that it waits until the database answers.
   */
  readonly stalled: readonly DatabaseName[];
  /** What the person is to be told of the opening. */
  readonly openingProblems: readonly Problem[];
  /** Calls the listener when a write finds that the browser has deleted a database. */
  onLost(listener: (lost: DatabaseName) => void): void;
  /** @param signal gives it up within a fraction of a second */
  loadPerson(signal?: AbortSignal): Promise<StoredPerson>;
  /** @param at when it was removed, milliseconds since 1970 */
  setRating(movieId: number, rating: StoredRating | null, at?: number): Promise<void>;
  setGenres(genres: readonly string[], at?: number): Promise<void>;
  setSkipped(movieId: number, skipped: boolean, at?: number): Promise<void>;
  setMark(movieId: number, mark: StoredMark | null, at?: number): Promise<void>;
  rememberMovies(movies: readonly Movie[]): Promise<void>;
  setListSettings(listSettings: ListSettings, at?: number): Promise<void>;
  setOnboarded(): Promise<void>;
  setTrainingSettings(settings: TrainingSettings | null, at?: number): Promise<void>;
  setRankedBy(recommender: RecommenderId, at?: number): Promise<void>;
  readonly experiments: ExperimentStore;
  /**
   * Many changes in one transaction, which the signal gives up and undoes until it is complete. Resolves with what takes
   * them back.
   */
  changePerson(change: PersonChange, signal?: AbortSignal): Promise<PersonUndo>;
  takeBack(undo: PersonUndo): Promise<void>;
  /** Null when nothing is stored; the same holds for every load below. */
  loadDataset(onRead?: OnSaved): Promise<Dataset | null>;
  /** The data set without its ratings, which are counted; null where they were not counted when it was stored. */
  loadHead(): Promise<Dataset | null>;
  /** All data sets that are stored. */
  listDatasets(): Promise<StoredDatasets>;
  /** A data set that is set aside. */
  loadShelved(id: string): Promise<Dataset | null>;
  /** Sets the data set in use aside and puts another one that is stored in its place, both at once. */
  reopenDataset(id: string, beside: Required<Pick<StoredBeside, 'world' | 'leaving'>>): Promise<void>;
  deleteShelved(id: string): Promise<void>;
  /**
   * Replaces the data set, with all that is stored beside it, at once; or sets it aside, and then one with the same id
   * that was set aside before gives back what was learnt from it. Facts of an earlier built-in data set are removed
   * when a built-in one is stored: its own are fetched.
   */
  saveDataset(dataset: Dataset, beside?: StoredBeside, onProgress?: OnSaved): Promise<void>;
  /**
   * Puts today's built-in data set in place of an earlier one, with a model that was trained on it and what the person
   * excludes, all at once, and a notice of it. Rejects and changes nothing where the model's numbers make no sense.
   */
  replaceBuiltIn(dataset: Dataset, beside: TakenOver): Promise<void>;
  /** What the person is to be told once. */
  loadNotice(): Promise<Notice | null>;
  removeNotice(): Promise<void>;
  /** Facts that the zip of an imported data set held. */
  loadOwnFacts(datasetId: string): Promise<FactTables>;
  /** Facts of the built-in data set, whatever data set is in use. */
  loadWorld(): Promise<WorldTable | null>;
  saveWorld(world: WorldTable): Promise<void>;
  loadDetails(): Promise<FactTable<MovieFacts> | null>;
  saveDetails(details: FactTable<MovieFacts>): Promise<void>;
  loadDescriptions(): Promise<FactTable<Description> | null>;
  saveDescriptions(descriptions: FactTable<Description>): Promise<void>;
  loadExcluding(datasetId: string): Promise<Exclusion>;
  saveExcluding(datasetId: string, chosen: Exclusion): Promise<void>;
  loadModel(datasetId: string): Promise<TrainedModel | null>;
  saveModel(trained: TrainedModel): Promise<void>;
  /** A model that was trained for comparison with exactly these settings. */
  loadSideModel(datasetId: string, settings: TrainingSettings): Promise<StarsModel | null>;
  saveSideModel(model: StarsModel, settings: TrainingSettings): Promise<void>;
  /**
   * The model of a recommender that is fitted in the background.
   * @param name as in its codec
   * @param signal of saving, which leaves the stored one when it is given up
   */
  loadRecommender(name: string, datasetId: string): Promise<StoredModel | null>;
  saveRecommender(name: string, datasetId: string, model: EncodedModel, signal?: AbortSignal): Promise<void>;
  loadCheckpoint(datasetId: string): Promise<StoredCheckpoint | null>;
  clear(): Promise<void>;
}

/**
 * Opens IndexedDB: the person and the data fail apart. Where the browser denies one of them, or it does not answer, that
 * one works in memory, which the page shows. Damaged data is deleted, since it can be fetched and computed again.
 * @throws Problem 'storage-newer', 'storage-full' or 'storage-broken' where it concerns the person
 */
export async function openAppStorage(): Promise<AppStorage> {
  const listeners: ((lost: DatabaseName) => void)[] = [];
  const lost = (name: DatabaseName) => {
    for (const listener of listeners) listener(name);
  };
  const [{ person, isPersistent, isStalled }, { data, isDataPersistent, problem }] = await Promise.all([
    openPersonApart(() => lost('person')),
    openDataApart(() => lost('data')),
  ]);
  return {
    ...appStorageOf(person, data, isPersistent),
    // Whoever comes back must not be asked what they like once more, only because the answer is late.
    loadPerson: async (signal) => ({ ...(await person.load(signal)), ...(isStalled && { onboarded: true }) }),
    isDataPersistent,
    stalled: [
      ...(isStalled ? (['person'] as const) : []),
      ...(problem?.code === 'storage-stalled' ? (['data'] as const) : []),
    ],
    // A banner shows the others for as long as they last.
    openingProblems: problem?.code === 'storage-broken' ? [problem] : [],
    onLost: (listener) => void listeners.push(listener),
  };
}

async function openPersonApart(onLost: () => void) {
  try {
    return { person: await openPerson(undefined, onLost), isPersistent: true, isStalled: false };
  } catch (thrown) {
    if (!leavesMemoryOnly(thrown)) throw thrown;
    const isStalled = thrown instanceof Problem && thrown.code === 'storage-stalled';
    const store = isStalled ? refusingStore() : inMemoryStore();
    return { person: await openPerson(store), isPersistent: isStalled, isStalled };
  }
}

async function openDataApart(onLost: () => void) {
  const open = async () => ({
    data: await openData(undefined, undefined, onLost),
    isDataPersistent: true,
    problem: null as Problem | null,
  });
  try {
    return await open();
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown;
    if (thrown.code === 'storage-broken') {
      const rebuilt = await forgetDataDatabase().then(open, () => null);
      if (rebuilt !== null) return { ...rebuilt, problem: dataRebuilt(thrown) };
    }
    return { data: await openData(inMemoryStore()), isDataPersistent: false, problem: thrown };
  }
}

function dataRebuilt(cause: Problem): Problem {
  return new Problem(
    'storage-broken',
    'The films and the model that were saved on this device are damaged.',
    'They are fetched and trained again by themselves. Your ratings are safe.',
    { cause },
  );
}

/** The model that predicts, with its run. */
const activeModelStore = modelStore('model', runRecordSchema);

/** @param isPersistent whether the stores outlive the tab */
export function appStorageOf(person: PersonStore, data: DataStore, isPersistent: boolean): AppStorage {
  return {
    isPersistent,
    isDataPersistent: isPersistent,
    stalled: [],
    openingProblems: [],
    onLost: () => {},
    loadPerson: person.load,
    setRating: person.setRating,
    setGenres: person.setGenres,
    setSkipped: person.setSkipped,
    setMark: person.setMark,
    rememberMovies: person.rememberMovies,
    setListSettings: person.setListSettings,
    setOnboarded: () => person.setOnboarded(true),
    setTrainingSettings: person.setTrainingSettings,
    setRankedBy: person.setRankedBy,
    experiments: person.experiments,
    changePerson: person.change,
    takeBack: person.takeBack,
    ...datasetStorageOf(data),
    loadNotice: () => noticeStore.load(data),
    removeNotice: () => data.remove('notice'),
    loadOwnFacts: (datasetId) => loadOwnFacts(data, datasetId),
    loadWorld: () => worldStore.load(data),
    saveWorld: (world) => worldStore.save(data, world),
    loadDetails: () => detailsStore.load(data),
    saveDetails: (details) => detailsStore.save(data, details),
    loadDescriptions: () => descriptionsStore.load(data),
    saveDescriptions: (descriptions) => descriptionsStore.save(data, descriptions),
    loadExcluding: async (datasetId) => (await excludingStore.load(data, datasetId)) ?? noExclusion,
    saveExcluding: (datasetId, chosen) => excludingStore.save(data, datasetId, chosen),
    async loadModel(datasetId) {
      const stored = await activeModelStore.load(data, datasetId);
      return stored === null ? null : { ...stored.history, model: stored.model };
    },
    saveModel: ({ model, ...history }) => activeModelStore.save(data, { model, history }),
    loadSideModel: (datasetId, settings) => loadSideModel(data, datasetId, settings),
    saveSideModel: (model, settings) => saveSideModel(data, model, settings),
    loadRecommender: (name, datasetId) => recommenderStore(name).load(data, datasetId),
    saveRecommender: (name, datasetId, model, signal) =>
      recommenderStore(name).save(data, datasetId, model, signal),
    loadRuns: () => runStore.load(data),
    saveRuns: (runs) => runStore.save(data, runs),
    loadCheckpoint: (datasetId) => loadCheckpoint(data, datasetId),
    saveCheckpoint: (checkpoint) => saveCheckpoint(data, checkpoint),
    removeCheckpoint: () => removeCheckpoint(data),
    async clear() {
      await person.clear();
      await data.clear();
    },
  };
}

function datasetStorageOf(
  data: DataStore,
): Pick<
  AppStorage,
  | 'loadDataset'
  | 'loadHead'
  | 'listDatasets'
  | 'loadShelved'
  | 'reopenDataset'
  | 'deleteShelved'
  | 'saveDataset'
  | 'replaceBuiltIn'
> {
  return {
    loadDataset: (onRead) => datasetStore.load(data, undefined, onRead && { onRead }),
    loadHead: () => loadHead(data),
    listDatasets: () => listDatasets(data),
    loadShelved: (id) => loadShelved(data, id),
    reopenDataset: (id, { leaving, world }) =>
      exchangeDataset(data, { leaving, back: id }, world === null ? [] : [worldStore.entry(world)]),
    deleteShelved: (id) => deleteShelved(data, id),
    saveDataset(dataset, { leaving, ...beside } = {}, onProgress) {
      const entries = datasetEntries(dataset, beside);
      return leaving === undefined
        ? data.saveTogether(new Map(entries), onProgress)
        : exchangeDataset(data, { leaving, back: dataset.id }, entries, onProgress);
    },
    replaceBuiltIn: (dataset, beside) => replaceBuiltIn(data, dataset, beside),
  };
}

function datasetEntries(
  dataset: Dataset,
  { own = noFactTables, world = null }: StoredBeside,
): readonly ArtifactEntry[] {
  const { id, imported } = dataset;
  const ofBuiltIn: readonly ArtifactEntry[] =
    imported === true
      ? [...(world === null ? [] : [worldStore.entry(world)])]
      : [
          ['details', null],
          ['descriptions', null],
          ['world', null],
        ];
  return [datasetStore.entry(dataset), ...ownFactEntries(id, own), ...ofBuiltIn];
}

async function replaceBuiltIn(
  data: DataStore,
  dataset: Dataset,
  { trained, chosen }: TakenOver,
): Promise<void> {
  const entries = [...datasetEntries(dataset, {}), noticeStore.entry('newShelf')];
  if (chosen.kinds.length > 0) entries.push(excludingStore.entry(dataset.id, chosen));
  const listed = (await runStore.load(data).catch(() => null)) ?? [];
  // Early builds had only one data set, and did not store which.
  const before = listed.map((run) => ({ datasetId: FORMER_BUILT_IN, ...run }));
  if (trained === null) entries.push(runStore.entry(before));
  else {
    const { model, ...record } = trained;
    const run = { ...record, datasetId: model.datasetId };
    entries.push(activeModelStore.entry({ model, history: run }), runStore.entry(withRun(before, run)));
  }
  await data.saveTogether(new Map(entries));
}
