import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../../src/dataset/dataset.ts';
import { sizeOf } from '../../../../src/protocol/training-by-size.ts';
import { defaultSvd, defaultTraining } from '../../../../src/protocol/training-defaults.ts';
import type { StoredCheckpoint } from '../../../../src/storage/artifacts/checkpoint-store.ts';
import { nextTraining, QUICK_RATINGS } from '../../../../src/worker/training/next-training.ts';
import { TrainingControl, type TrainingOrder } from '../../../../src/worker/training/training-control.ts';
import { fakeTraining, runRecord, smallDataset } from '../../../fixtures/worker-fakes.ts';

const dataset = smallDataset();
const all = dataset.ratings.item.length;
const size = sizeOf(dataset);

/** The data sets that runs learn from. */
async function learntFrom(order: Partial<TrainingOrder>): Promise<Dataset> {
  const seen: Dataset[] = [];
  const training = fakeTraining(dataset);
  const train: typeof training.train = (...of: unknown[]) => {
    seen.push(of[1] as Dataset);
    return (training.train as (...given: unknown[]) => never)(...of);
  };
  const control = new TrainingControl(dataset, {
    emit: () => {},
    engine: {
      start: async () => ({ training: { ...training, train }, backend: {} }) as never,
      drop: () => false,
    },
    checkpoints: { saveCheckpoint: async () => {}, removeCheckpoint: async () => {} },
    lock: async () => () => {},
    postponed: () => {},
    preview: () => {},
    trained: async () => {},
    next: () => null,
    failed: () => {},
  });
  control.start({ settings: defaultTraining, background: true, from: null, ...order });
  await control.idle();
  expect(seen).toHaveLength(1);
  return seen[0];
}

describe('the quick model', () => {
  it('learns from a bounded number of ratings when Matinee trains it by itself', () => {
    expect(nextTraining(null, null, null, size)).toEqual({
      settings: defaultTraining,
      background: true,
      from: null,
      ratings: QUICK_RATINGS,
    });
  });

  it('learns from all ratings where the person chose the settings', () => {
    expect(nextTraining(null, defaultSvd, null, size)).toEqual({
      settings: defaultSvd,
      background: true,
      from: null,
    });
  });

  it('goes on with as many ratings as it began with', () => {
    const { run } = runRecord(3, { trainRatings: 900, validationRatings: 100 });
    const broken = { run } as StoredCheckpoint;
    expect(nextTraining(null, null, broken, size)).toMatchObject({ from: broken, ratings: 1000 });
  });
});

describe('an order of a run', () => {
  it('with a bound learns from the ratings of whole users', async () => {
    const { id, movies, ratings } = await learntFrom({ ratings: all >> 1 });
    expect(id).toBe(dataset.id);
    expect(movies).toBe(dataset.movies);
    expect(ratings.item.length).toBeLessThanOrEqual(all >> 1);
    expect(ratings.item.length).toBeGreaterThan(all >> 2);
    const rowsOf = ({ rowStart, item }: Dataset['ratings']) =>
      Array.from(rowStart.subarray(1), (end, u) => item.subarray(rowStart[u], end).join());
    const whole = rowsOf(dataset.ratings);
    for (const row of rowsOf(ratings)) expect(whole).toContain(row);
  });

  it('without a bound, or within it, learns from the very data set', async () => {
    expect(await learntFrom({})).toBe(dataset);
    expect(await learntFrom({ ratings: all })).toBe(dataset);
  });
});
