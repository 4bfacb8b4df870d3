import type { StoredCheckpoint } from '../../storage/artifacts/checkpoint-store.ts';
import type { TrainingPoint, TrainingStep } from '../../training/trainer.ts';

/**
 * Training that may be lost with the tab, milliseconds. It is also what a run must last to be worth a checkpoint: a
 * shorter one is trained anew sooner than read back.
 */
export const CHECKPOINT_EVERY_MS = 5000;

/** Where checkpoints are kept. Both reject with storage Problems. */
export interface CheckpointStore {
  saveCheckpoint(kept: StoredCheckpoint): Promise<void>;
  removeCheckpoint(): Promise<void>;
}

/** The checkpoints of one run. Nothing here rejects: what cannot be kept is told, and training goes on. */
export interface Checkpointing {
  /**
   * To be awaited between two epochs: takes a checkpoint when one is due, or at once when the run is paused. Writing
   * it goes on beside.
   */
  between(step: TrainingStep, points: readonly TrainingPoint[], paused: boolean): Promise<void>;
  /** The newest, kept or not; null before the first. */
  latest(): StoredCheckpoint | null;
  /** Forgets the run's checkpoint, after the write under way. */
  clear(): Promise<void>;
}

/**
 * @param about the run, as it stands in each of its checkpoints
 * @param resumed whether it went on from one that is still kept
 * @param tell called with what was thrown; of failed writes only the first
 */
export function createCheckpointing(
  store: CheckpointStore,
  about: Pick<StoredCheckpoint, 'datasetId' | 'run'>,
  resumed: boolean,
  tell: (thrown: unknown) => void,
  now: () => number = () => performance.now(),
): Checkpointing {
  let last = now();
  let isKept = resumed;
  let isWriting = false;
  let failed = false;
  let writing: Promise<void> = Promise.resolve();
  let latest: StoredCheckpoint | null = null;

  const tellOnce = (thrown: unknown) => {
    if (!failed) tell(thrown);
    failed = true;
  };

  async function write(before: Promise<void>, kept: StoredCheckpoint): Promise<void> {
    await before;
    isWriting = true;
    isKept = true;
    try {
      await store.saveCheckpoint(kept);
    } catch (thrown) {
      tellOnce(thrown);
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
        tellOnce(thrown);
      }
      last = now();
    },
    latest: () => latest,
    async clear() {
      await writing;
      if (isKept) await store.removeCheckpoint().catch(tell);
      isKept = false;
    },
  };
}
