import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { syntheticArchive } from '../bench/synthetic-archive.ts';
import { expect, onboard, test } from './app.ts';

const EXPORT = [
  'Date,Name,Year,Letterboxd URI,Rating',
  '2013-01-05,In Bruges,2008,https://boxd.it/1,4.5',
  '2014-03-02,The Stolen Bicycles of Rome,1948,https://boxd.it/2,4',
  '2014-03-03,Emma,1996,https://boxd.it/3,3',
  '2014-03-04,War of the Worlds,2005,https://boxd.it/5,2',
  '2024-03-03,Film 3,2091,https://boxd.it/4,5',
  '',
].join('\r\n');
const RAINY = [
  'Letterboxd list export v7',
  'Date,Name,Tags,URL,Description',
  '2024-01-01,For a rainy night,,https://boxd.it/list,',
  '',
  'Position,Name,Year,URL,Description',
  '1,Fargo,1996,https://boxd.it/a,',
  '2,Heat,1995,https://boxd.it/b,',
  '',
].join('\r\n');

/** A made-up data set whose third movie is newer than all movies of the built-in one. */
function withNewerMovie(): Uint8Array {
  const files = unzipSync(syntheticArchive({ users: 60, movies: 150, ratings: 3000 }, 5));
  const change = ([name, bytes]: [string, Uint8Array]) =>
    [name, strToU8(strFromU8(bytes).replace(/Film 3 \(\d{4}\)/, 'Film 3 (2091)'))] as const;
  return zipSync(Object.fromEntries(Object.entries(files).map(change)));
}

const dialog = (page: Page) => page.getByRole('dialog');

/** Drops the whole export of a service, a zip, onto the page. */
async function dropExport(page: Page): Promise<void> {
  const bytes = [...zipSync({ 'ratings.csv': strToU8(EXPORT), 'lists/rainy.csv': strToU8(RAINY) })];
  const transfer = await page.evaluateHandle((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], 'letterboxd.zip'));
    return data;
  }, bytes);
  await page.getByRole('main').dispatchEvent('drop', { dataTransfer: transfer });
}

async function isSound(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0].target}`)).toEqual([]);
  }
}

test('@phone an import is mended by hand: a title gets its movie, one of two is chosen, a list is put to use; all of it is remembered', async ({
  page,
}) => {
  await onboard(page, 1);
  await dropExport(page);
  await expect(dialog(page).getByText('7 rows · 4 found')).toBeVisible();
  await dialog(page).getByText('Too rare for this data set').click();
  await dialog(page).getByRole('button', { name: 'Choose a film for The Stolen Bicycles of Rome' }).click();
  const field = dialog(page).getByRole('combobox', { name: 'Which film is The Stolen Bicycles of Rome?' });
  await field.fill('Bicycle Thieves');
  await expect(dialog(page).getByRole('option').first()).toContainText('Bicycle Thieves');
  await isSound(page);
  await field.press('Enter');
  await expect(dialog(page).getByText('Chosen by you')).toBeVisible();
  await expect(dialog(page).getByText('Too rare for this data set')).toHaveCount(0);
  await dialog(page).getByText('Which film is it?').click();
  await dialog(page)
    .getByRole('button', { name: /^War of the Worlds is War of the Worlds \(2005\), Action, Adventure/ })
    .click();
  await expect(dialog(page).getByText('Which film is it?')).toHaveCount(0);
  await dialog(page).getByText('Newer than this data set, which ends in').click();
  await expect(dialog(page).getByText('Film 3')).toBeVisible();
  const watchlist = dialog(page)
    .getByRole('group', { name: /^For a rainy night/ })
    .getByRole('button', { name: 'Watchlist' });
  await watchlist.click();
  await expect(watchlist).toHaveAttribute('aria-pressed', 'true');
  await expect(dialog(page).getByRole('listitem').filter({ hasText: 'for your watchlist' })).toHaveText(/^2/);
  await isSound(page);
  expect(
    await dialog(page).evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
  ).toBeLessThanOrEqual(0);
  await dialog(page).getByRole('button', { name: 'Add them' }).click();
  await expect(dialog(page)).toHaveCount(0);
  await page.goto('/ratings');
  await expect(page.getByRole('slider', { name: /^Your rating for (The )?Bicycle Thieves/ })).toHaveAttribute(
    'aria-valuetext',
    '4 stars',
  );
  await dropExport(page);
  await expect(dialog(page).locator('summary').filter({ hasText: 'Chosen by you' })).toContainText('2');
});

test('what was not found waits under My ratings, and is found by itself in another data set', async ({
  page,
}) => {
  await onboard(page, 1);
  await dropExport(page);
  await dialog(page).getByRole('button', { name: 'Add them' }).click();
  await expect(dialog(page)).toHaveCount(0);
  await page.goto('/ratings');
  const waiting = page.getByRole('region', { name: 'Waiting for a data set' });
  await expect(waiting.getByRole('listitem').filter({ hasText: 'Film 3' })).toContainText('5 stars');
  await isSound(page);
  await page.goto('/watchlist');
  await page.getByText('For a rainy night · 2 films').click();
  await expect(page.getByRole('link', { name: /Fargo/ })).toBeVisible();
  await page.goto('/privacy');
  await page.getByLabel('Use another data set').setInputFiles({
    name: 'made-up.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from(withNewerMovie()),
  });
  await dialog(page).getByRole('button', { name: 'Use it' }).click();
  await expect(page.getByText('made-up is in use now')).toBeVisible();
  await page.goto('/ratings');
  await expect(page.getByRole('slider', { name: 'Your rating for Film 3' })).toHaveAttribute(
    'aria-valuetext',
    '5 stars',
  );
  await expect(waiting.getByRole('listitem').filter({ hasText: 'Film 3' })).toHaveCount(0);
});

test('the columns of any table are said once, and remembered', async ({ page }) => {
  await onboard(page, 1);
  const table = 'Film;Seen on;Points\nFargo (1996);04.05.2019;8\nHeat (1995);24.05.2019;6\n';
  const drop = async (text: string) => {
    const transfer = await page.evaluateHandle((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'my films.csv'));
      return data;
    }, text);
    await page.getByRole('main').dispatchEvent('drop', { dataTransfer: transfer });
  };
  await drop(table);
  const form = dialog(page).getByRole('region', { name: 'What is in my films.csv?' });
  await expect(form.getByRole('combobox', { name: 'Title' })).toHaveValue('0');
  await expect(dialog(page).getByRole('listitem').filter({ hasText: 'seen without a rating' })).toHaveText(
    /^2/,
  );
  await form.getByRole('combobox', { name: 'Your rating' }).selectOption('points');
  await form.getByRole('combobox', { name: 'Best rating' }).selectOption('10');
  await expect(dialog(page).getByRole('listitem').filter({ hasText: 'new ratings' })).toHaveText(/^2/);
  await isSound(page);
  await dialog(page).getByRole('button', { name: 'Add them' }).click();
  await expect(dialog(page)).toHaveCount(0);
  await page.goto('/ratings');
  await expect(page.getByRole('slider', { name: 'Your rating for Fargo' })).toHaveAttribute(
    'aria-valuetext',
    '4 stars',
  );
  await drop(table.replace('Heat (1995)', 'Casino (1995)'));
  await expect(form.getByRole('combobox', { name: 'Best rating' })).toHaveValue('10');
  await expect(dialog(page).getByRole('listitem').filter({ hasText: 'new rating' })).toHaveText(/^1/);
});
