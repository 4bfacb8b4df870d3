import AxeBuilder from '@axe-core/playwright';
import { sparkFiles } from '../fixtures/spark-runs.ts';
import { expect, onboard, test } from './app.ts';

test('factors by Spark are chosen as files, rank For you, and are there after a reload', async ({ page }) => {
  await onboard(page, 1);
  await page.goto('/privacy');
  // Without titles, ids decide: MovieLens has movies of these ids.
  const files = [...sparkFiles('explicit')].map(([name, bytes]) => {
    const text = new TextDecoder().decode(bytes);
    const buffer =
      name === 'factors.json' ? JSON.stringify({ ...JSON.parse(text), titles: undefined }) : bytes;
    return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(buffer) };
  });
  await page.getByLabel('Import your ratings').first().setInputFiles(files);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading', { name: 'Spark’s factors are here' })).toBeFocused();
  await expect(dialog).toContainText(/4 hidden tastes, learned from the stars people gave\. \d+ of the/);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0].target}`)).toEqual([]);
  }
  await dialog.getByRole('button', { name: 'Close' }).first().click();
  await page.getByRole('link', { name: 'For you', exact: true }).click();
  await page
    .getByRole('button', { name: /Ordered by|by/ })
    .first()
    .click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Spark’s factors/ })
    .click();
  await expect(page.getByRole('button', { name: 'Ranked by Spark’s factors' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Ranked by Spark’s factors' })).toBeVisible();
});
