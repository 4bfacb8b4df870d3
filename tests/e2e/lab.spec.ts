import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';

test.describe.configure({ timeout: 180_000 });

const row = (page: Page, name: string) =>
  page.getByRole('region', { name: /^Table of results/ }).getByRole('row', { name: new RegExp(`^${name}`) });
const status = (page: Page, name: string) => page.getByRole('heading', { level: 2, name, exact: true });

/** Switches on exactly these. */
async function choose(page: Page, ...names: string[]): Promise<void> {
  const all = page.getByRole('form', { name: 'What to compare' }).getByRole('group').getByRole('checkbox');
  for (const box of await all.all()) await box.setChecked(false);
  for (const name of names) await page.getByRole('checkbox', { name: new RegExp(`^${name}`) }).check();
}

async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Run/ }).click();
}

const finished = (page: Page) => expect(status(page, 'Results')).toBeVisible({ timeout: 120_000 });

test('a run is cancelled at once, and what was measured stays', async ({ page }) => {
  await page.goto('/lab?of=popularity+ials+bayes&seed=3');
  await run(page);
  await expect(row(page, 'Most liked')).toContainText('0.', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(status(page, 'Cancelled')).toBeVisible({ timeout: 2000 });
  await expect(row(page, 'Most liked')).toContainText('0.');
  await expect(row(page, 'Stars, Bayesian')).toContainText('not measured');
  // The next run is not held up by the one before.
  await page.getByRole('button', { name: 'Change' }).click();
  await choose(page, 'Most liked');
  await run(page);
  await finished(page);
});
