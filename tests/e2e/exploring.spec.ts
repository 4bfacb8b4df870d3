import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, onboard, test } from './app.ts';

test.describe.configure({ timeout: 180_000 });

const panel = (page: Page) => page.getByRole('region', { name: 'Exploring, simulated' });
const field = (page: Page, name: RegExp) => panel(page).getByRole('spinbutton', { name });

/** Simulates few people and few movies: training takes most of the time. */
async function simulate(page: Page): Promise<void> {
  await page.goto('/lab');
  await field(page, /^People/).fill('12');
  await field(page, /^Films for each/).fill('8');
  await panel(page).getByRole('button', { name: 'Simulate' }).click();
  await expect(panel(page).getByText(/^Exploring (does not pay|pays)/)).toBeVisible({ timeout: 150_000 });
}

test('the Lab simulates exploring: in words, as a table, as charts and as a file', async ({ page }) => {
  await page.goto('/lab');
  await field(page, /^People/).fill('3');
  await expect(panel(page).getByText('Must be a whole number from 10 to 300.')).toBeVisible();
  await expect(panel(page).getByRole('button', { name: 'Simulate' })).toBeDisabled();
  // It can be stopped in the middle of the training.
  await field(page, /^People/).fill('12');
  await panel(page).getByRole('button', { name: 'Simulate' }).click();
  await expect(panel(page).getByText(/sweep \d+ of \d+/)).toBeVisible({ timeout: 60_000 });
  await panel(page).getByRole('button', { name: 'Stop' }).click();
  await expect(panel(page).getByText('Stopped. There is no result.')).toBeVisible({ timeout: 10_000 });

  await simulate(page);
  const table = panel(page).getByRole('table', { name: 'Exploring, simulated' });
  for (const name of ['Random', 'Greedy', 'Epsilon-greedy', 'LinUCB', 'Thompson'])
    await expect(table.getByRole('row', { name: new RegExp(`^${name}`) })).toHaveText(
      new RegExp(`${name}.*\\d\\.\\d\\d.*\\d\\.\\d{3}`),
    );
  await expect(panel(page).locator('svg polyline')).toHaveCount(10);
  const earned = page.getByRole('region', { name: 'What it earns: films liked' });
  await earned.getByText('The same as a table').click();
  await expect(earned.getByRole('columnheader', { name: 'After 8' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0].target}`)).toEqual([]);

  const coming = page.waitForEvent('download');
  await panel(page).getByRole('button', { name: 'Table (CSV)' }).click();
  const lines = readFileSync(await (await coming).path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(lines).toHaveLength(1 + 5 * 9);
  expect(lines[1]).toMatch(/^random,0,0,\d\.\d+,12,8,1,/);

  // The result stays while the person looks at other pages.
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('link', { name: 'Data & privacy' }).first().click();
  await page.getByRole('link', { name: 'Lab', exact: true }).first().click();
  await expect(panel(page).getByText(/^Exploring (does not pay|pays)/)).toBeVisible();
});

test('@phone the simulation fits a phone', async ({ page }) => {
  await simulate(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  const { violations } = await new AxeBuilder({ page }).include('.exploring').analyze();
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0].target}`)).toEqual([]);
});

test.describe('with rows', () => {
  test.use({ rows: true });

  test('“Something different” is drawn once the thorough model is trained', async ({ page }) => {
    await onboard(page, 4);
    const row = page.getByRole('region', { name: 'Something different' });
    const reached = async () => {
      if (!(await row.isVisible())) await page.mouse.wheel(0, 600);
      return row.isVisible();
    };
    await expect.poll(reached, { intervals: [150], timeout: 90_000 }).toBe(true);
    await expect(row).toContainText('in the order of your list until the thorough model is trained');

    await page.goto('/training');
    await page.getByRole('radio', { name: /Bayesian/ }).check();
    await page.getByLabel(/Gibbs sweeps/).fill('8');
    await page.getByLabel(/burn-in/).fill('3');
    await page.getByRole('button', { name: 'Start with these settings' }).click();
    await expect(page.getByRole('heading', { level: 2, name: /^Done/ })).toBeVisible({ timeout: 90_000 });

    await page.goto('/');
    await expect.poll(reached, { intervals: [150], timeout: 90_000 }).toBe(true);
    await expect(row).toContainText('drawn at random: the better a film may turn out for you, the likelier');
    await expect(row.getByRole('link')).not.toHaveCount(0);
  });
});
