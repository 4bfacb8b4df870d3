import type { Page } from '@playwright/test';
import { syntheticArchive } from '../bench/synthetic-archive.ts';
import { cards, expect, onboard, rateByKey, test } from './app.ts';

const shown = { cpu: 'WebAssembly', webgl: 'WebGL', webgpu: 'WebGPU' };

/** From an empty profile to the page, on a small made-up data set. */
async function openNetwork(
  page: Page,
  path: 'order' | 'deep-taste',
  backend: keyof typeof shown,
  ratings: number,
): Promise<void> {
  await onboard(page, 0, `/?backend=${backend}`);
  await page.goto(`/privacy?backend=${backend}`);
  await page.getByLabel('Use another data set').setInputFiles({
    name: 'made-up.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from(syntheticArchive({ users: 60, movies: 150, ratings: 3000 }, 5)),
  });
  await page.getByRole('dialog', { name: 'Use made-up?' }).getByRole('button', { name: 'Use it' }).click();
  await expect(page.getByText('made-up is in use now')).toBeVisible();
  if (ratings > 0) await page.goto(`/welcome?step=films&backend=${backend}`);
  for (let n = 1; n <= ratings; n++) {
    await rateByKey(page, page.getByRole('main').getByRole('slider').first(), '0');
    await expect(page.getByText(new RegExp(`${n} (of 5|films?) rated`)).first()).toBeVisible();
  }
  await page.goto(`/${path}?backend=${backend}`);
}

async function start(page: Page, passes: number, width = 'Numbers for each film'): Promise<void> {
  await page.getByRole('main').getByText('Settings', { exact: true }).click();
  await page.getByLabel('Passes over all ratings').fill(String(passes));
  await page.getByLabel(width).fill('16');
  await page.getByLabel('Passes without improvement').fill('0');
  await page.getByRole('button', { name: 'Start learning' }).click();
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 2, name });

for (const backend of ['cpu', 'webgl', 'webgpu'] as const) {
  test(`learns the order of ratings on ${shown[backend]}`, async ({ page }) => {
    test.setTimeout(360_000);
    await openNetwork(page, 'order', backend, 0);
    await start(page, 2);
    await expect(heading(page, /^Done/)).toBeVisible({ timeout: 180_000 });
    await expect(page.getByText(/Pass 2 of 2 · loss [2-5]\.\d{3}/)).toContainText(shown[backend]);
    await expect(page.getByText(/It knows the \d+ films/)).toBeVisible();
  });
}

for (const backend of ['cpu', 'webgl', 'webgpu'] as const) {
  test(`learns what people like together on ${shown[backend]}`, async ({ page }) => {
    test.setTimeout(240_000);
    await openNetwork(page, 'deep-taste', backend, 0);
    await start(page, 3, 'Units of a hidden layer');
    await expect(heading(page, /^Done/)).toBeVisible({ timeout: 180_000 });
    await expect(page.getByText(/Pass 3 of 3 · loss [2-5]\.\d{3}/)).toContainText(shown[backend]);
    await expect(page.getByText(/It knows the \d+ films/)).toBeVisible();
  });
}

test('pauses, goes on after a reload, and orders For you by what comes next', async ({ page }) => {
  test.setTimeout(360_000);
  await openNetwork(page, 'order', 'cpu', 2);
  await start(page, 200);
  await expect(page.getByText(/Pass [1-9]\d* of 200/)).toBeVisible({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(heading(page, 'Paused')).toBeVisible();
  const table = page.getByText('As a table');
  await table.click();
  const passes = page.getByRole('row').filter({ has: page.getByRole('rowheader') });
  const before = await passes.count();
  await page.reload();
  await expect(heading(page, 'Paused')).toBeVisible();
  await table.click();
  await expect(passes).toHaveCount(before);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(heading(page, 'Learning')).toBeVisible();
  await expect(passes.nth(before)).toBeVisible({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Stop and use it' }).click();
  await expect(heading(page, 'Stopped by you')).toBeVisible({ timeout: 120_000 });
  await expect(heading(page, 'What it looked at last')).toBeVisible();
  await expect(page.getByRole('main').getByRole('list').getByRole('link')).toHaveCount(2);
  await page.getByRole('button', { name: 'Order For you by it' }).click();
  await expect(page.getByText('For you is ordered by it.')).toBeVisible();
  await page.getByRole('link', { name: 'For you', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Ranked by/ })).toHaveText(/In order/);
  await expect(cards(page).first()).toContainText(/Comes next after your last films: .+ and /);
});
