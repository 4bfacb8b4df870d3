import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { allFitted, cards, expect, onboard, test } from './app.ts';

test.use({ rows: true });

async function isClean(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${what}, ${colorScheme}: ${id} at ${nodes[0].target}`)).toEqual(
      [],
    );
  }
}

const numberIn = (text: string | null) => Number((text ?? '').replace('−', '-').replace('+', ''));

/** The last cells of a sum: its terms and their total. */
async function sumOf(page: Page): Promise<{ readonly terms: readonly number[]; readonly total: number }> {
  const table = page.getByRole('table', { name: 'What speaks for it' });
  const terms = await table.locator('tbody .waterfall__value').allTextContents();
  return {
    terms: terms.map(numberIn),
    total: numberIn(await table.locator('tfoot .waterfall__value').textContent()),
  };
}

test('explains the list with the numbers of this person', async ({ page }) => {
  await onboard(page, 0);
  await page.getByRole('link', { name: 'How it works' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'How it works' })).toBeVisible();
  await expect(page.getByText(/You have rated 0 films of 18,156/)).toBeVisible();
  await expect(page.getByText(/shows them for your 0 ratings/)).toBeVisible();

  await page.goto('/');
  await onboardFurther(page);
  await allFitted(page);
  const first = await cards(page).first().locator('.movie-card__title').textContent();
  await page.goto('/how');
  await expect(page.getByText(`First in your list is ${first}.`)).toBeVisible();
  await expect(page.getByText(/You have rated 3 films of 18,156/)).toBeVisible();
  await expect(page.locator('.weight-bars__row--own')).toHaveText('You, 3');
  // Nobody waits until that is learnt of the data set that comes with the app.
  await expect(page.getByText(/Others were learnt from this data set by itself/)).toBeVisible();
  const { terms, total } = await sumOf(page);
  expect(terms.length).toBeGreaterThan(2);
  // Each term is rounded to two digits.
  expect(Math.abs(terms.reduce((sum, term) => sum + term, 0) - total)).toBeLessThanOrEqual(
    0.005 * (terms.length + 1),
  );
  await expect(page.getByRole('heading', { level: 2, name: 'Genres, people and themes' })).toBeVisible();
  await page.getByText('In formulas').first().click();
  await expect(page.getByText(/Salakhutdinov/)).toBeVisible();
  await isClean(page, 'how it works');
});

async function onboardFurther(page: Page): Promise<void> {
  for (const key of ['0', '9', '8']) {
    const slider = cards(page).first().getByRole('slider');
    const name = (await slider.getAttribute('aria-label')) ?? '';
    await slider.focus();
    await page.keyboard.press(key);
    await expect(cards(page).getByLabel(name)).toHaveCount(0);
  }
}

test('@phone the explanation fits', async ({ page }) => {
  await onboard(page, 1);
  await page.goto('/how');
  await expect(page.getByRole('heading', { level: 2, name: 'How much each component counts' })).toBeVisible();
  await expect(page.getByText(/^The weights in use come with Matinee/)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
