import { Problem } from '../../base/problem.ts';
import { createPause } from '../../base/scheduling.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { TrainingCommand, TrainingEvent } from '../../protocol/training-messages.ts';
import type { TrainedModel } from '../session/app-storage.ts';
import type { SessionContext } from '../session/session-context.ts';
import { decodeModel, encodeModel, modelFileName } from './model-file.ts';
import { newRunId } from './run-control.ts';
import { adoptModel } from './session-training.ts';

/** @throws Problem 'unexpected' while there is no model */
export function exportedModel(
  trained: TrainedModel | null,
  { name }: Dataset,
): Extract<TrainingEvent, { type: 'modelExported' }> {
  if (trained === null) {
    throw new Problem('unexpected', 'There is no model to save yet.', 'Wait until the training is done.');
  }
  return { type: 'modelExported', name: modelFileName(trained, name), bytes: encodeModel(trained) };
}

/**
 * Predicts with the model of a file from now on; a training in progress is cancelled. Giving up the import while the file
 * is read changes nothing.
 * @throws Problem for a file that is not a model, is damaged or of another data set; then nothing is changed
 */
export async function importModel(
  context: SessionContext,
  { name, bytes }: Extract<TrainingCommand, { readonly type: 'importModel' }>,
): Promise<void> {
  const { dataset } = context.catalogue;
  let trained: TrainedModel;
  try {
    trained = await context.imports.giveUpBy((signal) =>
      decodeModel(bytes, name, newRunId(), dataset, createPause(signal)),
    );
  } catch (thrown) {
    context.emit({ type: 'modelLeft' });
    if (thrown instanceof DOMException && thrown.name === 'AbortError') return;
    throw thrown;
  }
  await context.training.abandon();
  await adoptModel(context, trained, 'new');
  const { model: _, ...imported } = trained;
  context.emit({ type: 'modelImported', imported });
}
