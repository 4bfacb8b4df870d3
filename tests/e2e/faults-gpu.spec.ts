import type { Page } from '@playwright/test';
import { chromiumFlags, installedChromium } from '../tools/browser.ts';
import { expect, onboard, test } from './app.ts';

test.describe.configure({ timeout: 180_000 });

/**
 * Lets the test strike the graphics card that the worker trains on, in the way that the browser would. The software
 * renderers of the test browser have the same interfaces as a real card.
 */
const STRIKES = `
  let device = null;
  const requestDevice = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...asked) {
    device = await requestDevice.apply(this, asked);
    return device;
  };
  const contexts = [];
  const getContext = OffscreenCanvas.prototype.getContext;
  OffscreenCanvas.prototype.getContext = function (...asked) {
    const context = getContext.apply(this, asked);
    if (context !== null) contexts.push(context);
    return context;
  };
  const report = (error) =>
    device.dispatchEvent(new GPUUncapturedErrorEvent('uncapturederror', { error }));
  new BroadcastChannel('strike').onmessage = ({ data }) => {
    if (data === 'device') device.destroy();
    if (data === 'context') for (const one of contexts.splice(0)) one.getExtension('WEBGL_lose_context')?.loseContext();
    if (data === 'shader') report(new GPUValidationError('Error while parsing WGSL: a shader was refused'));
    if (data === 'memory') report(new GPUOutOfMemoryError('the device has no memory left'));
  };
`;

async function strikable(page: Page): Promise<void> {
  await page.context().route(/main-worker-[^/]*\.js/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: STRIKES + (await response.text()) });
  });
}

const strike = (page: Page, what: string) =>
  page.evaluate((what) => new BroadcastChannel('strike').postMessage(what), what);

/** A long run on a backend that the address names; resolves once its first epoch is done. */
async function trainOn(page: Page, backend: string): Promise<void> {
  await strikable(page);
  await onboard(page, 0, `/?backend=${backend}`);
  await page.goto(`/training?backend=${backend}`);
  await page.getByRole('button', { name: 'Textbook SVD' }).click();
  await page.getByRole('button', { name: 'Start with these settings' }).click();
  await expect(page.getByText(/Epoch [1-9]\d* of \d+/).first()).toBeVisible({ timeout: 90_000 });
}

const said = (page: Page) =>
  page.getByRole('region', { name: 'Messages' }).getByText(/goes on by itself without it/);

/** The message of one more failure, after which the training has begun again. */
async function goesOn(page: Page, message: RegExp): Promise<void> {
  const said = page.getByRole('region', { name: 'Messages' }).getByText(message);
  await expect(said).toBeVisible({ timeout: 60_000 });
  await expect(said).toContainText('The training goes on by itself without it.');
  await page
    .getByRole('region', { name: 'Messages' })
    .getByRole('button', { name: 'Dismiss' })
    .first()
    .click();
  await expect(said).toHaveCount(0);
}

const runsOn = (page: Page, name: RegExp) =>
  expect(page.getByRole('main').getByText(name).first()).toBeVisible({ timeout: 90_000 });
const epochs = (page: Page) =>
  expect(page.getByText(/Epoch [1-9]\d* of \d+/).first()).toBeVisible({ timeout: 90_000 });

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
  test.setTimeout(240_000);
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
      if (crash < 3) await expect(said(page).first()).toBeVisible({ timeout: 30_000 });
      await epochs(page);
    }
    await runsOn(page, /WebGPU has failed before/);
  } finally {
    await browser.close();
  }
});
