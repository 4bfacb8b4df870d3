import AxeBuilder from '@axe-core/playwright';
import { writeMadeUpZip } from '../bench/made-up-zip.ts';
import { cards, expect, onboard, test } from './app.ts';

test('of a data set that is too large for the device the part that fits is used, and the page says what was left out', async ({
  page,
}, testInfo) => {
  test.setTimeout(120_000);
  // A device that holds 100,000 ratings.
  await page.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => 0.25 }),
  );
  const path = testInfo.outputPath('large.zip');
  await writeMadeUpZip(path, { users: 1500, movies: 4000, ratings: 200_000 }, 3);
  await onboard(page, 3);
  await page.goto('/privacy');
  await page.getByLabel('Use another data set').setInputFiles(path);
  const dialog = page.getByRole('dialog', { name: 'Use large?' });
  const parts = dialog.getByRole('group', { name: 'How much of it?' });
  await expect(parts).toContainText('about 0.25 GB of memory: about 100,000 ratings fit');
  await expect(parts.getByRole('radio')).toHaveCount(3);
  await expect(parts.getByRole('radio', { name: /^What fits: about 100,000 ratings/ })).toBeChecked();
  await expect(parts.getByRole('radio', { name: /^All 200,000 ratings/ })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0].target}`)).toEqual([]);
  await parts.getByRole('radio', { name: /^A tenth: about 20,000 ratings by 150 people/ }).check();
  await dialog.getByRole('button', { name: 'Use it' }).click();

  await expect(page.getByText('large (a part) is in use now')).toBeVisible({ timeout: 60_000 });
  const ratings = page
    .locator('.fact-list__fact')
    .filter({ has: page.getByText('Ratings', { exact: true }) })
    .locator('dd');
  await expect(ratings.first()).toHaveText(/^(19,9\d\d|20,000)$/);
  await expect(page.getByText(/^Ratings left out by your choice.*180,\d{3} lines$/)).toBeVisible();
  await page.goto('/');
  await expect(cards(page).first()).toBeVisible({ timeout: 60_000 });

  // The whole of it is still there to be used.
  await page.goto('/privacy');
  await page.getByLabel('Use another data set').setInputFiles(path);
  await parts.getByRole('radio', { name: /^All/ }).check();
  await dialog.getByRole('button', { name: 'Use it' }).click();
  await expect(ratings.first()).toHaveText('200,000', { timeout: 60_000 });
});
