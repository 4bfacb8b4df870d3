import type { TrainingPoint } from '../../protocol/training-messages.ts';
import type { StoredCheckpoint } from '../../storage/artifacts/checkpoint-store.ts';
import type { TrainingStep } from '../../training/trainer.ts';
import { isOfTheCard } from './training-engine.ts';

/**
 * Training that may be lost with the tab, milliseconds. It is also what a run must last to be worth a checkpoint: a
 * shorter one is trained anew sooner than read back.
 */
export const CHECKPOINT_EVERY_MS = 5000;

/** Where checkpoints are stored. Both reject with storage Problems. */
export interface CheckpointStore {
  saveCheckpoint(checkpoint: StoredCheckpoint): Promise<void>;
  removeCheckpoint(): Promise<void>;
}

/** The checkpoints of one run. What cannot be stored is reported, and training goes on. */
export interface Checkpointing {
  /**
   * To be awaited between two epochs: takes a checkpoint when one is due, or at once when the run is paused. It is
   * written while training goes on.
   * @throws Problem of a graphics card that fails meanwhile: the run cannot go on there either
   */
  between(step: TrainingStep, points: readonly TrainingPoint[], paused: boolean): Promise<void>;
  /** The newest, stored or not; null before the first. */
  latest(): StoredCheckpoint | null;
  /** Forgets the run's checkpoint, after the write under way. */
  clear(): Promise<void>;
}

/**
 * @param about the run, the same in each of its checkpoints
 * @param resumed whether the run went on from a checkpoint that is still stored
 * @param reportError called with what was thrown; of failed writes only the first
 */
export function createCheckpointing(
  store: CheckpointStore,
  about: Pick<StoredCheckpoint, 'datasetId' | 'run'>,
  resumed: boolean,
  reportError: (thrown: unknown) => void,
  now: () => number = () => performance.now(),
): Checkpointing {
  let last = now();
  let isStored = resumed;
  let isWriting = false;
  let failed = false;
  let writing: Promise<void> = Promise.resolve();
  let latest: StoredCheckpoint | null = null;

  const reportOnce = (thrown: unknown) => {
    if (!failed) reportError(thrown);
    failed = true;
  };

  async function write(before: Promise<void>, checkpoint: StoredCheckpoint): Promise<void> {
    await before;
    isWriting = true;
    isStored = true;
    try {
      await store.saveCheckpoint(checkpoint);
    } catch (thrown) {
      reportOnce(thrown);
    }
    isWriting = false;
  }

  return {
    async between(step, points, paused) {
      if (!paused && (isWriting || now() - last < CHECKPOINT_EVERY_MS)) return;
      try {
        const checkpoint = await step.checkpoint();
        latest = { ...about, points: [...points], checkpoint };
        writing = write(writing, latest);
      } catch (thrown) {
        if (isOfTheCard(thrown)) throw thrown;
        reportOnce(thrown);
      }
      last = now();
    },
    latest: () => latest,
    async clear() {
      await writing;
      if (isStored) await store.removeCheckpoint().catch(reportError);
      isStored = false;
    },
  };
}
