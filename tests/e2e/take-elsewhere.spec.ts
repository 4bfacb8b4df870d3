import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, onboard, test } from './app.ts';

async function download(page: Page, name: RegExp) {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  const file = await downloading;
  return { name: file.suggestedFilename(), buffer: readFileSync(await file.path()), mimeType: 'text/csv' };
}

test('ratings and lists are taken elsewhere as tables, and a fresh profile reads them back', async ({
  page,
  browser,
}) => {
  await onboard(page, 2);
  await page.goto('/movie/904');
  await page.getByRole('button', { name: 'Watchlist: Rear Window' }).click();
  await expect(page.getByText(/Rear Window.*watchlist/i).first()).toBeVisible();
  await page.goto('/privacy');
  await page.getByText('For Letterboxd').click();
  const ratings = await download(page, /letterboxd\.csv \(2 films\)/);
  expect(ratings.buffer.toString()).toMatch(
    /^\uFEFFimdbID,tmdbID,Title,Year,Rating10\r\ntt\d{7,},\d+,.*,10\r\n/,
  );
  await page.getByText('As MovieLens.org writes them').click();
  const movielens = await download(page, /movielens-ratings\.csv/);
  expect(movielens.buffer.toString()).toContain('movie_id,imdb_id,tmdb_id,rating,average_rating,title');
  await page.getByText('Your lists', { exact: true }).click();
  const watchlist = await download(page, /watchlist\.csv \(1 film\)/);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  }

  const other = await (await browser.newContext()).newPage();
  await other.goto('/welcome');
  const chooser = other.waitForEvent('filechooser');
  await other.getByText('Import your ratings').click();
  await (await chooser).setFiles([ratings, watchlist]);
  const dialog = other.getByRole('dialog');
  await expect(dialog.getByRole('listitem').filter({ hasText: 'new ratings' })).toHaveText(/^2/);
  await expect(dialog.getByRole('listitem').filter({ hasText: 'for your watchlist' })).toHaveText(/^1/);
  await other.context().close();
});

test('@phone the tables for elsewhere fit', async ({ page }) => {
  await onboard(page, 1);
  await page.goto('/privacy');
  await page.getByText('For Letterboxd').click();
  await expect(page.getByRole('button', { name: /letterboxd\.csv/ })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
