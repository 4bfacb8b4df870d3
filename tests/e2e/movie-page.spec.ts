import { expect, test } from './app.ts';

/** Heat: it has a description, running time, director and cast. */
const HEAT = '/movie/6';

test('a movie tells what it is about, asks no other site before a press, and leads to its director’s movies', async ({
  page,
  context,
  baseURL,
}) => {
  const asked: string[] = [];
  context.on('request', (request) => asked.push(new URL(request.url()).origin));
  await page.goto(HEAT);
  await expect(page.getByText(/conflict between an LAPD detective and a career criminal/)).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText('2 h 50 min', { exact: true })).toBeVisible();
  const elsewhere = page.getByRole('region', { name: 'Elsewhere' }).getByRole('link');
  await expect(elsewhere).toHaveCount(5);
  // Neither the sight of the links nor resting on them asks anybody.
  for (const link of await elsewhere.all()) {
    await link.hover();
    await link.focus();
    await expect(link).toHaveAttribute('rel', 'noreferrer noopener');
  }
  await page.waitForTimeout(500);
  expect(new Set(asked)).toEqual(new Set([new URL(baseURL ?? '').origin]));

  await page.getByRole('link', { name: 'Michael Mann' }).click();
  await expect(page).toHaveURL(/\/explore\?person=Michael(%20|\+)Mann$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Michael Mann' })).toBeVisible();
});

test('the details of a card open for the keyboard and describe its link', async ({ page }) => {
  await page.goto('/explore');
  const link = page.locator('.movie-card__link').first();
  await expect(link).toBeVisible();
  await page.getByLabel('Sort by').focus();
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(page.locator('.movie-card__link:focus')).toHaveCount(1, { timeout: 100 });
  }).toPass();
  const details = page.getByRole('tooltip');
  await expect(details).toBeVisible();
  const focused = page.locator('.movie-card__link:focus');
  const before = await focused.boundingBox();
  expect(await focused.getAttribute('aria-describedby')).toBe(await details.getAttribute('id'));
  await page.keyboard.press('Escape');
  await expect(details).toHaveCount(0);
  expect(await focused.boundingBox()).toEqual(before);
});
