import type { Page } from '@playwright/test';
import { cards, expect, onboard, test, trained } from './app.ts';

test.use({ trains: true });

/** The sweep that the training page shows. */
async function sweep(page: Page): Promise<number> {
  const text = page.getByText(/Sweep [1-9]\d* of \d+/).first();
  await expect(text).toBeVisible({ timeout: 60_000 });
  return Number(/Sweep (\d+)/.exec((await text.textContent()) ?? '')?.[1]);
}

test('training continues after a reload from the sweep that it had reached', async ({ page }) => {
  await onboard(page, 0);
  await page.goto('/training');
  await expect.poll(() => sweep(page), { timeout: 60_000 }).toBeGreaterThan(20);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Paused' })).toBeVisible();
  // The current sweep is finished and stored first.
  await page.waitForTimeout(2000);
  const held = await sweep(page);
  await page.reload();
  const seen = new Set<number>();
  await expect
    .poll(
      async () => {
        seen.add(await sweep(page));
        return Math.max(...seen);
      },
      { timeout: 60_000, intervals: [50] },
    )
    .toBeGreaterThan(held + 5);
  expect(Math.min(...seen)).toBeGreaterThanOrEqual(held);
  await trained(page);
});

test('predictions from before the reload stay during the rest of the training', async ({ page }) => {
  await onboard(page, 1);
  await page.getByRole('link', { name: 'Training', exact: true }).click();
  await sweep(page);
  await page.goto('/');
  await expect(
    cards(page)
      .first()
      .getByText(/^\d\.\d$/)
      .first(),
  ).toBeVisible();
});

test('two tabs train once, and both have the model', async ({ page, context }) => {
  await onboard(page, 0);
  await page.goto('/training');
  await sweep(page);
  const other = await context.newPage();
  await other.goto('/training');
  await trained(page);
  await expect(other.getByRole('heading', { level: 2, name: /^Done/ })).toBeVisible();
  await expect(other.getByText(/Sweep [1-9]\d* of/)).toHaveCount(0);
});

test('a tab continues the training of a closed tab', async ({ page, context }) => {
  await onboard(page, 0);
  await page.goto('/training');
  await sweep(page);
  const other = await context.newPage();
  await other.goto('/training');
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible();
  await page.close();
  await trained(other);
});
