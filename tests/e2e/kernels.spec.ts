import { expect, test } from '@playwright/test';
import { type Harness, startHarness } from '../harness/serve.ts';

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

    test('both trainers run to their end', async ({ page }) => {
      expect(await page.evaluate(() => window.harness.fault('none'))).toBe('no problem');
    });
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
