import { expect, test } from './app.ts';

test('all movies are found with a typo, filtered, sorted, and shown as posters or a list by their link', async ({
  page,
}) => {
  await page.goto('/explore');
  const movies = page.getByRole('list', { name: 'Films' }).locator('[data-movie]');
  await expect(page.getByText('18,156 films')).toBeVisible();
  await expect(movies.first()).toBeVisible();
  // Far down there are other movies, and only a few are on the page at a time.
  const first = await movies.first().getAttribute('data-movie');
  await page.evaluate(() => window.scrollTo(0, 60_000));
  await expect(movies.first()).not.toHaveAttribute('data-movie', first ?? '');
  expect(await movies.count()).toBeLessThan(100);

  await page.evaluate(() => window.scrollTo(0, 0));
  await page.getByLabel('Search titles and people').fill('matrx, the');
  await expect(movies).toHaveCount(6);
  await expect(page).toHaveURL(/q=matrx/);
  await page.getByRole('button', { name: 'List', exact: true }).click();
  await page.getByLabel('Sort by').selectOption('Newest');
  await expect(movies.last().getByRole('link')).toHaveAccessibleName(/^The Matrix/);
  await page.reload();
  await expect(movies.last().getByRole('link')).toHaveAccessibleName(/^The Matrix/);
  await page.getByLabel('Search titles and people').fill('matrxzz');
  await expect(page.getByText('No film fits all of these.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(page.getByText('18,156 films')).toBeVisible();
  await expect(page.getByLabel('Search titles and people')).toHaveValue('');
});

test('a director is found despite a typo, and their movies are filtered by what is known of them', async ({
  page,
}) => {
  await page.goto('/explore');
  const movies = page.getByRole('list', { name: 'Films' }).locator('[data-movie]');
  await expect(movies.first()).toBeVisible();
  await page.getByLabel('Search titles and people').fill('bergmann');
  await page
    .getByRole('list', { name: 'People' })
    .getByRole('link', { name: /^Ingmar Bergman/ })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ingmar Bergman' })).toBeVisible();
  await expect(page.getByText(/^Director, \d+ films/)).toBeVisible();
  await page.getByRole('button', { name: 'As director' }).click();
  await page.getByText('Filters', { exact: true }).click();
  await page.getByLabel('Runs at most').selectOption('1 h 30 min');
  await page.getByLabel('Original language').selectOption('sv');
  await page.getByLabel('Sort by').selectOption('Newest');
  const found = page.getByRole('status').filter({ hasText: /^\d+ films$/ });
  await expect(found).toBeVisible();
  await expect(movies.last().getByRole('link').first()).toHaveAccessibleName(/./);
  const [count, first] = [await found.innerText(), await movies.first().getAttribute('data-movie')];
  expect(new URL(page.url()).searchParams.get('runtime')).toBe('-90');
  await page.reload();
  await expect(found).toHaveText(count);
  await expect(movies.first()).toHaveAttribute('data-movie', first ?? '');
  const chips = page.getByRole('list', { name: 'Filters that are on' });
  await chips.getByRole('button', { name: 'Remove: In Swedish' }).click();
  await expect(chips.getByRole('button')).toHaveText(['At most 1 h 30 min', 'Clear all']);
});

test('the search in the bar leads to a person', async ({ page }) => {
  await page.goto('/explore');
  await expect(page.locator('[data-movie]').first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Search films and people' }).fill('denis vilneuve');
  await expect(page.getByRole('option', { name: /^Denis Villeneuve/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/person=Denis%20Villeneuve|person=Denis\+Villeneuve/);
  await expect(page.getByRole('heading', { level: 1, name: 'Denis Villeneuve' })).toBeVisible();
});

test('the field of the search is another one after each search', async ({ page }) => {
  await page.goto('/explore');
  const box = page.getByRole('combobox', { name: 'Search films and people' });
  await box.fill('heat');
  const before = await box.elementHandle();
  await box.blur();
  const isSame = () => box.evaluate((now, was) => now === was, before);
  // It holds the text, as somebody may come back to it.
  expect(await isSame()).toBe(true);
  await box.fill('');
  await box.blur();
  // What the browser keeps of each search, to undo it, goes with the field.
  await expect.poll(isSame).toBe(false);
  await box.fill('heat');
  await expect(box).toHaveValue('heat');
  await expect(box).toBeFocused();
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
