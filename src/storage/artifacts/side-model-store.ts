import * as v from 'valibot';
import { parseOrNull } from '../../base/schemas.ts';
import type { StarsModel } from '../../recommenders/models/factor-model.ts';
import type { TrainingSettings } from '../../training/trainer.ts';
import type { DataStore } from '../database/generations.ts';
import { trainingSettingsSchema } from '../person/person-schema.ts';
import { modelStore } from './model-store.ts';

const historySchema = v.object({ settings: trainingSettingsSchema });

const storeOf = ({ algorithm }: TrainingSettings) => modelStore(`side-${algorithm}`, historySchema);

/**
 * Stores a model that only ranks, beside the model in use; one for each algorithm.
 * @throws Problem 'diverged' if its numbers make no sense; storage Problems
 */
export function saveSideModel(data: DataStore, model: StarsModel, settings: TrainingSettings): Promise<void> {
  return storeOf(settings).save(data, { model, history: { settings } });
}

/**
 * Loads the model that was trained on a data set with exactly these settings; null if there is none.
 * @throws Problem 'storage-broken' if it is damaged; other storage Problems
 */
export async function loadSideModel(
  data: DataStore,
  datasetId: string,
  settings: TrainingSettings,
): Promise<StarsModel | null> {
  const stored = await storeOf(settings).load(data, datasetId);
  if (stored === null) return null;
  // The schema puts the fields of both in the same order.
  const requested = parseOrNull(trainingSettingsSchema, settings);
  const isSame = JSON.stringify(stored.history.settings) === JSON.stringify(requested);
  return isSame ? stored.model : null;
}
