import type { Event } from '../../protocol/messages.ts';
import type { TrainingPoint } from '../../protocol/training-messages.ts';
import type { TrainingStep } from '../../training/trainer.ts';

/** Number of recent epochs that an estimate uses: earlier epochs may have run without competing work. */
const RECENT = 8;

/** The progress event after an epoch. @param points the curve with the step's own point */
export function progressed(
  runId: number,
  step: TrainingStep,
  points: readonly TrainingPoint[],
  epochs: number,
): Extract<Event, { type: 'trainingProgressed' }> {
  return {
    type: 'trainingProgressed',
    runId,
    point: step.point,
    remainingMs: remainingMs(points, epochs),
    memory: { ...step.memory, heapBytes: heapBytes() },
  };
}

/** Estimated time left: the mean time of recent epochs times the number of epochs left. */
export function remainingMs(points: readonly TrainingPoint[], epochs: number): number {
  const recent = points.slice(-RECENT);
  const last = recent.at(-1);
  if (last === undefined) return 0;
  const mean = recent.reduce((sum, { epochMs }) => sum + epochMs, 0) / recent.length;
  return mean * Math.max(0, epochs - last.epoch);
}

/** Only Chromium reports the heap size. */
function heapBytes(): number | null {
  const memory: unknown = 'memory' in performance ? performance.memory : null;
  if (typeof memory !== 'object' || memory === null || !('usedJSHeapSize' in memory)) return null;
  return typeof memory.usedJSHeapSize === 'number' ? memory.usedJSHeapSize : null;
}
