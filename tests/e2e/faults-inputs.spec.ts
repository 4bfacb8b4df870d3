import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { backupOfRatings, nestedJson, zipOfEntries, zipOfRows } from '../fixtures/hostile-files.ts';
import { cards, expect, onboard, rateByKey, test } from './app.ts';

/** Chooses a file on the Data & privacy page, from disk as a person does. */
async function choose(page: Page, name: string, content: string | Uint8Array): Promise<void> {
  const path = test.info().outputPath(name);
  writeFileSync(path, content);
  const chooser = page.waitForEvent('filechooser');
  await page.getByText('Import your ratings').click();
  await (await chooser).setFiles(path);
}

const dialog = (page: Page) => page.getByRole('dialog');

test('what no real file holds is refused with the limit, and changes nothing', async ({ page }) => {
  await onboard(page, 1);
  await page.goto('/privacy');
  const hostile: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
    ['files.zip', zipOfEntries(100_000), /lists [\d,]+ files, and Matinee reads archives of at most 20,000/],
    ['rows.zip', zipOfRows('1,1,4.0,964982703\n', 2_000_000), /unpacks to at most 200 times/],
    ['backup.json', backupOfRatings(1_000_000), /more than 200,000 rows, the most that Matinee reads/],
    ['nested.json', nestedJson(1_000_000), /more than 64 deep, the most that Matinee reads/],
  ];
  for (const [name, content, limit] of hostile) {
    await choose(page, name, content);
    // A zip of movies and ratings is refused as a data set, all others as an import.
    await expect(page.getByText(limit)).toBeVisible();
    if (await dialog(page).isVisible()) {
      await page.keyboard.press('Escape');
      await expect(dialog(page)).toHaveCount(0);
    }
  }
  await page.goto('/ratings');
  await expect(page.getByText('1 film rated')).toBeVisible();
});

test('an import is given up at once, and the worker is free for what comes next', async ({ page }) => {
  await onboard(page, 1);
  await page.goto('/privacy');
  const rows = Array.from({ length: 190_000 }, (_, n) => `2020-01-01,"Some ""Film"" ${n}",1990,u,4`);
  await choose(page, 'ratings.csv', `Date,Name,Year,Letterboxd URI,Rating\n${rows.join('\n')}`);
  await expect(dialog(page).getByRole('heading', { name: /Reading/ })).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog(page)).toHaveCount(0);
  await page.getByRole('link', { name: 'For you', exact: true }).click();
  await rateByKey(page, cards(page).locator('input[aria-valuetext="not rated"]').first(), '0');
  // The rating is on disk, so the import is over; reading and comparing it would take many times as long.
  await expect(page.locator('.star-rating--unsaved')).toHaveCount(0, { timeout: 5000 });
  await page.getByRole('link', { name: 'My ratings', exact: true }).click();
  await expect(page.getByText('2 films rated')).toBeVisible();
});

test('an import is given up while it is stored, and what was there before is untouched', async ({ page }) => {
  test.setTimeout(240_000);
  await onboard(page, 1);
  await page.goto('/privacy');
  const rows = Array.from({ length: 20_000 }, (_, n) => `2020-01-01,"Some ""Film"" ${n}",1990,u,4`);
  await choose(page, 'ratings.csv', `Date,Name,Year,Letterboxd URI,Rating\n${rows.join('\n')}`);
  const add = dialog(page).getByRole('button', { name: 'Add them' });
  await expect(add).toBeVisible({ timeout: 120_000 });
  await add.click();
  await expect(dialog(page).getByRole('button', { name: 'Adding' })).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog(page)).toHaveCount(0);
  await page.getByRole('link', { name: 'For you', exact: true }).click();
  await rateByKey(page, cards(page).locator('input[aria-valuetext="not rated"]').first(), '0');
  // It is on disk, so the transaction of the import is over.
  await expect(page.locator('.star-rating--unsaved')).toHaveCount(0, { timeout: 10_000 });
  await page.reload();
  await page.getByRole('link', { name: 'My ratings', exact: true }).click();
  await expect(page.getByText('2 films rated')).toBeVisible();
  expect(await page.evaluate(waitingRows)).toBe(0);
});

/** Rows of imports that wait for their movie. Runs in the page. */
function waitingRows(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('matinee-person');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const keys = opening.result.transaction('keyval').objectStore('keyval').getAllKeys();
      keys.onsuccess = () =>
        resolve(keys.result.filter((key) => Array.isArray(key) && key[0] === 'waiting').length);
    };
  });
}
