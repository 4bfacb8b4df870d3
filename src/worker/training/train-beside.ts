import type { Dataset } from '../../dataset/dataset.ts';
import { defaultTraining } from '../../protocol/training-defaults.ts';
import type { TrainedModel } from '../session/app-storage.ts';
import type { Tabs } from '../session/tabs.ts';
import { TrainingControl } from './training-control.ts';
import type { Engine } from './training-engine.ts';

/** Trains the quick model on a data set that is not in use yet. Nothing of it is shown or stored. */
export interface TrainingBeside {
  /** @returns null where it failed or the session ended */
  train(dataset: Dataset): Promise<TrainedModel | null>;
}

/** @param control the training of the data set in use, which has priority */
export function createTrainingBeside(
  { tabs, signal }: { readonly tabs: Pick<Tabs, 'lockTraining' | 'untilFree'>; readonly signal: AbortSignal },
  engine: Engine,
  control: Pick<TrainingControl, 'idle' | 'isTraining'>,
): TrainingBeside {
  /** How one attempt ended: with a model, or because another training of this tab or another one went first. */
  async function attempt(dataset: Dataset): Promise<TrainedModel | 'again' | null> {
    let outcome: TrainedModel | 'again' | null = null;
    const beside: TrainingControl = new TrainingControl(dataset, {
      emit({ type }) {
        if (type !== 'trainingProgressed' || !control.isTraining()) return;
        outcome = 'again';
        beside.abandon().catch(() => {});
      },
      engine,
      checkpoints: { saveCheckpoint: async () => {}, removeCheckpoint: async () => {} },
      lock: () => tabs.lockTraining(dataset.id),
      postponed() {
        outcome = 'again';
      },
      preview: () => {},
      async trained(trained) {
        outcome = trained;
      },
      next: () => null,
      failed: () => {},
    });
    const abandon = () => void beside.abandon();
    signal.addEventListener('abort', abandon);
    beside.start({ settings: defaultTraining, background: true, from: null });
    await beside.idle();
    signal.removeEventListener('abort', abandon);
    return outcome;
  }

  return {
    async train(dataset) {
      while (!signal.aborted) {
        await control.idle();
        await tabs.untilFree(dataset.id);
        if (signal.aborted) return null;
        const outcome = await attempt(dataset);
        if (outcome !== 'again') return outcome;
      }
      return null;
    },
  };
}
