import { Problem } from '../../base/problem.ts';
import type { Dataset, Movie } from '../../dataset/dataset.ts';
import { type Exclusion, noExclusion } from '../../dataset/exclude-suspicious.ts';
import type { ListSettings } from '../../protocol/list-settings.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { RunRecord } from '../../protocol/training-messages.ts';
import type { EncodedModel, StoredModel } from '../../recommenders/descriptor.ts';
import type { StarsModel } from '../../recommenders/models/factor-model.ts';
import type { StoredCheckpoint } from '../../storage/artifacts/checkpoint-store.ts';
import {
  loadCheckpoint,
  removeCheckpoint,
  saveCheckpoint,
} from '../../storage/artifacts/checkpoint-store.ts';
import { datasetStore } from '../../storage/artifacts/dataset-store.ts';
import { excludingStore } from '../../storage/artifacts/excluding-store.ts';
import { modelStore } from '../../storage/artifacts/model-store.ts';
import { recommenderStore } from '../../storage/artifacts/recommender-store.ts';
import { runRecordSchema } from '../../storage/artifacts/run-schema.ts';
import { runStore } from '../../storage/artifacts/run-store.ts';
import { loadSideModel, saveSideModel } from '../../storage/artifacts/side-model-store.ts';
import { type DataStore, openData } from '../../storage/database/generations.ts';
import { inMemoryStore } from '../../storage/database/memory-store.ts';
import type { ExperimentStore } from '../../storage/person/experiment-store.ts';
import type { StoredMark, StoredRating } from '../../storage/person/person-schema.ts';
import { openPerson, type PersonStore, type StoredPerson } from '../../storage/person/person-store.ts';
import type { PersonChange, PersonUndo } from '../../storage/person/person-transaction.ts';
import type { TrainingSettings } from '../../training/trainer.ts';
import type { CheckpointStore } from '../training/checkpointing.ts';
import type { RunStore } from '../training/run-history.ts';

/** A run that is over, with its model. */
export interface TrainedModel extends RunRecord {
  readonly model: StarsModel;
}

/** What the session stores between visits. All methods reject with storage Problems. */
export interface AppStorage extends CheckpointStore, RunStore {
  /** False where nothing outlives the tab. */
  readonly isPersistent: boolean;
  loadPerson(): Promise<StoredPerson>;
  setRating(movieId: number, rating: StoredRating | null): Promise<void>;
  setGenres(genres: readonly string[]): Promise<void>;
  setSkipped(movieId: number, skipped: boolean): Promise<void>;
  setMark(movieId: number, mark: StoredMark | null): Promise<void>;
  rememberMovies(movies: readonly Movie[]): Promise<void>;
  setListSettings(listSettings: ListSettings): Promise<void>;
  setOnboarded(): Promise<void>;
  setTrainingSettings(settings: TrainingSettings | null): Promise<void>;
  setRankedBy(recommender: RecommenderId): Promise<void>;
  readonly experiments: ExperimentStore;
  /** Many changes in one transaction. Resolves with what takes them back. */
  changePerson(change: PersonChange): Promise<PersonUndo>;
  takeBack(undo: PersonUndo): Promise<void>;
  /** Null when nothing is stored; the same holds for every load below. */
  loadDataset(): Promise<Dataset | null>;
  saveDataset(dataset: Dataset): Promise<void>;
  loadExcluding(datasetId: string): Promise<Exclusion>;
  saveExcluding(datasetId: string, chosen: Exclusion): Promise<void>;
  loadModel(datasetId: string): Promise<TrainedModel | null>;
  saveModel(trained: TrainedModel): Promise<void>;
  /** A model that was trained for comparison with exactly these settings. */
  loadSideModel(datasetId: string, settings: TrainingSettings): Promise<StarsModel | null>;
  saveSideModel(model: StarsModel, settings: TrainingSettings): Promise<void>;
  /** The model of a recommender that is fitted in the background. @param name as in its codec */
  loadRecommender(name: string, datasetId: string): Promise<StoredModel | null>;
  saveRecommender(name: string, datasetId: string, model: EncodedModel): Promise<void>;
  loadCheckpoint(datasetId: string): Promise<StoredCheckpoint | null>;
  clear(): Promise<void>;
}

/**
 * Opens IndexedDB. Where the browser denies it, works in memory with `isPersistent: false`, which the page shows.
 * @throws Problem 'storage-newer', 'storage-full' or 'storage-broken'
 */
export async function openAppStorage(): Promise<AppStorage> {
  try {
    return appStorageOf(await openPerson(), await openData(), true);
  } catch (thrown) {
    if (!(thrown instanceof Problem) || thrown.code !== 'storage-denied') throw thrown;
    return appStorageOf(await openPerson(inMemoryStore()), await openData(inMemoryStore()), false);
  }
}

/** The model that predicts, with its run. */
const activeModelStore = modelStore('model', runRecordSchema);

/** @param isPersistent whether the stores outlive the tab */
export function appStorageOf(person: PersonStore, data: DataStore, isPersistent: boolean): AppStorage {
  return {
    isPersistent,
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
    loadDataset: () => datasetStore.load(data),
    saveDataset: (dataset) => datasetStore.save(data, dataset),
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
    saveRecommender: (name, datasetId, model) => recommenderStore(name).save(data, datasetId, model),
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
