import type { StarsModel } from '../../recommenders/models/factor-model.ts';
import type { TrainingSettings } from '../../training/trainer.ts';
import type { DataStore } from '../database/generations.ts';
import { isRecord, trainingSettingsFrom } from '../person/person-schema.ts';
import { loadModel, saveModel } from './model-store.ts';

/** Keeps a model that is there to rank by, one of each kind. Throws like `saveModel`. */
export function saveSideModel(data: DataStore, model: StarsModel, settings: TrainingSettings): Promise<void> {
  return saveModel(data, { model, history: { settings } }, thingOf(settings));
}

/**
 * The model that was trained on a data set with exactly these settings; null if there is none.
 * @throws Problem 'storage-broken' if it is damaged; other storage Problems
 */
export async function loadSideModel(
  data: DataStore,
  datasetId: string,
  settings: TrainingSettings,
): Promise<StarsModel | null> {
  const stored = await loadModel(data, datasetId, settingsOf, thingOf(settings));
  const isSame = JSON.stringify(stored?.history) === JSON.stringify(trainingSettingsFrom(settings));
  return isSame ? (stored?.model ?? null) : null;
}

function settingsOf(history: unknown): TrainingSettings | null {
  return isRecord(history) ? trainingSettingsFrom(history.settings) : null;
}

const thingOf = ({ algorithm }: TrainingSettings) => `side-${algorithm}`;
