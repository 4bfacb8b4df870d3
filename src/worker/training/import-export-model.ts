import { Problem } from '../../base/problem.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { Command, Event } from '../../protocol/messages.ts';
import type { TrainedModel } from '../session/app-storage.ts';
import { adopt, type Visit } from '../session/session-context.ts';
import { decodeModel, encodeModel, modelFileName } from './model-file.ts';
import { newRunId } from './run-control.ts';
import type { TrainingControl } from './training-control.ts';

/** @throws Problem 'unexpected' while there is no model */
export function modelExported(
  trained: TrainedModel | null,
  { name }: Dataset,
): Extract<Event, { type: 'modelExported' }> {
  if (trained === null) {
    throw new Problem('unexpected', 'There is no model to save yet.', 'Wait until the training is done.');
  }
  return { type: 'modelExported', name: modelFileName(trained, name), bytes: encodeModel(trained) };
}

/**
 * Predicts with the model of a file from now on; a training that is under way is given up.
 * @throws Problem for a file that is none of ours, is damaged or of another data set, and then changes nothing
 */
export async function modelImported(
  visit: Visit,
  training: TrainingControl,
  { name, bytes }: Extract<Command, { type: 'importModel' }>,
): Promise<void> {
  const trained = decodeModel(bytes, name, newRunId(), visit.library.dataset);
  await training.abandon();
  await adopt(visit, trained, 'new');
  const { model: _, ...imported } = trained;
  visit.emit({ type: 'modelImported', imported });
}
