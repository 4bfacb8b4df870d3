import type { Page } from '@playwright/test';
import { chromiumFlags, installedChromium } from '../tools/browser.ts';
import { expect, onboard, test } from './app.ts';
import { askWorker, hearing } from './ask-worker.ts';

test.describe.configure({ timeout: 300_000 });

/**
 * Lets the test strike the graphics card that the worker trains on, in the way that the browser would. The software
 * renderers of the test browser have the same interfaces as a real card. The worker answers with the number of devices or
 * contexts that it has struck.
 */
const STRIKES = `{
  const devices = new Set();
  const requestDevice = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...asked) {
    const device = await requestDevice.apply(this, asked);
    devices.add(device);
    device.lost.then(() => devices.delete(device));
    return device;
  };
  const contexts = new Set();
  const getContext = OffscreenCanvas.prototype.getContext;
  OffscreenCanvas.prototype.getContext = function (...asked) {
    const context = getContext.apply(this, asked);
    if (context !== null) contexts.add(context);
    return context;
  };
  const loseContext = (context) => {
    contexts.delete(context);
    if (context.isContextLost()) return false;
    context.getExtension('WEBGL_lose_context').loseContext();
    return true;
  };
  const report = (error) => (device) =>
    device.dispatchEvent(new GPUUncapturedErrorEvent('uncapturederror', { error }));
  const destroy = (device) => {
    devices.delete(device);
    device.destroy();
    return true;
  };
  const strikes = {
    device: () => [...devices].filter(destroy),
    context: () => [...contexts].filter(loseContext),
    shader: () => [...devices].filter(report(new GPUValidationError('Error while parsing WGSL: a shader was refused'))),
    memory: () => [...devices].filter(report(new GPUOutOfMemoryError('the device has no memory left'))),
  };
  ${hearing('strike', 'return strikes[data]().length;')}
}
`;

async function strikable(page: Page): Promise<void> {
  await page.context().route(/main-worker-[^/]*\.js/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: STRIKES + (await response.text()) });
  });
}

/** Strikes what the worker trains on. Waits until there is something to strike, and until it is struck. */
function strike(page: Page, what: string): Promise<void> {
  const struck = () => askWorker<number>(page, 'strike', what);
  return expect.poll(struck).toBeGreaterThan(0);
}

/**
 * A run on a backend that the address names; resolves once its first epoch is done. Its epochs are short and many, so that it
 * goes on until the last strike: the loss of a card that nothing uses any more is rightly not said.
 */
async function trainOn(page: Page, backend: string): Promise<void> {
  await strikable(page);
  await onboard(page, 0, `/?backend=${backend}`);
  await page.goto(`/training?backend=${backend}`);
  await page.getByRole('button', { name: 'Textbook SVD' }).click();
  await page.getByLabel(/\(rank k\)/).fill('16');
  await page.getByLabel(/\(epochs\)/).fill('400');
  await page.getByLabel(/\(early stopping\)/).fill('0');
  await page.getByRole('button', { name: 'Start with these settings' }).click();
  await epochs(page);
}

const messages = (page: Page) => page.getByRole('region', { name: 'Messages' });

/** The message of one more failure, after which the training has begun again. */
async function goesOn(page: Page, message: RegExp): Promise<void> {
  const said = messages(page).locator('.toast').filter({ hasText: message });
  await expect(said).toBeVisible();
  await expect(said).toContainText('The training goes on by itself without it.');
  // It goes by itself as well.
  await said
    .getByRole('button', { name: 'Dismiss' })
    .click({ timeout: 5000 })
    .catch(() => {});
  await expect(said).toHaveCount(0);
}

const runsOn = (page: Page, name: RegExp) =>
  expect(page.getByRole('main').getByText(name).first()).toBeVisible({ timeout: 120_000 });
const epochs = (page: Page) =>
  expect(page.getByText(/Epoch [1-9]\d* of \d+/).first()).toBeVisible({ timeout: 120_000 });

test('a lost WebGPU device: the run goes on on a new one, and after a second loss on the processor', async ({
  page,
}) => {
  await trainOn(page, 'webgpu');
  await strike(page, 'device');
  await goesOn(page, /The connection to the graphics card was lost/);
  await runsOn(page, /WebGPU/);
  await epochs(page);
  await strike(page, 'device');
  await goesOn(page, /The connection to the graphics card was lost/);
  await runsOn(page, /WebGPU has failed before/);
  await epochs(page);
});

test('a lost WebGL context: the run goes on in a new one, and after a second loss on the processor', async ({
  page,
}) => {
  await trainOn(page, 'webgl');
  await strike(page, 'context');
  await goesOn(page, /The connection to the graphics card was lost \(WebGL context\)/);
  await epochs(page);
  await strike(page, 'context');
  await goesOn(page, /The connection to the graphics card was lost \(WebGL context\)/);
  await runsOn(page, /WebGL has failed before/);
  await epochs(page);
});

for (const [what, message] of [
  ['shader', /The graphics driver refused a program of Matinee/],
  ['memory', /The graphics driver refused an operation of Matinee: the device has no memory left/],
] as const) {
  test(`a graphics card that reports a fault of its ${what} is left at once, and the run goes on on the processor`, async ({
    page,
  }) => {
    await trainOn(page, 'webgpu');
    await strike(page, what);
    await goesOn(page, message);
    await runsOn(page, /WebGPU has failed before/);
    await epochs(page);
  });
}

test('a GPU process that crashes three times: each time the run goes on by itself, at last on the processor', async ({
  playwright,
  baseURL,
}) => {
  // The browser counts its crashes, so it is one of its own.
  const executablePath = installedChromium();
  const browser = await playwright.chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: chromiumFlags,
  });
  try {
    const page = await browser.newPage({ baseURL: baseURL ?? '', serviceWorkers: 'block' });
    await page.addInitScript(() => {
      localStorage.setItem('matinee.view', 'list');
      localStorage.setItem('matinee.training', 'asked');
    });
    await trainOn(page, 'webgpu');
    const session = await browser.newBrowserCDPSession();
    for (let crash = 1; crash <= 3; crash++) {
      await session.send('Browser.crashGpuProcess').catch(() => {});
      // At the third the processor computes already.
      if (crash < 3) await goesOn(page, /The connection to the graphics card was lost/);
      await epochs(page);
    }
    await runsOn(page, /WebGPU has failed before/);
  } finally {
    await browser.close();
  }
});
