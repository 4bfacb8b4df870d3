import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from './app.ts';

/** The built-in data set, parsed here without the code under test. */
function builtIn() {
  const files = unzipSync(readFileSync('public/datasets/matinee-films.zip'));
  const linesOf = (file: string) => {
    const name = Object.keys(files).find((path) => path.endsWith(file));
    if (name === undefined) throw new Error(`There is no ${file} in the archive.`);
    return strFromU8(files[name]).trim().split(/\r?\n/).slice(1);
  };
  const rows = linesOf('/ratings.csv').map((line) => line.split(',').map(Number));
  const countBy = (column: (row: number[]) => number) => {
    const counts = new Map<number, number>();
    for (const row of rows) counts.set(column(row), (counts.get(column(row)) ?? 0) + 1);
    return counts;
  };
  return {
    users: countBy(([user]) => user),
    /** Movies with ratings. */
    movies: countBy(([, movie]) => movie),
    listed: linesOf('/movies.csv').length,
    stars: countBy(([, , stars]) => stars),
    years: countBy(([, , , time]) => new Date(time * 1000).getUTCFullYear()),
    rows,
  };
}

const asShown = (n: number) => n.toLocaleString('en');
const cells = (page: Page, region: string) => page.getByRole('region', { name: region }).getByRole('table');

test('the overview of the data matches the archive, and its tables are sorted by keys', async ({ page }) => {
  const data = builtIn();
  await page.goto('/privacy');
  const movies = page.getByRole('region', { name: 'Every film' });
  await expect(movies).toBeVisible();
  const empty = 1 - data.rows.length / (data.users.size * data.listed);
  await expect(page.getByText(/are unknown\. Filling those in/)).toContainText(
    `${(100 * empty).toFixed(1)}%`,
  );

  for (const [stars, count] of data.stars)
    await expect(
      cells(page, 'How everyone rates').getByRole('row', { name: `${stars} ${asShown(count)}`, exact: true }),
    ).toHaveCount(1);

  await page.getByRole('region', { name: 'Ratings over time' }).getByText('As a table').click();
  for (const [year, count] of data.years)
    await expect(
      cells(page, 'Ratings over time').getByRole('row', { name: `${year} ${asShown(count)}`, exact: true }),
    ).toBeVisible();

  const once = [...data.movies.values()].filter((count) => count === 1).length;
  await page.getByRole('region', { name: 'How often films are rated' }).getByText('As a table').click();
  await expect(
    cells(page, 'How often films are rated').getByRole('row', { name: `1 ${asShown(once)}`, exact: true }),
  ).toBeVisible();

  // The most active user, and by keys the one with the lowest mean.
  const people = page.getByRole('region', { name: 'Every person' });
  const [most, howMany] = [...data.users].reduce((best, one) => (one[1] > best[1] ? one : best));
  await expect(people.getByRole('row').nth(1)).toContainText(`Person ${most}${asShown(howMany)}`);
  await people.getByRole('button', { name: 'Mean' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(people.getByRole('columnheader', { name: 'Mean' })).toHaveAttribute('aria-sort', 'ascending');
  const means = [...data.users].map(([user, count]) => {
    const own = data.rows.filter((row) => row[0] === user);
    return { user, mean: own.reduce((sum, row) => sum + row[2], 0) / count };
  });
  const harsh = means.reduce((low, one) => (one.mean < low.mean ? one : low));
  await expect(people.getByRole('row').nth(1)).toContainText(`Person ${harsh.user}`);
  await expect(people.getByRole('row').nth(1)).toContainText(harsh.mean.toFixed(2));
  await people.getByRole('button', { name: '40 more' }).click();
  await expect(people.getByRole('row')).toHaveCount(49);

  await page.getByText('People who rate faster than one can read ·').click();
  const second = page
    .getByRole('region', { name: 'What looks odd' })
    .getByRole('link', { name: 'Person 73' });
  await expect(second).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0].target}`)).toEqual([]);
  }
  await second.click();
  await expect(page).toHaveURL(/\/users\/73$/);
});

test('@phone the overview of the data fits', async ({ page }) => {
  await page.goto('/privacy');
  await expect(page.getByRole('region', { name: 'Every film' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
