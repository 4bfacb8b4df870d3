import { expect, test } from '@playwright/test';
import { defaultTraining } from '../../src/protocol/training-defaults.ts';
import { type Harness, startHarness } from '../harness/serve.ts';
import type { Trained } from '../harness/small-device.ts';

let harness: Harness;
test.beforeAll(async () => {
  harness = await startHarness();
});
test.afterAll(async () => {
  await harness.close();
});
test.beforeEach(async ({ page }) => {
  await page.goto(harness.url);
});

for (const backend of ['cpu', 'webgl', 'webgpu'] as const) {
  test.describe(backend, () => {
    test.beforeEach(async ({ page }) => {
      const info = await page.evaluate((name) => window.harness.start(name), backend);
      expect(info).toMatchObject({ backend });
    });

    test('kernels agree with the cpu loops', async ({ page }) => {
      const differences = await page.evaluate(() => window.harness.compare());
      expect(differences).toHaveLength(18);
      expect(differences.filter(({ relative }) => !(relative < 1e-4))).toEqual([]);
    });

    test('kernels find factors beyond the first 2^24 numbers', async ({ page }) => {
      const differences = await page.evaluate(() => window.harness.compareFar());
      expect(differences).toHaveLength(2);
      expect(differences.filter(({ relative }) => !(relative < 1e-5))).toEqual([]);
    });

    test('both trainers run to their end', async ({ page }) => {
      expect(await page.evaluate(() => window.harness.fault('none'))).toBe('no problem');
    });
  });
}

/** Two algorithms with one batch, so that only the pieces divide the ratings. */
const settings = { ...defaultTraining, rank: 2, epochs: 3, batches: 1, patience: 0, learningRate: 0.02 };
const algorithms = [
  { ...settings, algorithm: 'als' },
  { ...settings, algorithm: 'svd' },
] as const;

/**
 * Sides of the largest tensor: 1 KiB, which makes pieces of 256 ratings, and 64 KiB; users and items that fill it; and a
 * smaller limit of pieces, so that the ratings of a user go through several.
 */
const smallDevices = [
  { side: 16, users: 60, items: 56, piece: 20 },
  { side: 128, users: 600, items: 120, piece: 5000 },
] as const;

/** The largest difference of two models, by the largest number of the first. */
function apart(expected: Trained, actual: Trained): number {
  const all = ({ itemFactors, itemBias }: Trained) => [...itemFactors, ...itemBias];
  const [reference, found] = [all(expected), all(actual)];
  expect(found).toHaveLength(reference.length);
  const scale = Math.max(...reference.map(Math.abs));
  return Math.max(...reference.map((value, n) => Math.abs(value - found[n]))) / scale;
}

for (const backend of ['webgl', 'webgpu'] as const) {
  for (const { side, users, items, piece } of smallDevices) {
    test(`${backend} with ${side * side} numbers to a tensor: pieces give the model of the whole and of the processor`, async ({
      page,
    }) => {
      test.setTimeout(180_000);
      const start = (name: 'cpu' | typeof backend) =>
        page.evaluate((chosen) => window.harness.start(chosen), name);
      const models = (limit: number | null) =>
        page.evaluate(
          async ([all, most, ...size]) => {
            const found: Trained[] = [];
            for (const one of all) found.push(await window.harness.trained(...size, one, most));
            return found;
          },
          [algorithms, limit, users, items] as const,
        );
      expect(await start(backend)).toMatchObject({ backend });
      const whole = await models(null);
      await start('cpu');
      const processor = await models(null);

      await page.evaluate((length) => window.harness.forceLimits(length), side);
      expect(await start(backend)).toMatchObject({ backend });
      const inPieces = await models(null);
      const inSmallPieces = await models(piece);

      algorithms.forEach(({ algorithm }, n) => {
        expect(whole[n].pieces).toBe(1);
        expect(inPieces[n].pieces).toBe(Math.ceil(whole[n].ratings / side ** 2));
        expect(inPieces[n].pieces).toBeGreaterThan(1);
        for (const model of [processor[n], inPieces[n], inSmallPieces[n]])
          expect(apart(whole[n], model), algorithm).toBeLessThan(1e-4);
      });
      const seen = await page.evaluate(() => window.harness.seen());
      expect(seen.largest).toBeGreaterThan(side ** 2 / 2);
      expect(seen.largest).toBeLessThanOrEqual(side ** 2);
      expect(seen.workgroups).toBeLessThanOrEqual(Math.max(2, side / 8));
    });
  }

  test(`${backend}: a model larger than a tensor is refused in words`, async ({ page }) => {
    await page.evaluate(() => window.harness.forceLimits(16));
    await page.evaluate((name) => window.harness.start(name), backend);
    const problem = await page.evaluate(() => window.harness.fault('none'));
    expect(problem).toMatchObject({ code: 'backend-too-small', message: /80 people at rank 4/ });
  });
}

const faults = [
  ['webgl', 'contextLost', 'gpu-lost'],
  ['webgl', 'contextLostBeforeProgram', 'gpu-lost'],
  ['webgl', 'shaderBroken', 'shader'],
  ['webgpu', 'deviceDestroyed', 'gpu-lost'],
  ['webgpu', 'deviceDestroyedInRead', 'gpu-lost'],
  ['webgpu', 'shaderBroken', 'shader'],
  ['webgpu', 'tooLarge', 'backend-broken'],
] as const;

for (const [backend, fault, code] of faults) {
  test(`${backend}, ${fault}: reports an error within seconds instead of zeros`, async ({ page }) => {
    await page.evaluate((name) => window.harness.start(name), backend);
    const started = Date.now();
    const problem = await page.evaluate((name) => window.harness.fault(name), fault);
    expect(problem).toMatchObject({ code });
    // It is noticed, not taken for a read that never ends, which counts as a failure after a minute.
    expect(Date.now() - started).toBeLessThan(55_000);
    // The next run starts a new backend on the same page.
    expect(await page.evaluate((name) => window.harness.start(name), backend)).toMatchObject({ backend });
    expect(await page.evaluate(() => window.harness.fault('none'))).toBe('no problem');
  });
}

test('auto does not use a software renderer', async ({ page }) => {
  const info = await page.evaluate(() => window.harness.start('auto'));
  expect(info).toMatchObject({ backend: 'cpu', why: expect.stringMatching(/WebGPU is only software here/) });
});
