import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Download, Page } from '@playwright/test';
import { expect, onboard, test } from './app.ts';

test.use({ trains: true });

// Each test waits for two runs.
test.describe.configure({ timeout: 180_000 });

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 2, name });
const run = (page: Page, number: number) =>
  page.getByRole('listitem', { name: `Run ${number}`, exact: true });
const key = (page: Page) => page.getByRole('list', { name: 'What the lines show' }).getByRole('listitem');

async function sweep(page: Page): Promise<number> {
  const text = await page
    .getByText(/Sweep \d+ of \d+/)
    .first()
    .textContent();
  return Number(/Sweep (\d+)/.exec(text ?? '')?.[1]);
}

/** The training page with two runs of this visit: the quick one, and the Bayesian one up to some sweep. */
async function twoRuns(page: Page, ratings = 0): Promise<void> {
  await onboard(page, ratings);
  await page.goto('/training');
  await expect.poll(() => sweep(page), { timeout: 90_000 }).toBeGreaterThan(12);
}

async function stop(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(heading(page, 'Stopped by you')).toBeVisible();
}

async function saved(page: Page, act: () => Promise<void>): Promise<{ file: Download; bytes: Buffer }> {
  const coming = page.waitForEvent('download');
  await act();
  const file = await coming;
  return { file, bytes: readFileSync(await file.path()) };
}

/** The predictions for one movie and for those like it, which are the same movies for every model. */
async function predictions(page: Page): Promise<string[]> {
  await page.goto('/movie/260');
  const cards = page.getByRole('region', { name: 'Films like this' }).getByRole('link');
  await expect(cards).toHaveCount(8);
  await expect(cards.first().getByText('Predicted')).toBeAttached();
  const movies = await cards.allTextContents();
  const sure = await page.getByRole('region', { name: 'How sure is that?' }).allTextContents();
  await page.goto('/training');
  return [...movies, ...sure];
}

test('two runs are overlaid, inspected, switched off and removed', async ({ page }) => {
  await twoRuns(page);
  await expect(run(page, 1).getByText('Alternating least squares')).toBeVisible();
  await expect(run(page, 1).getByText('16 traits · 12 passes')).toBeVisible();
  await expect(run(page, 2).getByText('Bayesian factorization')).toBeVisible();
  await stop(page);
  await expect(run(page, 2).getByText('In use')).toBeVisible();
  await expect(key(page).filter({ hasText: /held out/ })).toHaveText([
    /^Run 2, held out\d\.\d{3}$/,
    /^Run 1, held out\d\.\d{3}$/,
  ]);
  await expect(key(page).filter({ hasText: 'Run 2, each draw alone' })).toHaveCount(1);
  await expect(page.getByText(/^Off by at most half a star in \d+% of [\d,]+ cases\./)).toBeVisible();

  await page.getByRole('button', { name: 'Details of run 1' }).click();
  await expect(heading(page, 'Run 1 in detail')).toBeVisible();
  await page.getByText('The curve as a table').click();
  await expect(page.getByRole('row').filter({ hasText: /^1[\d.]/ })).not.toHaveCount(0);
  await page.getByText('These counts as a table').click();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0].target}`)).toEqual([]);
  await run(page, 1).getByRole('checkbox', { name: 'On the chart' }).uncheck();
  await expect(key(page).filter({ hasText: /^Run 1/ })).toHaveCount(0);

  await page.getByRole('button', { name: 'Remove run 1 from the list' }).click();
  await expect(run(page, 1).getByText('Alternating least squares')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('listitem', { name: /^Run/ })).toHaveCount(1);
});

test('a step trains one sweep and then waits', async ({ page }) => {
  await twoRuns(page);
  await page.getByRole('button', { name: 'Step' }).click();
  await expect(heading(page, 'Paused')).toBeVisible();
  const before = await sweep(page);
  await page.getByRole('button', { name: 'Step' }).click();
  await expect.poll(() => sweep(page)).toBe(before + 1);
  await page.waitForTimeout(1500);
  expect(await sweep(page)).toBe(before + 1);
  await expect(heading(page, 'Paused')).toBeVisible();
  await stop(page);
});

test('the curve of a run is saved as CSV with its settings', async ({ page }) => {
  await twoRuns(page);
  await stop(page);
  const { file, bytes } = await saved(page, () =>
    page.getByRole('button', { name: 'Save the curve of run 2 as CSV' }).click(),
  );
  expect(file.suggestedFilename()).toBe('matinee-run-2-bayes-k10.csv');
  const [head = [], ...rows] = bytes
    .toString('utf8')
    .replace('\uFEFF', '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  expect(rows.length).toBeGreaterThan(12);
  const last = Object.fromEntries(head.map((name, n) => [name, rows.at(-1)?.[n] ?? '']));
  expect(last).toMatchObject({ epoch: String(rows.length), algorithm: 'bayes', rank: '10', burnIn: '6' });
  const shown = key(page).filter({ hasText: 'Run 2, held out' }).locator('strong');
  await expect(shown).toHaveText(Number(last.validationRmse).toFixed(3));
  expect(Number(last.drawRmse)).toBeGreaterThan(Number(last.validationRmse));
});

test('a saved model predicts the same when it is loaded again', async ({ page }) => {
  await twoRuns(page, 2);
  await stop(page);
  const before = await predictions(page);
  const { file, bytes } = await saved(page, () =>
    page.getByRole('button', { name: 'Save the model as a file' }).click(),
  );
  expect(file.suggestedFilename()).toBe('matinee-matinee-films-bayes.safetensors');
  await expect(page.getByText(`Saved as ${file.suggestedFilename()}`)).toBeVisible();

  await page.getByRole('button', { name: 'Quick', exact: true }).click();
  await page.getByRole('button', { name: 'Start with these settings' }).click();
  await expect(run(page, 3).getByText('In use')).toBeVisible({ timeout: 60_000 });
  expect(await predictions(page)).not.toEqual(before);

  await page
    .getByLabel('Load a model from a file')
    .setInputFiles({ name: 'theirs.safetensors', mimeType: 'application/octet-stream', buffer: bytes });
  await expect(page.getByText('The model from theirs.safetensors is in use now')).toBeVisible();
  await expect(run(page, 4).getByText(/from the file theirs\.safetensors/)).toBeVisible();
  await expect(run(page, 4).getByText('In use')).toBeVisible();
  expect(await predictions(page)).toEqual(before);
});

test('damaged and foreign files are refused and change nothing', async ({ page }) => {
  await twoRuns(page, 1);
  await stop(page);
  const before = await predictions(page);
  const { bytes } = await saved(page, () =>
    page.getByRole('button', { name: 'Save the model as a file' }).click(),
  );
  const flipped = Buffer.from(bytes);
  flipped[bytes.length - 1000] ^= 1;
  const load = (name: string, buffer: Buffer) =>
    page
      .getByLabel('Load a model from a file')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  const messages = page.getByRole('region', { name: 'Messages' });
  for (const [name, buffer, message] of [
    ['half.safetensors', bytes.subarray(0, bytes.length >> 1), /damaged/],
    ['flipped.safetensors', flipped, /damaged: its checksum does not match/],
    ['holiday.safetensors', Buffer.from('GIF89a, and not a model at all'), /not a model file/],
    ['empty.safetensors', Buffer.alloc(0), /not a model file/],
  ] as const) {
    await load(name, buffer);
    await expect(messages.getByText(message)).toBeVisible();
    await messages.getByRole('button', { name: 'Dismiss' }).last().click();
    await expect(messages.getByText(message)).toHaveCount(0);
  }
  await expect(run(page, 2).getByText('In use')).toBeVisible();
  await expect(page.getByRole('listitem', { name: /^Run/ })).toHaveCount(2);
  expect(await predictions(page)).toEqual(before);
});

test('the page of a movie shows how certain its prediction is', async ({ page }) => {
  await twoRuns(page, 1);
  await stop(page);
  await page.goto('/movie/260');
  const sure = page.getByRole('region', { name: 'How sure is that?' });
  await expect(sure.getByText(/^Nine times in ten you would give it .+ stars\.$/)).toBeVisible();
  await expect(sure.getByText(/^(Fairly sure|Some doubt|A guess): /)).toBeVisible();
});

test('a warm-up longer than the run is refused next to its field', async ({ page }) => {
  await onboard(page, 0);
  await page.goto('/training');
  await page.getByRole('radio', { name: /Bayesian/ }).check();
  await page.getByLabel(/Gibbs sweeps/).fill('20');
  await page.getByLabel(/burn-in/).fill('20');
  await expect(page.getByText('Must be lower than the 20 sweeps')).toBeVisible();
  const start = page.getByRole('button', { name: 'Start with these settings' });
  await expect(start).toBeDisabled();
  await page.getByLabel(/burn-in/).fill('5');
  await expect(start).toBeEnabled();
});

test('@phone the training page fits a phone', async ({ page }) => {
  await twoRuns(page);
  await stop(page);
  for (const fold of await page.locator('details > summary').all()) await fold.click();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});
