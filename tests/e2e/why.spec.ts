import type { Locator } from '@playwright/test';
import { cards, expect, onboard, recommendedIds, test } from './app.ts';

/** The numbers at the ends of a table's lines, and the total below them. */
async function linesAndTotal(table: Locator): Promise<{ lines: number[]; total: number }> {
  const texts = await table.locator('tr > td:last-child').allInnerTexts();
  const numbers = texts.filter((text) => /\d/.test(text)).map((text) => Number(text.replace('−', '-')));
  return { lines: numbers.slice(0, -1), total: numbers[numbers.length - 1] };
}

test('why a movie is recommended, as sums that hold; what would change without one rating', async ({
  page,
}) => {
  await onboard(page, 3);
  const open = cards(page)
    .first()
    .getByRole('button', { name: /^Why this/ });
  const panel = page.getByRole('dialog', { name: /^Why / });
  await open.click();
  // Implicit ALS is fitted last; the order of the list does not change after it.
  await expect(panel.getByRole('button', { name: 'People with your taste' })).toBeVisible({
    timeout: 60_000,
  });
  await page.keyboard.press('Escape');
  await open.click();
  await expect(panel.getByText(/^Place \d+ of 1\d,\d+ films/)).toBeVisible();
  for (const name of ['What speaks for it', 'What your ratings do']) {
    const { lines, total } = await linesAndTotal(panel.getByRole('table', { name }));
    expect(lines.length).toBeGreaterThanOrEqual(4);
    // Rounding moves each term by at most half a hundredth.
    expect(Math.abs(lines.reduce((sum, line) => sum + line, 0) - total)).toBeLessThan(0.005 * 7);
  }

  const before = await recommendedIds(page);
  await panel
    .getByRole('button', { name: /^What if I had not rated/ })
    .first()
    .click();
  await expect(panel.getByText(/^Without your 5 stars for .* it would (be|stay) at place/)).toBeVisible();
  const compared = panel.getByRole('table', { name: /^Your ten best/ });
  await expect(compared.getByRole('row')).toHaveCount(11);
  await expect(compared.getByText('rated now')).toHaveCount(1);

  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(open).toBeFocused();
  expect(await recommendedIds(page)).toEqual(before);
  await page.getByRole('link', { name: 'My ratings' }).click();
  await expect(page.getByText('3 films rated')).toBeVisible();
  await page
    .getByRole('button', { name: /^What did my rating of/ })
    .first()
    .click();
  await expect(page.getByRole('dialog').getByRole('row')).toHaveCount(11);
});

test('another user: the list from their earlier ratings beside what they rated later', async ({ page }) => {
  await onboard(page, 1);
  await page.goto('/privacy');
  await page.getByRole('link', { name: 'Be another user' }).click();
  await page.getByRole('spinbutton', { name: 'User number' }).fill('1');
  await page.getByRole('button', { name: 'Look' }).click();
  await expect(page).toHaveURL(/\/users\/1$/);
  await expect(page.getByText(/You are looking at user 1 of 618/)).toBeVisible();
  await expect(page.getByText('From their first 24 ratings. The last 6 were held back.')).toBeVisible();
  // EASE is fitted first, once.
  await expect(page.getByText('NDCG@10', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/rated [\d.]+ stars later/)).toHaveCount(2);
  const later = page.getByRole('region', { name: 'Where the films they rated later ranked' });
  await expect(later.getByRole('row')).toHaveCount(7);
  await expect(page.getByRole('slider')).toHaveCount(0);
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'User 2' })).toBeVisible();
  await expect(page.getByText('NDCG@10', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Back to yourself' }).click();
  await expect(cards(page).first()).toBeVisible();
  await expect(page.getByText(/1 rating of yours/)).toBeVisible();
});
