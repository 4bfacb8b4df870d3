import { parseOrNull } from '../../base/schemas.ts';
import { bayesBySize, type DataSize } from '../../protocol/training-by-size.ts';
import { defaultTraining } from '../../protocol/training-defaults.ts';
import type { TrainingSettings } from '../../protocol/training-messages.ts';
import type { StoredCheckpoint } from '../../storage/artifacts/checkpoint-store.ts';
import { trainingSettingsSchema } from '../../storage/person/person-schema.ts';
import type { TrainedModel } from '../session/app-storage.ts';
import type { TrainingOrder } from './training-control.ts';

/**
 * The quick model learns from at most so many ratings; the better one that follows learns from more. With a million ratings
 * it takes 7 s in the page, and with 26 million it took five minutes (docs/benchmarks.md).
 */
export const QUICK_RATINGS = 2e6;

/**
 * What Matinee trains by itself: first the quick model, for predictions within seconds, then the Bayesian
 * one, which is better and knows how sure it is. Settings that the person chose replace both, and learn from all ratings.
 * @param trained the model in use
 * @param chosen the settings that the person trained with last
 * @param broken a run that the end of a visit interrupted
 * @param size of the data set, by which the Bayesian model is chosen
 * @returns null where there is nothing to do
 */
export function nextTraining(
  trained: TrainedModel | null,
  chosen: TrainingSettings | null,
  broken: StoredCheckpoint | null,
  size: DataSize,
): TrainingOrder | null {
  if (broken !== null) {
    const { settings, background, trainRatings, validationRatings } = broken.run;
    // It goes on with the ratings that it began with.
    return { settings, background, from: broken, ratings: trainRatings + validationRatings };
  }
  if (trained === null)
    return chosen === null ? { ...begun(defaultTraining), ratings: QUICK_RATINGS } : begun(chosen);
  if (!isQuick(trained)) return null;
  if (chosen === null) return begun(bayesBySize(size));
  // The quick model came with a new built-in data set: what the person trains with is still to come.
  return trained.run.background && !isSame(trained.run.settings, chosen) ? begun(chosen) : null;
}

/** The schema puts the fields of both in the same order. */
function isSame(one: TrainingSettings, other: TrainingSettings): boolean {
  const [a, b] = [one, other].map((settings) =>
    JSON.stringify(parseOrNull(trainingSettingsSchema, settings)),
  );
  return a === b;
}

function begun(settings: TrainingSettings): TrainingOrder {
  return { settings, background: true, from: null };
}

/** The first half of the default flow. After a stop or an imported model, Matinee trains nothing else by itself. */
function isQuick({ run, end }: TrainedModel): boolean {
  return run.settings.algorithm === 'als' && run.importedFrom === null && end !== 'stopped';
}
