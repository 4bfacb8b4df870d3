import { sizeOf } from '../../protocol/training-by-size.ts';
import type { StoredCheckpoint } from '../../storage/artifacts/checkpoint-store.ts';
import type { StoredPerson } from '../../storage/person/stored-person.ts';
import type { TrainedModel } from '../session/app-storage.ts';
import { fittingModel, interruptedRun } from '../session/load-stored.ts';
import { loadPersonAgain, type Order, type SessionCore } from '../session/session-context.ts';
import { openedEvent } from '../session/snapshots.ts';
import { nextTraining } from './next-training.ts';
import { TrainingControl } from './training-control.ts';
import type { Engine } from './training-engine.ts';

/** Connects training to the session: its inputs, and the use of the trained models. */
export function createSessionTraining(core: SessionCore, engine: Engine): TrainingControl {
  const { emit, storage, tabs, catalogue } = core;
  const { dataset } = catalogue;
  const training = new TrainingControl(dataset, {
    emit,
    engine,
    checkpoints: storage,
    lock: () => tabs.lockTraining(dataset.id),
    postponed() {
      // Where nothing can be waited for, the next visit trains.
      const free = tabs.untilFree(dataset.id);
      free.then(() => core.enqueue(() => trainAfterOtherTab(core, training))).catch(() => {});
    },
    preview(model) {
      core.model.preview(model);
      core.changed(['model'], 'keep');
    },
    trained: (trained) => adoptModel(core, trained, trained.run.background ? 'keep' : 'new'),
    next: (trained) =>
      core.autoTrain ? nextTraining(trained, core.person.trainingSettings, null, sizeOf(dataset)) : null,
    failed() {
      if (core.model.endPreview()) core.changed(['model'], 'keep');
      // Settings that failed would fail again at every visit.
      core.enqueue(() => chooseSettings(core, null));
    },
  });
  return training;
}

/** Starts the next automatic training, if any. @param interrupted a run to continue, whoever started it */
export function startDueTraining(
  core: SessionCore,
  training: TrainingControl,
  interrupted: StoredCheckpoint | null,
): void {
  const size = sizeOf(core.catalogue.dataset);
  const order = nextTraining(core.model.trained(), core.person.trainingSettings, interrupted, size);
  if (order !== null && (core.autoTrain || interrupted !== null)) training.start(order);
}

/** Another tab has finished training or was closed: this tab continues with what is left. */
async function trainAfterOtherTab(core: SessionCore, training: TrainingControl): Promise<void> {
  if (training.isTraining()) return;
  await loadPersonAgain(core);
  await core.runs.read();
  await adoptStoredModel(core);
  core.emit(openedEvent(core));
  core.changed(['model', 'runs', 'person'], 'keep');
  const { storage, catalogue, model, reportError } = core;
  startDueTraining(
    core,
    training,
    await interruptedRun(storage, catalogue.dataset.id, model.trained(), reportError),
  );
}

/** Predicts with the stored model, where another tab has trained a newer one. */
export async function adoptStoredModel({ storage, catalogue, model }: SessionCore): Promise<void> {
  const trained = await fittingModel(storage, catalogue);
  if (trained !== null && trained.run.id !== model.trained()?.run.id) model.adopt(trained);
}

/**
 * Predicts with the model from now on and stores it. A model that cannot be stored is used for this visit, and the
 * failure is reported.
 */
export async function adoptModel(core: SessionCore, trained: TrainedModel, order: Order): Promise<void> {
  core.model.adopt(trained);
  core.changed(['model', 'runs'], order);
  await core.storage.saveModel(trained).catch(core.reportError);
  await core.runs.add(trained).catch(core.reportError);
  core.tabs.post('model');
}

/** Stores the settings that the person trains with from now on; null for Matinee's own. */
export async function chooseSettings(
  core: SessionCore,
  settings: StoredPerson['trainingSettings'],
): Promise<void> {
  await core.storage.setTrainingSettings(settings, Date.now());
  core.person = { ...core.person, trainingSettings: settings };
}
