import { expect, test } from './app.ts';

test('all movies are found with a typo, filtered, sorted, and shown as posters or a list by their link', async ({
  page,
}) => {
  await page.goto('/explore');
  const movies = page.getByRole('list', { name: 'Films' }).locator('[data-movie]');
  await expect(page.getByText('9,061 films')).toBeVisible();
  await expect(movies.first()).toBeVisible();
  // Far down there are other movies, and only a few are on the page at a time.
  const first = await movies.first().getAttribute('data-movie');
  await page.evaluate(() => window.scrollTo(0, 60_000));
  await expect(movies.first()).not.toHaveAttribute('data-movie', first ?? '');
  expect(await movies.count()).toBeLessThan(100);

  await page.evaluate(() => window.scrollTo(0, 0));
  await page.getByLabel('Search titles').fill('matrx, the');
  await expect(movies).toHaveCount(3);
  await expect(page).toHaveURL(/q=matrx/);
  await page.getByRole('button', { name: 'List', exact: true }).click();
  await page.getByLabel('Sort by').selectOption('Newest');
  await expect(movies.last().getByRole('link')).toHaveAccessibleName(/^The Matrix/);
  await page.reload();
  await expect(movies.last().getByRole('link')).toHaveAccessibleName(/^The Matrix/);
  await page.getByLabel('Search titles').fill('matrxzz');
  await expect(page.getByText('No film fits.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(page.getByText('9,061 films')).toBeVisible();
  await expect(page.getByLabel('Search titles')).toHaveValue('');
});

test('@phone every page is reached from the footer', async ({ page }) => {
  await page.goto('/explore');
  await expect(page.locator('[data-movie]').first()).toBeVisible();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('link', { name: 'Data & privacy' }).click();
  await expect(page).toHaveURL(/privacy/);
  await expect(page.getByRole('link', { name: 'Data & privacy' })).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
