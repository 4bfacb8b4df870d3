import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, onboard, test, undo } from './app.ts';

const LETTERBOXD = [
  'Date,Name,Year,Letterboxd URI,Rating',
  '2013-01-05,In Bruges,2008,https://boxd.it/1TKA,4.5',
  '2014-03-02,Amélie,2001,https://boxd.it/2aUc,4',
  '2014-03-03,"The Good, the Bad and the Ugly",1966,https://boxd.it/2a9s,5',
  '2020-02-02,A Film That Nobody Made,1998,https://boxd.it/xxxx,0.5',
  '',
].join('\r\n');

/** Drops files onto the page with a real DataTransfer, as a file manager does. */
async function drop(page: Page, files: Readonly<Record<string, string>>, meanwhile?: () => Promise<void>) {
  const transfer = await page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const [name, text] of Object.entries(files)) data.items.add(new File([text], name));
    return data;
  }, files);
  const main = page.getByRole('main');
  await main.dispatchEvent('dragenter', { dataTransfer: transfer });
  await main.dispatchEvent('dragover', { dataTransfer: transfer });
  await meanwhile?.();
  await main.dispatchEvent('drop', { dataTransfer: transfer });
}

const dialog = (page: Page) => page.getByRole('dialog');
const rated = (page: Page, title: string) => page.getByRole('slider', { name: `Your rating for ${title}` });

async function isSound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0].target}`)).toEqual([]);
}

test('ratings of Letterboxd are dropped onto For you, reviewed, added and undone', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await onboard(page, 1);
  // Where the last press was, a card now lies, and would show its details.
  await page.mouse.move(0, 0);
  await drop(page, { 'ratings.csv': LETTERBOXD }, async () => {
    await expect(page.getByText('Drop it anywhere')).toBeVisible();
    await isSound(page);
  });
  await expect(page.getByText('Drop it anywhere')).toHaveCount(0);
  await expect(dialog(page).getByRole('heading', { name: 'From Letterboxd' })).toBeFocused();
  await expect(dialog(page).getByRole('listitem').filter({ hasText: 'new ratings' })).toHaveText(/^3/);
  await dialog(page).getByText('Too rare for this data set').click();
  await expect(dialog(page).getByText('A Film That Nobody Made')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await isSound(page);
  }
  await dialog(page).getByRole('button', { name: 'Add them' }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByText('Added: 3 ratings')).toBeVisible();

  await page.getByRole('link', { name: 'My ratings' }).click();
  await expect(page.getByText('4 films rated')).toBeVisible();
  await expect(rated(page, 'In Bruges')).toHaveAttribute('aria-valuetext', '4.5 stars');
  await expect(rated(page, 'Amelie')).toHaveAttribute('aria-valuetext', '4 stars');
  await undo(page);
  await expect(page.getByText('1 film rated')).toBeVisible();
  await page.reload();
  await expect(page.getByText('1 film rated')).toBeVisible();
});

test('a file that is no export is refused and changes nothing', async ({ page }) => {
  await onboard(page, 1);
  await drop(page, { 'ratings.json': '[{"rated_at": "2014-' });
  await expect(dialog(page).getByRole('heading', { name: 'This cannot be imported' })).toBeVisible();
  await expect(dialog(page)).toContainText('ratings.json is damaged');
  await isSound(page);
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await page.goto('/privacy');
  const chooser = page.waitForEvent('filechooser');
  await page.getByText('Import your ratings').click();
  await (await chooser).setFiles({
    name: 'people.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Dear diary\nnothing to see\n'),
  });
  await expect(dialog(page)).toContainText('people.txt is not a table');
  await expect(dialog(page)).toContainText('Matinee reads exports of Letterboxd');
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await page.goto('/ratings');
  await expect(page.getByText('1 film rated')).toBeVisible();
});

test('a back-up restores everything after everything was deleted', async ({ page }) => {
  await onboard(page, 3);
  await page.goto('/movie/904');
  await page.getByRole('button', { name: 'Watchlist: Rear Window' }).click();
  await page.goto('/privacy');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download a back-up' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^matinee-backup-.*\.json$/);
  const text = readFileSync(await download.path(), 'utf8');

  await page.getByRole('button', { name: 'Forget everything' }).click();
  await dialog(page).getByRole('button', { name: 'Forget everything' }).click();
  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(page.getByRole('heading', { name: 'What do you like to watch?' })).toBeVisible();
  await expect(page.getByText('None picked yet')).toBeVisible();

  await drop(page, { 'backup.json': text });
  await expect(dialog(page).getByRole('heading', { name: 'From your back-up' })).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Add them' }).click();
  // The page does not ask the questions of a first visit again.
  await expect(page.getByRole('heading', { level: 1, name: 'For you' })).toBeVisible();
  await page.goto('/ratings');
  await expect(page.getByText('3 films rated')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Thriller/, pressed: true })).toBeVisible();
  await page.goto('/watchlist');
  await expect(page.getByText('1 film to watch')).toBeVisible();
});

test('@phone the review of an import fits', async ({ page }) => {
  await page.goto('/welcome');
  await expect(page.getByText('Import your ratings')).toBeVisible();
  await drop(page, { 'ratings.csv': LETTERBOXD });
  await expect(dialog(page).getByRole('button', { name: 'Add them' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(await dialog(page).evaluate(({ scrollWidth }) => scrollWidth)).toBeLessThanOrEqual(390);
  await isSound(page);
});
