import { cards, expect, onboard, recommendedIds, test, undo } from './app.ts';

test('list settings and filters change the list at once, are stored, and are reset', async ({ page }) => {
  await onboard(page, 1);
  const before = await recommendedIds(page);
  await page.getByText('Shape this list').click();
  await page.getByLabel('Popular to niche').fill('0.8');
  await page.getByRole('button', { name: 'Horror', exact: true }).click();
  await expect(page.getByText('2 changes')).toBeVisible();
  await expect(page.getByText(/films are new/)).toBeVisible();
  await expect.poll(() => cards(page).locator('.movie-card__link').allInnerTexts()).toHaveLength(24);
  await page.reload();
  await expect(page.getByText('2 changes')).toBeVisible();
  expect(await recommendedIds(page)).not.toEqual(before);
  await page.getByText('Shape this list').click();
  await page.getByLabel('From').selectOption('1920s');
  await page.getByLabel('To', { exact: true }).selectOption('1920s');
  await page.getByLabel('Rated by at least').selectOption('10,000 people');
  await expect(page.getByText('No film fits these filters.')).toBeVisible();
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(cards(page)).toHaveCount(24);
  await expect(page.getByText(/\d changes?$/)).toHaveCount(0);
});

test('one movie goes to the watchlist, another is hidden, and both come back', async ({ page }) => {
  await onboard(page, 1);
  const ids = await recommendedIds(page);
  const card = (id: string | null | undefined) => page.locator(`[data-movie="${id}"]`);
  await card(ids[1])
    .getByRole('button', { name: /^Watchlist/ })
    .click();
  await expect(page.getByText(/is on your watchlist/)).toBeVisible();
  await card(ids[2])
    .getByRole('button', { name: /^Not interested/ })
    .click();
  await expect(card(ids[2])).toHaveCount(0);
  await undo(page);
  await expect(card(ids[2])).toHaveCount(1);
  await card(ids[2])
    .getByRole('button', { name: /^Seen it/ })
    .click();
  await expect(card(ids[2])).toHaveCount(0);

  await page.getByRole('link', { name: 'Watchlist', exact: true }).click();
  await page.reload();
  await expect(page.getByRole('list', { name: 'Films to watch' }).locator('[data-movie]')).toHaveCount(1);
  await expect(card(ids[1])).toHaveCount(1);
  await page.getByRole('button', { name: /^Bring back/ }).click();
  await expect(page.getByRole('heading', { name: 'No longer recommended' })).toHaveCount(0);
  await card(ids[1])
    .getByRole('button', { name: /^Watchlist/ })
    .click();
  await expect(page.getByText('Nothing on your watchlist yet.')).toBeVisible();
});
