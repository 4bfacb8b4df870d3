import { cards, expect, onboard, pickGenres, recommendedIds, test } from './app.ts';

test('from empty storage to recommendations with true reasons', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/welcome/);
  await expect(page.getByText(/stays on this device/i).first()).toBeVisible();
  await pickGenres(page, 'Horror', 'Thriller', 'Mystery');
  const aside = page.getByRole('complementary', { name: 'Your picks so far' });
  await expect(aside.locator('[data-movie], a[href*="/movie/"]').first()).toBeVisible();

  await page.getByRole('button', { name: 'Next: rate a few films' }).click();
  const unseen = page.getByRole('button', { name: /^Haven’t seen/ }).first();
  const name = (await unseen.getAttribute('aria-label')) ?? (await unseen.textContent()) ?? '';
  await unseen.click();
  await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);

  await page.getByRole('button', { name: 'Skip to the picks' }).click();
  await expect(cards(page).first()).toBeVisible();
  const reasons = page.getByText(/Matches your (Horror|Thriller|Mystery)/);
  await expect(reasons.first()).toBeVisible();
});

test.describe(() => {
  test.use({ trains: true });
  test('recommends while training still runs, and shows predicted stars after it', async ({ page }) => {
    await onboard(page, 2);
    await expect(
      cards(page)
        .first()
        .getByText(/^\d\.\d$/)
        .first(),
    ).toBeVisible({ timeout: 120_000 });
    await expect(page.getByText(/Because you rated/).first()).toBeVisible({ timeout: 120_000 });
  });
});

test('every reason that names a movie names one that was rated', async ({ page }) => {
  await onboard(page, 3);
  await page.getByRole('link', { name: 'My ratings' }).first().click();
  await expect(page.getByRole('main').getByRole('slider')).toHaveCount(3);
  const rated = await page
    .getByRole('main')
    .getByRole('slider')
    .evaluateAll((all) =>
      all.map((one) => (one.getAttribute('aria-label') ?? '').replace('Your rating for ', '')),
    );
  expect(rated).toHaveLength(3);
  await page.goBack();
  await expect(page.getByText(/^Because you rated/).first()).toBeVisible();
  const reasons = await page.getByText(/^(Because you rated|Lifted by your)/).allTextContents();
  expect(reasons.length).toBeGreaterThan(0);
  for (const reason of reasons) expect(rated.some((title) => reason.includes(title))).toBe(true);
});

test('@phone onboarding fits a phone', async ({ page }) => {
  await onboard(page, 2);
  expect((await recommendedIds(page)).length).toBeGreaterThan(5);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});
