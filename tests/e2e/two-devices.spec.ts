import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { expect, onboard, test, undo } from './app.ts';

/** Downloads a back-up. @returns its text */
async function backUp(page: Page): Promise<string> {
  await page.goto('/privacy');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download a back-up' }).click();
  return readFileSync(await (await downloading).path(), 'utf8');
}

/** Chooses a back-up, and leaves the review open. */
async function choose(page: Page, text: string): Promise<void> {
  await page.goto('/privacy');
  // The page of a first visit is exchanged when the rest of the data set arrives.
  await expect(page.getByText('matinee-films', { exact: true }).first()).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await page.getByText('Import your ratings').click();
  await (await chooser).setFiles({
    name: 'backup.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  await expect(page.getByRole('dialog').getByRole('heading', { name: 'From your back-up' })).toBeVisible();
}

const stars = (page: Page) => page.getByRole('main').getByRole('slider');

/** The movies rated on My ratings, with their stars, by title. */
async function ratings(page: Page): Promise<string[]> {
  await page.goto('/ratings');
  await expect(stars(page).first()).toBeVisible();
  return stars(page).evaluateAll((all) =>
    all.map((one) => `${one.getAttribute('aria-label')}: ${one.getAttribute('aria-valuetext')}`).sort(),
  );
}

async function rate(page: Page, movieId: number, key: string): Promise<void> {
  await page.goto(`/movie/${movieId}`);
  await stars(page).first().focus();
  await page.keyboard.press(key);
  await expect(stars(page).first()).toHaveAttribute('aria-valuetext', /star/);
  // Solid once it is on disk.
  await expect(page.locator('.star-rating--unsaved')).toHaveCount(0);
}

const otherDevice = async (browser: Browser) => (await browser.newContext()).newPage();

test('what was done on two devices comes together, both ways, and stays removed', async ({
  page,
  browser,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await onboard(page, 2);
  await rate(page, 904, '8');
  const first = await backUp(page);

  const other = await otherDevice(browser);
  await other.goto('/welcome');
  await expect(other.getByText('Import your ratings')).toBeVisible();
  await choose(other, first);
  await other.getByRole('dialog').getByRole('button', { name: 'Add them' }).click();
  await expect(other.getByText('Added: 3 ratings')).toBeVisible();
  // There one rating is changed, another one given; here one is removed.
  await rate(other, 904, '2');
  await rate(other, 296, '0');
  await page.goto('/ratings');
  await expect(page.getByText('3 films rated')).toBeVisible();
  const gone = page.getByRole('main').getByRole('slider').last();
  await gone.focus();
  await page.keyboard.press('Backspace');
  await expect(page.getByText('2 films rated')).toBeVisible();

  await choose(page, await backUp(other));
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 added, 1 changed, 0 removed, 1 kept');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await dialog.getByRole('button', { name: 'Merge them' }).click();
  await expect(page.getByText('Merged: 1 added, 1 changed, 0 removed, 1 kept')).toBeVisible();
  const merged = await ratings(page);
  expect(merged).toHaveLength(3);

  await choose(other, await backUp(page));
  await expect(other.getByRole('dialog')).toContainText('0 added, 0 changed, 1 removed, 3 kept');
  await other.getByRole('dialog').getByRole('button', { name: 'Merge them' }).click();
  await expect(other.getByText(/^Merged/)).toBeVisible();
  expect(await ratings(other)).toEqual(merged);

  // The merge of the other device can be undone while its message stands.
  await choose(other, first);
  await expect(other.getByRole('dialog')).toContainText('everything it contains is here already');
  await other.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await rate(other, 904, '5');
  const latest = await backUp(other);
  await choose(page, latest);
  await dialog.getByRole('button', { name: 'Merge them' }).click();
  await expect(page.getByText(/^Merged/)).toBeVisible();
  await undo(page);
  await expect(page.getByText('Undone: everything is as it was before')).toBeVisible();
  expect(await ratings(page)).toEqual(merged);
  await other.context().close();
});
