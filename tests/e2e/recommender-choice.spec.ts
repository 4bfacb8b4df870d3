import { cards, expect, onboard, recommendedIds, test } from './app.ts';

test('another recommender orders the list with reasons of its own, is stored, and is compared with the mix', async ({
  page,
}) => {
  test.slow();
  await onboard(page, 2);
  const mix = await recommendedIds(page);
  const rankedBy = page.getByRole('button', { name: /^Ranked by/ });
  const chooser = page.getByRole('dialog', { name: 'What orders your list?' });
  await expect(rankedBy).toHaveText(/Matinee’s mix/);

  // By keyboard: the menu opens on the recommender in use and closes without a change.
  await rankedBy.focus();
  await page.keyboard.press('Enter');
  await expect(chooser.getByRole('button', { pressed: true })).toHaveText(/^Matinee’s mix/);
  await expect(chooser.getByRole('button', { name: /^(?!Close)/ })).toHaveCount(20);
  await page.keyboard.press('Escape');
  await expect(rankedBy).toBeFocused();

  await rankedBy.click();
  await chooser.getByRole('button', { name: /^People like you/ }).click();
  await expect(rankedBy).toHaveText(/People like you/);
  await expect(cards(page).first()).toContainText(/Liked by \d+ of the \d+ people most like you/);
  expect(await recommendedIds(page)).not.toEqual(mix);

  // A recommender that has to be trained first takes over when it is ready.
  await rankedBy.click();
  await chooser.getByRole('button', { name: /^Stars, least squares/ }).click();
  await expect(rankedBy).toHaveText(/Stars, least squares/, { timeout: 60_000 });
  await expect(cards(page).first()).toContainText(/Least squares expects \d\.\d stars from you/);
  const byStars = await recommendedIds(page);
  await page.reload();
  await expect(rankedBy).toHaveText(/Stars, least squares/);
  expect(await recommendedIds(page)).toEqual(byStars);

  await rankedBy.click();
  await chooser.getByRole('link', { name: 'Compare two lists' }).click();
  const side = (name: string) => page.getByRole('list', { name, exact: true }).getByRole('listitem');
  await expect(side('Stars, least squares').getByRole('link')).toHaveCount(20);
  await expect(side('Most liked').getByRole('link')).toHaveCount(20);
  await page.getByRole('combobox', { name: 'First list' }).selectOption('Matinee’s mix');
  await expect(page).toHaveURL(/a=hybrid&b=popularity/);
  await expect(side('Matinee’s mix').getByRole('link')).toHaveCount(20);
  const both = await side('Matinee’s mix').filter({ hasText: 'also no.' }).count();
  expect(both).toBeGreaterThan(0);
  expect(await side('Most liked').filter({ hasText: 'also no.' }).count()).toBe(both);
  await expect(page.getByText(`${both} of 20 films are in both lists.`)).toBeVisible();
  await page.getByRole('button', { name: 'Rank For you by this' }).first().click();
  await expect(page.getByRole('button', { name: 'Ranks For you now' })).toBeVisible();
});

for (const width of [1280, 390]) {
  test(`what is learned in the background moves nothing on a page ${width} pixels wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await onboard(page, 1);
    const learning = page.getByText(/^Learning “/);
    await expect(learning).toBeVisible({ timeout: 60_000 });
    const { withIt, withoutIt } = await learning.evaluate((line: HTMLElement) => {
      const top = () => document.querySelector('.carousel, .movie-grid')?.getBoundingClientRect().top;
      const before = top();
      line.style.display = 'none';
      return { withIt: before, withoutIt: top() };
    });
    expect(withIt).toBeGreaterThan(0);
    expect(withIt).toBe(withoutIt);
  });
}
