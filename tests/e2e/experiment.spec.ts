import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { allFitted, cards, expect, onboard, rateByKey, test } from './app.ts';

test.use({ rows: true });

/** The first number of each side in a row of the results. */
async function row(page: Page, name: string): Promise<[number, number]> {
  const cells = page.getByRole('row', { name: new RegExp(`^${name}`) }).getByRole('cell');
  const [a, b] = await cells.allInnerTexts();
  return [Number.parseInt(a, 10), Number.parseInt(b, 10)];
}
const both = async (page: Page, name: string) => {
  const [a, b] = await row(page, name);
  return a + b;
};

test('an experiment interleaves two recommenders, records what is seen and chosen, and survives a reload', async ({
  page,
}) => {
  test.slow();
  await onboard(page, 3);
  // A new list does not count what was not on the screen for long enough.
  await allFitted(page);
  await page.getByRole('button', { name: /^Ranked by/ }).click();
  await page.getByRole('link', { name: /a live experiment/ }).click();
  await page.getByLabel('Second recommender').selectOption('Matinee’s mix');
  await expect(page.getByRole('button', { name: 'Start the experiment' })).toBeDisabled();
  await page.getByLabel('Second recommender').selectOption('People like you');
  await page.getByRole('button', { name: 'Start the experiment' }).click();
  await expect(page.getByRole('heading', { name: 'Not enough data yet' })).toBeVisible();
  expect(await both(page, 'Films shown')).toBe(0);

  await page.getByRole('link', { name: 'Go to For you' }).click();
  await expect(page.getByText('An experiment is running')).toBeVisible();
  await expect(page.getByText('Why this?')).toHaveCount(0);
  // Only what stays on the screen long enough is seen; what lies far below is not.
  await expect(cards(page)).toHaveCount(24);
  await page.waitForTimeout(1500);
  await page.getByRole('link', { name: 'Results' }).click();
  await expect.poll(() => both(page, 'Films shown')).toBeGreaterThan(3);
  expect(await both(page, 'Films shown')).toBeLessThan(24);
  expect(await both(page, 'Opened')).toBe(0);
  await expect(page.getByText(/0 lists are decided, 0 are ties, and in 1 you chose nothing/)).toBeVisible();

  await page.goBack();
  await cards(page).first().getByRole('link').click();
  await expect(page).toHaveURL(/\/movie\/\d+/);
  await page.goBack();
  await rateByKey(page, cards(page).nth(2).getByRole('slider'), '0');
  await expect(page.getByText(/: 5 stars/)).toBeVisible();
  await page.goto('/experiment');
  await expect.poll(() => both(page, 'Opened')).toBe(1);
  await expect.poll(() => both(page, 'Liked or saved')).toBe(1);
  await expect(page.getByText(/About (29|30) more decided lists are needed/)).toBeVisible();
  const shown = await row(page, 'Films shown');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0].target}`)).toEqual([]);

  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: /\(CSV\)/ }).click();
  const table = await readFile(await (await saved).path(), 'utf8');
  expect(table.trim().split('\r\n')).toHaveLength(1 + shown[0] + shown[1]);
  expect(table).toMatch(/,(hybrid|userKnn),true,false,false/);

  await page.getByRole('button', { name: 'Stop the experiment' }).click();
  await expect(page.getByRole('button', { name: 'Start the experiment' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Matinee’s mix against People like you' })).toBeVisible();
  expect(await row(page, 'Films shown')).toEqual(shown);
  await page.goto('/');
  await expect(page.getByRole('button', { name: /^Ranked by/ })).toBeVisible();
  await expect(page.getByText('An experiment is running')).toHaveCount(0);
});
