import type { Dataset } from '../dataset/dataset.ts';
import type { EaseModel } from '../recommenders/ease.ts';
import type { StoredPerson } from '../storage/person.ts';
import type { TrainedModel } from './training-control.ts';

/** What the session keeps between visits. */
export interface Keeping {
  /** False where nothing outlives the tab. */
  readonly kept: boolean;
  loadPerson(): Promise<StoredPerson>;
  setRating(movieId: number, stars: number | null): Promise<void>;
  setGenres(genres: readonly string[]): Promise<void>;
  setSkipped(movieId: number, skipped: boolean): Promise<void>;
  setOnboarded(): Promise<void>;
  /** Null when nothing is stored; so for all that follow. */
  loadDataset(): Promise<Dataset | null>;
  saveDataset(dataset: Dataset): Promise<void>;
  loadModel(datasetId: string): Promise<TrainedModel | null>;
  saveModel(trained: TrainedModel): Promise<void>;
  loadEase(datasetId: string): Promise<EaseModel | null>;
  saveEase(datasetId: string, model: EaseModel): Promise<void>;
  clear(): Promise<void>;
}
