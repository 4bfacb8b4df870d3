import { expect, it, vi } from 'vitest';
import { Problem } from '../../../../src/base/problem.ts';
import type { StoredCheckpoint } from '../../../../src/storage/artifacts/checkpoint-store.ts';
import type { TrainingStep } from '../../../../src/training/trainer.ts';
import { CHECKPOINT_EVERY_MS, createCheckpointing } from '../../../../src/worker/training/checkpointing.ts';
import { point, runRecord } from '../../../fixtures/worker-fakes.ts';

const about = { datasetId: 'small-1', run: runRecord(3).run };

function at(epoch: number): TrainingStep {
  return {
    point: point(epoch),
    ended: null,
    memory: { tensors: 0, bytes: 0, threads: 1 },
    snapshot: () => Promise.reject(new Error('not asked for')),
    residuals: () => Promise.reject(new Error('not asked for')),
    checkpoint: async () => ({ epoch, state: {}, arrays: {} }),
  };
}

/** A disk of which the test decides when a write is done. */
function slowDisk() {
  const saved: StoredCheckpoint[] = [];
  const removed = vi.fn(async () => {});
  const waiting: (() => void)[] = [];
  return {
    saved,
    removed,
    done: () => waiting.shift()?.(),
    async saveCheckpoint(checkpoint: StoredCheckpoint) {
      await new Promise<void>((resolve) => waiting.push(resolve));
      saved.push(checkpoint);
    },
    removeCheckpoint: removed,
  };
}
const turn = () => new Promise((resolve) => setTimeout(resolve));

it('takes one every few seconds, with the curve up to it, and at once when paused', async () => {
  let now = 0;
  const disk = slowDisk();
  const points = [point(1)];
  const taking = createCheckpointing(disk, about, false, vi.fn(), () => now);
  await taking.between(at(1), points, false);
  now = CHECKPOINT_EVERY_MS;
  await taking.between(at(2), points, false);
  points.push(point(2));
  disk.done();
  await turn();
  expect(disk.saved.map(({ checkpoint, points: all }) => [checkpoint.epoch, all.length])).toEqual([[2, 1]]);
  now += 1;
  await taking.between(at(3), points, false);
  await taking.between(at(4), points, true);
  await turn();
  disk.done();
  await turn();
  expect(disk.saved.map(({ checkpoint }) => checkpoint.epoch)).toEqual([2, 4]);
});

it('lets training go on while it writes, and writes one after the other', async () => {
  let now = 0;
  const disk = slowDisk();
  const taking = createCheckpointing(disk, about, false, vi.fn(), () => now);
  for (const epoch of [1, 2, 3]) {
    now += CHECKPOINT_EVERY_MS;
    await taking.between(at(epoch), [], false);
    await turn();
  }
  await taking.between(at(4), [], true);
  disk.done();
  await turn();
  disk.done();
  await turn();
  expect(disk.saved.map(({ checkpoint }) => checkpoint.epoch)).toEqual([1, 4]);
});

it('clears only after the write under way, and only what was written', async () => {
  const disk = slowDisk();
  const taking = createCheckpointing(disk, about, false, vi.fn());
  await taking.clear();
  expect(disk.removed).not.toHaveBeenCalled();
  await taking.between(at(1), [], true);
  const cleared = taking.clear();
  await turn();
  expect(disk.removed).not.toHaveBeenCalled();
  disk.done();
  await cleared;
  expect(disk.removed).toHaveBeenCalledTimes(1);
  const resumed = createCheckpointing(disk, about, true, vi.fn());
  await resumed.clear();
  expect(disk.removed).toHaveBeenCalledTimes(2);
});

it('tells a failure once and goes on trying', async () => {
  const reportError = vi.fn();
  const save = vi.fn(() => Promise.reject(new Error('disk full')));
  const store = { saveCheckpoint: save, removeCheckpoint: async () => {} };
  const taking = createCheckpointing(store, about, false, reportError);
  for (const epoch of [1, 2, 3]) {
    await taking.between(at(epoch), [], true);
    await turn();
  }
  const lost = { ...at(4), checkpoint: () => Promise.reject(new Error('device lost')) };
  await taking.between(lost, [], true);
  await taking.clear();
  expect(save).toHaveBeenCalledTimes(3);
  expect(reportError).toHaveBeenCalledTimes(1);
});

it('ends a run whose graphics card fails while a checkpoint is taken, and reports what else goes wrong', async () => {
  const failing = (thrown: unknown) => ({ ...at(1), checkpoint: () => Promise.reject(thrown) });
  const report = vi.fn();
  const taking = createCheckpointing(slowDisk(), about, false, report);
  const lost = new Problem('gpu-lost', 'lost', 'again');
  await expect(taking.between(failing(lost), [point(1)], true)).rejects.toBe(lost);
  expect(report).not.toHaveBeenCalled();
  const noRoom = new RangeError('out of memory');
  await taking.between(failing(noRoom), [point(1)], true);
  expect(report).toHaveBeenCalledWith(noRoom);
});
