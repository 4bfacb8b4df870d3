import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../src/base/problem.ts';
import { createPause } from '../../../../src/base/scheduling.ts';
import { decodeSafetensors, encodeSafetensors } from '../../../../src/storage/artifacts/safetensors.ts';
import type { TrainedModel } from '../../../../src/worker/session/app-storage.ts';
import { decodeModel, encodeModel, modelFileName } from '../../../../src/worker/training/model-file.ts';
import { fc } from '../../../fixtures/property.ts';
import { factorModel, posteriorModel, runRecord, smallDataset } from '../../../fixtures/worker-fakes.ts';

const dataset = smallDataset();
const factors: TrainedModel = { ...runRecord(1), model: factorModel(dataset) };
const draws: TrainedModel = {
  ...runRecord(2),
  end: 'early',
  residuals: null,
  model: posteriorModel(dataset),
};

const decode = (bytes: Uint8Array<ArrayBuffer>, name = 'a.safetensors', data = dataset) =>
  decodeModel(bytes, name, 9, data, createPause());

async function rejection(bytes: Uint8Array<ArrayBuffer>, data = dataset): Promise<Problem> {
  try {
    await decode(bytes, 'a.safetensors', data);
  } catch (thrown) {
    if (thrown instanceof Problem) return thrown;
    throw thrown;
  }
  throw new Error('it was accepted');
}

/** The file with other metadata. The checksum is the old one, unless `entries` has another. */
function changed(bytes: Uint8Array<ArrayBuffer>, entries: Record<string, string>): Uint8Array<ArrayBuffer> {
  const { tensors, metadata } = decodeSafetensors(bytes);
  return encodeSafetensors({ tensors, metadata: new Map([...metadata, ...Object.entries(entries)]) });
}

it.each([
  ['factors', factors],
  ['draws', draws],
])('decodes %s with their run, which names the file as its origin', async (_, trained) => {
  const run = { ...trained.run, id: 9, background: false, importedFrom: 'mine.safetensors' };
  expect(await decode(encodeModel(trained), 'mine.safetensors')).toEqual({ ...trained, run });
});

it('has a layout that other programs can read', () => {
  const { tensors, metadata } = decodeSafetensors(encodeModel(draws));
  expect(tensors.get('itemFactors')?.shape).toEqual([2, 40, 1]);
  expect(tensors.get('userPrecision')?.shape).toEqual([2, 2, 2]);
  expect(metadata.get('format')).toBe('matinee-model');
  expect(JSON.parse(metadata.get('run') ?? '').points.length).toBe(2);
});

it('is named after the data set and the algorithm', () => {
  expect(modelFileName(draws, 'ml-latest-small')).toBe('matinee-ml-latest-small-bayes.safetensors');
  expect(modelFileName(factors, '../a b/ü')).toBe('matinee-..-a-b--als.safetensors');
});

it.each([1, 2, 4])('ends at the pause that rejects, the %ith', async (n) => {
  let pauses = 0;
  const pause = async () => {
    if (++pauses === n) throw new Error('enough');
  };
  const reading = decodeModel(encodeModel(draws), 'a', 9, dataset, pause);
  await expect(reading).rejects.toThrow('enough');
});

describe('is rejected', () => {
  it('when it is the model of another data set, naming both', async () => {
    const problem = await rejection(encodeModel(draws), { ...dataset, id: 'large-2' });
    expect(problem.code).toBe('data-invalid');
    expect(problem.message).toContain('small-1');
    expect(problem.message).toContain('large-2');
  });

  it.each([
    ['another format', { format: 'other' }, 'file-unknown', 'not a model of Matinee'],
    ['another version', { version: '2' }, 'file-unknown', 'version "2"'],
    ['another curve', { run: JSON.stringify(runRecord(5)) }, 'file-broken', 'checksum'],
    ['another checksum', { checksum: '00000000' }, 'file-broken', 'checksum'],
  ])('with %s', async (_, entries, code, message) => {
    const problem = await rejection(changed(encodeModel(draws), entries));
    expect(problem).toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it.each<[string, TrainedModel, string]>([
    ['NaN in it', { ...factors, model: { ...factorModel(dataset), mean: Number.NaN } }, 'mean'],
    [
      'an infinite factor',
      { ...factors, model: { ...factorModel(dataset), itemBias: new Float32Array(40).fill(1 / 0) } },
      'itemBias',
    ],
    [
      'fewer films than the data set',
      { ...factors, model: { ...factorModel(dataset), itemBias: new Float32Array(39) } },
      'does not fit',
    ],
    [
      'other genres',
      {
        ...draws,
        model: {
          ...posteriorModel(dataset),
          userFeatures: [
            { group: 'favourites', columns: 2 },
            { group: 'attributes', columns: 1 },
          ],
        },
      },
      'does not fit the data set',
    ],
    ['an unreadable run', { ...factors, points: [{ epoch: 1 }] as never }, 'its training'],
  ])('with %s, though its checksum is right', async (_, trained, message) => {
    expect(await rejection(encodeModel(trained))).toMatchObject({
      code: 'file-broken',
      message: expect.stringContaining(message),
    });
  });

  it('when it is truncated anywhere', async () => {
    const bytes = encodeModel(draws);
    const ends = fc.nat(bytes.length - 1);
    await fc.assert(fc.asyncProperty(ends, async (end) => void (await rejection(bytes.slice(0, end)))));
  });

  it('when bits are flipped, unless the content stays the same', async () => {
    const bytes = encodeModel(draws);
    const intact = await decode(bytes);
    const flips = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(7)), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(flips, async (all) => {
        const damaged = bytes.slice();
        for (const [at, bit] of all) damaged[at] ^= 1 << bit;
        try {
          expect(await decode(damaged)).toEqual(intact);
        } catch (thrown) {
          if (!(thrown instanceof Problem)) throw thrown;
        }
      }),
      { numRuns: 1000 },
    );
  });
});
