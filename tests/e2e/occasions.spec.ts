import type { Page } from '@playwright/test';
import { archive } from '../fixtures/archives.ts';
import { SEASONAL_MOVIES, seasonalRatings } from '../fixtures/season.ts';
import { expect, onboard, test } from './app.ts';

test.use({ rows: true });

const GENRES = ['Western', 'War', 'Drama'];
const month = new Date().toLocaleString('en', { month: 'long' });

/** A data set in which people rate westerns in this month, and three genres alike in all others. */
function seasonalArchive(): Buffer {
  const { users, rowStart, item, value, time } = seasonalRatings(new Date().getMonth());
  const movies = Array.from(
    { length: SEASONAL_MOVIES },
    (_, i) => `${900_001 + i},Made up ${i} (19${50 + i}),${GENRES[i % 3]}`,
  );
  const rows: string[] = [];
  for (let u = 0; u < users; u++)
    for (let n = rowStart[u]; n < rowStart[u + 1]; n++)
      rows.push(`${u + 1},${900_001 + item[n]},${value[n]},${time[n]}`);
  return Buffer.from(
    archive(
      `movieId,title,genres\n${movies.join('\n')}\n`,
      `userId,movieId,rating,timestamp\n${rows.join('\n')}\n`,
    ),
  );
}

const row = (page: Page) =>
  page.getByRole('region', { name: new RegExp(`^For (early |mid-|late )${month}$`) });

test('what is rated more in this month has a row with reasons, which a switch hides', async ({ page }) => {
  await onboard(page, 0);
  await page.goto('/privacy');
  await page.getByLabel('Use another data set').setInputFiles({
    name: 'seasonal.zip',
    mimeType: 'application/zip',
    buffer: seasonalArchive(),
  });
  await page.getByRole('dialog', { name: /^Use / }).getByRole('button', { name: 'Use it' }).click();
  await expect(page.getByText(/ is in use now/)).toBeVisible();
  await page.goto('/');
  await expect(row(page)).toBeVisible({ timeout: 90_000 });
  await expect(row(page)).toContainText('when people rated, not when they watched');
  await expect(row(page).getByText(`Rated more in ${month}: `).first()).toBeVisible();

  await page.getByText('Shape this list').click();
  const shown = page.getByLabel('A row for this time of year');
  await expect(shown).toBeChecked();
  await shown.uncheck();
  await expect(row(page)).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('region', { name: 'Top picks for you' })).toBeVisible();
  await page.getByText('Shape this list').click();
  await expect(shown).not.toBeChecked();
  await shown.check();
  await expect(row(page)).toBeVisible();
});
