import type { TrainingCommand } from '../../protocol/training-messages.ts';
import type { CommandHandlers } from '../session/handlers.ts';
import { exportedModel, importModel } from './import-export-model.ts';
import { chooseSettings, startDueTraining } from './session-training.ts';

export const trainingCommands = {
  autoTrain(context, { on }) {
    context.autoTrain = on;
    if (!on) return;
    if (!context.training.isTraining()) startDueTraining(context, context.training, null);
    // Not awaited: it begins once the training has ended.
    void context.mixLearning.begin().catch(context.reportError);
  },
  async train(context, { settings }) {
    await chooseSettings(context, settings);
    context.training.start({ settings, background: false, from: null });
  },
  pauseTraining: ({ training }) => training.pause(),
  resumeTraining: ({ training }) => training.resume(),
  stepTraining: ({ training }) => training.step(),
  stopTraining: ({ training }) => training.stop(),
  async removeRun({ runs, tabs, emit }, { runId }) {
    await runs.remove(runId);
    tabs.post('runs');
    emit({ type: 'runRemoved', runId });
  },
  exportModel: ({ model, catalogue, emit }) => emit(exportedModel(model.trained(), catalogue.dataset)),
  importModel,
} satisfies CommandHandlers<TrainingCommand>;
