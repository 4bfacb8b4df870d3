import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseOrNull } from '../../../../src/base/schemas.ts';
import { defaultTraining } from '../../../../src/protocol/training-defaults.ts';
import { runRecordSchema } from '../../../../src/storage/artifacts/run-schema.ts';
import { runStore } from '../../../../src/storage/artifacts/run-store.ts';
import { openData } from '../../../../src/storage/database/generations.ts';
import { freshBrowser } from '../../../fixtures/storage-faults.ts';
import { runRecord } from '../../../fixtures/worker-fakes.ts';

beforeEach(freshBrowser);

it('loads the list, and null before the first save', async () => {
  const data = await openData();
  expect(await runStore.load(data)).toBeNull();
  await runStore.save(data, []);
  expect(await runStore.load(data)).toEqual([]);
  const runs = [runRecord(1), { ...runRecord(2, { background: true }), residuals: null }];
  await runStore.save(data, runs);
  expect(await runStore.load(await openData())).toEqual(runs);
});

it.each([null, 5, { runs: 'many' }, { runs: [{}] }, { runs: [{ ...runRecord(1), end: 'toString' }] }])(
  'rejects an unreadable list (%j)',
  async (meta) => {
    const data = await openData();
    await data.saveArrays('runs', { meta, arrays: {} });
    await expect(runStore.load(data)).rejects.toMatchObject({ code: 'storage-broken' });
  },
);

describe('a stored run', () => {
  it('of an earlier version gets defaults for what it lacks', () => {
    const { run, end } = runRecord(7);
    const { background: _, importedFrom: __, settings, ...oldRun } = run;
    const { burnIn: b, draws: d, features: f, ownNoise: o, ...oldSettings } = settings;
    const oldPoint = { epoch: 1, trainRmse: 1, validationRmse: null, epochMs: 5, ratingsPerSecond: 9 };
    expect(
      parseOrNull(runRecordSchema, { run: { ...oldRun, settings: oldSettings }, points: [oldPoint], end }),
    ).toEqual({
      run: { ...run, settings: defaultTraining },
      points: [{ ...oldPoint, drawRmse: null, noise: null }],
      end,
      residuals: null,
    });
  });

  it.each([
    ['a point without RMSE', { points: [{ ...runRecord(1).points[0], trainRmse: null }] }],
    ['too many points', { points: Array(20_000).fill(runRecord(1).points[0]) }],
    ['an unknown backend', { run: { ...runRecord(1).run, backend: { backend: 'toString' } } }],
    ['residuals without width', { residuals: { first: 0, width: 0, counts: [] } }],
    ['no settings', { run: { ...runRecord(1).run, settings: {} } }],
  ])('with %s is rejected', (_, change) => {
    expect(parseOrNull(runRecordSchema, { ...runRecord(1), ...change })).toBeNull();
  });
});
