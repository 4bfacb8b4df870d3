import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';

test.describe.configure({ timeout: 180_000 });

const row = (page: Page, name: string) =>
  page.getByRole('region', { name: /^Table of results/ }).getByRole('row', { name: new RegExp(`^${name}`) });
const status = (page: Page, name: string) => page.getByRole('heading', { level: 2, name, exact: true });

/** Switches on exactly these recommenders. */
async function choose(page: Page, ...names: string[]): Promise<void> {
  await expect(page.getByRole('form', { name: 'What to compare' })).toBeVisible();
  // Unchecking one may take away others: its own settings.
  const checked = page
    .getByRole('form', { name: 'What to compare' })
    .getByRole('group')
    .getByRole('checkbox', { checked: true });
  while ((await checked.count()) > 0) await checked.first().uncheck();
  for (const name of names) await page.getByRole('checkbox', { name: new RegExp(`^${name}`) }).check();
}

async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Run/ }).click();
}

const finished = (page: Page) => expect(status(page, 'Results')).toBeVisible({ timeout: 120_000 });

/** The exported JSON without the times it holds. */
async function exported(page: Page): Promise<{ readonly path: string; readonly content: unknown }> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Everything (JSON)' }).click();
  const path = await (await coming).path();
  const content = JSON.parse(readFileSync(path, 'utf8'), (key, value) => (key === 'seconds' ? null : value));
  return { path, content };
}

test('three recommenders are compared, exported, and repeated from the link with the same numbers', async ({
  page,
}) => {
  await page.goto('/lab');
  await choose(page, 'Most liked', 'Your genres', 'People like you');
  await page.getByRole('spinbutton', { name: /^Films in a list/ }).fill('5');
  await run(page);
  await finished(page);
  for (const name of ['Most liked', 'Your genres', 'People like you'])
    await expect(row(page, name).getByRole('cell').nth(1)).toHaveText(/^0\.\d{3}0\.\d{3}–0\.\d{3}$/);
  await expect(row(page, 'Your genres')).toContainText('clearly worse');
  await expect(page.getByText(/People like you comes out first: NDCG@5 0\.\d+/)).toBeVisible();
  for (const name of [
    /^How well they do/,
    'Accuracy against variety',
    /^Fair to occasional/,
    /^Fair to mainstream/,
  ])
    await expect(page.getByRole('region', { name }).locator('svg circle').first()).toBeVisible();
  const tenths = page.getByRole('region', { name: /^Does it only recommend/ });
  await tenths.getByText('The same as a table').click();
  await expect(tenths.getByRole('row', { name: /^People’s own films/ })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0].target}`)).toEqual([]);
  const first = await exported(page);

  // Sorts and compares by another measure.
  await page.getByLabel('Compare by').selectOption({ label: 'Little known (Novelty, bits)' });
  await expect(page.getByRole('columnheader', { name: /Novelty/ })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await expect(row(page, 'Most liked')).toContainText('clearly lower');

  // The results stay while the person looks at other pages.
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('link', { name: 'Data & privacy' }).first().click();
  await page.getByRole('link', { name: 'Lab', exact: true }).first().click();
  await expect(row(page, 'People like you')).toContainText('0.');

  await page.goto(String((first.content as { link: string }).link));
  await expect(page.getByRole('spinbutton', { name: /^Films in a list/ })).toHaveValue('5');
  await run(page);
  await finished(page);
  const second = await exported(page);
  expect(second.content).toEqual(first.content);

  await page.reload();
  await choose(page, 'Best rated');
  const load = page.getByLabel('Settings from a file');
  await load.setInputFiles({ name: 'other.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await expect(
    page.getByText('other.json was not saved by the Lab. Nothing was changed.').first(),
  ).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /^Best rated/ })).toBeChecked();
  await load.setInputFiles(second.path);
  await expect(page.getByRole('checkbox', { name: /^People like you/ })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: /^Best rated/ })).not.toBeChecked();
});

test('a run stops at once when it is cancelled, and what was measured stays', async ({ page }) => {
  await page.goto('/lab?of=popularity+ials+bayes&seed=3');
  await run(page);
  await expect(row(page, 'Most liked')).toContainText('0.', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(status(page, 'Cancelled')).toBeVisible({ timeout: 10_000 });
  await expect(row(page, 'Most liked')).toContainText('0.');
  await expect(row(page, 'Stars, Bayesian')).toContainText('not measured');
  // The next run does not wait for the one before.
  await page.getByRole('button', { name: 'Change' }).click();
  await choose(page, 'Most liked');
  await run(page);
  await finished(page);
});

test('by time, new people stand apart, and two saved runs are compared person by person', async ({
  page,
}) => {
  await page.goto('/lab?of=popularity+ease&split=time');
  await run(page);
  await finished(page);
  const who = page.getByRole('region', { name: 'Who is tested, and on what' });
  await expect(who).toContainText(/\d+ with ratings to learn from, \d+ new\./);
  await expect(who).toContainText('Every film that a person has not rated is ranked');
  await expect(who).toContainText(/A list in random order gets NDCG@10 0\.\d+/);
  const apart = page.getByRole('region', { name: /^People with ratings to learn from, and new/ });
  await apart.getByText('The same as a table').click();
  // Of new people EASE knows nothing: it is silent for every one of them, and popularity never is.
  const fresh = (await who.textContent())?.match(/(\d+) new\./)?.[1] ?? '';
  expect(Number(fresh)).toBeGreaterThan(0);
  await expect(
    apart
      .getByRole('row', { name: /^Film to film/ })
      .getByRole('cell')
      .nth(3),
  ).toHaveText(fresh);
  await expect(
    apart
      .getByRole('row', { name: /^Most liked/ })
      .getByRole('cell')
      .nth(3),
  ).toHaveText('0');

  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Each person (CSV)' }).click();
  const lines = readFileSync(await (await coming).path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(lines[0]).toContain('recommender,user,new,relevant,ndcg');
  const saved = await exported(page);

  const comparing = page.getByRole('region', { name: 'Compare two saved runs' });
  await comparing.getByLabel('First run').setInputFiles(saved.path);
  await comparing.getByLabel('Second run').setInputFiles(saved.path);
  await expect(comparing.getByRole('row', { name: /^Most liked Known people/ })).toContainText('0.000');
  await expect(comparing.getByRole('row', { name: /^Film to film New people/ })).toContainText('0.000');
  const other = { ...(saved.content as { settings: object }) };
  other.settings = { ...other.settings, seed: 7 };
  const buffer = Buffer.from(JSON.stringify(other));
  await comparing
    .getByLabel('Second run')
    .setInputFiles({ name: 'other.json', mimeType: 'application/json', buffer });
  await expect(comparing.getByRole('alert')).toContainText('the seeds differ');
});

test('@phone the Lab and its results fit', async ({ page }) => {
  await page.goto('/lab?of=popularity+bias&newcomers=20');
  await run(page);
  await finished(page);
  await expect(
    page
      .getByRole('region', { name: /^Newcomers/ })
      .locator('svg circle')
      .first(),
  ).toBeVisible();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});
