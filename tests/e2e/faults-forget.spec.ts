import type { Page } from '@playwright/test';
import { cards, expect, onboard, test } from './app.ts';

test.use({ serviceWorkers: 'allow', rows: true, trains: true });

/** All that this origin has stored. */
const traces = (page: Page) =>
  page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    theme: document.documentElement.dataset.theme ?? null,
  }));

const nothing = { databases: [], local: [], session: [], caches: [], workers: 0, theme: null };

test('forgetting leaves no trace, and other tabs notice', async ({ page, context }) => {
  await onboard(page, 1);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.getByRole('button', { name: /Switch to (dark|light) colours/ }).click();
  const other = await context.newPage();
  await other.goto('/');
  await expect(cards(other).first()).toBeVisible();
  expect((await traces(page)).local).toContain('matinee.theme');

  await page.goto('/privacy');
  await page.getByRole('button', { name: 'Forget everything' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget everything' }).click();
  for (const tab of [page, other]) {
    await expect(tab.getByRole('heading', { name: 'Everything is deleted' })).toBeVisible();
  }
  await expect.poll(() => traces(page)).toEqual(nothing);
  // Neither tab writes anything afterwards.
  await page.waitForTimeout(3000);
  expect(await traces(other)).toEqual(nothing);

  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(page).toHaveURL(/welcome/);
});
