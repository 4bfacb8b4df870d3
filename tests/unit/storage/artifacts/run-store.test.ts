import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultTraining } from '../../../../src/protocol/training-defaults.ts';
import { runRecordFrom } from '../../../../src/storage/artifacts/run-schema.ts';
import { loadRuns, saveRuns } from '../../../../src/storage/artifacts/run-store.ts';
import { openData } from '../../../../src/storage/database/generations.ts';
import { freshBrowser } from '../../../fixtures/storage-faults.ts';
import { runRecord } from '../../../fixtures/worker-fakes.ts';

beforeEach(freshBrowser);

it('gives back the list, null where none was ever kept', async () => {
  const data = await openData();
  expect(await loadRuns(data)).toBeNull();
  await saveRuns(data, []);
  expect(await loadRuns(data)).toEqual([]);
  const runs = [runRecord(1), { ...runRecord(2, { background: true }), residuals: null }];
  await saveRuns(data, runs);
  expect(await loadRuns(await openData())).toEqual(runs);
});

it.each([null, 5, { runs: 'many' }, { runs: [{}] }, { runs: [{ ...runRecord(1), end: 'toString' }] }])(
  'a list that is none (%j) is damaged',
  async (meta) => {
    const data = await openData();
    await data.saveArrays('runs', { meta, arrays: {} });
    await expect(loadRuns(data)).rejects.toMatchObject({ code: 'storage-broken' });
  },
);

describe('a run of an earlier build', () => {
  it('gets what it did not have', () => {
    const { run, end } = runRecord(7);
    const { background: _, importedFrom: __, settings, ...oldRun } = run;
    const { burnIn: b, draws: d, features: f, ownNoise: o, ...oldSettings } = settings;
    const oldPoint = { epoch: 1, trainRmse: 1, validationRmse: null, epochMs: 5, ratingsPerSecond: 9 };
    expect(runRecordFrom({ run: { ...oldRun, settings: oldSettings }, points: [oldPoint], end })).toEqual({
      run: { ...run, settings: defaultTraining },
      points: [{ ...oldPoint, drawRmse: null, noise: null }],
      end,
      residuals: null,
    });
  });

  it.each([
    ['a point without a number', { points: [{ ...runRecord(1).points[0], trainRmse: null }] }],
    ['points that never end', { points: Array(20_000).fill(runRecord(1).points[0]) }],
    ['a backend that there is not', { run: { ...runRecord(1).run, backend: { backend: 'toString' } } }],
    ['residuals that are none', { residuals: { first: 0, width: 0, counts: [] } }],
    ['settings that are none', { run: { ...runRecord(1).run, settings: {} } }],
  ])('with %s is none', (_, change) => {
    expect(runRecordFrom({ ...runRecord(1), ...change })).toBeNull();
  });
});
