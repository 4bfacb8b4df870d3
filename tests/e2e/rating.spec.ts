import { cards, expect, onboard, rateByKey, recommendedIds, test, undo } from './app.ts';

test('a rating changes the list at once, removes its movie from it, and is undone', async ({ page }) => {
  await onboard(page, 2);
  await expect(page.getByText(/Because you rated/).first()).toBeVisible();
  const [first] = await recommendedIds(page);
  const card = cards(page).and(page.locator(`[data-movie="${first}"]`));
  await rateByKey(page, card.getByRole('slider'), '2');
  await expect(card).toHaveCount(0);
  await undo(page);
  await expect(card).toHaveCount(1);
});

test('half stars by mouse; the same star again removes the rating', async ({ page }) => {
  await onboard(page, 1);
  await page.goto('/movie/2571');
  const slider = page.getByRole('slider', { name: 'Your rating for The Matrix' });
  const presses = page.locator('.star-rating--large');
  const box = await presses.boundingBox();
  if (box === null) throw new Error('the rating control is not on the page');
  const at = (stars: number) => ({ position: { x: (box.width * (stars - 0.25)) / 5, y: box.height / 2 } });
  await presses.click(at(3.5));
  await expect(slider).toHaveAttribute('aria-valuetext', '3.5 stars');
  await presses.click(at(4));
  await expect(slider).toHaveAttribute('aria-valuetext', '4 stars');
  await presses.click(at(4));
  await expect(slider).toHaveAttribute('aria-valuetext', 'not rated');
});

test('by keyboard alone: search, open, rate, remove', async ({ page }) => {
  await onboard(page, 1);
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox', { name: 'Search films and people' })).toBeFocused();
  await page.keyboard.type('matrx the');
  await expect(page.getByRole('option').first()).toHaveAccessibleName(/^The Matrix\b/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/movie\/2571$/);
  const slider = page.getByRole('slider', { name: 'Your rating for The Matrix' });
  await rateByKey(page, slider, '9');
  await expect(slider).toHaveAttribute('aria-valuetext', '4.5 stars');
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', '5 stars');
  await page.keyboard.press('Delete');
  await expect(slider).toHaveAttribute('aria-valuetext', 'not rated');
});

test.describe(() => {
  test.use({ trains: true });
  test('a movie shows everyone’s ratings and what is like it, by genre and by taste', async ({ page }) => {
    await onboard(page, 1);
    await page.goto('/movie/260');
    await expect(page.getByRole('heading', { level: 1, name: /Star Wars/ })).toBeVisible();
    await expect(
      page.getByRole('region', { name: /^(Everyone’s ratings|Ratings in this sample)$/ }).getByRole('row'),
    ).toHaveCount(11);
    const byGenre = page.getByRole('region', { name: 'Films like this' }).getByRole('link');
    await expect(byGenre).toHaveCount(8);
    await expect(byGenre.filter({ hasText: 'Empire Strikes Back' })).toHaveCount(1);
    const byTaste = page.getByRole('region', { name: /people with your taste/i }).getByRole('link');
    await expect(byTaste).toHaveCount(8, { timeout: 60_000 });
  });
});
