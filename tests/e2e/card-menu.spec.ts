import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { cards, expect, onboard, test } from './app.ts';

const menu = (page: Page) => page.getByRole('dialog', { name: / elsewhere$/ });
const opener = (page: Page) =>
  cards(page)
    .first()
    .getByRole('button', { name: /^Elsewhere: / });

async function hasLinks(page: Page): Promise<void> {
  await expect(menu(page).getByRole('link', { name: /^IMDb/ })).toHaveAttribute(
    'href',
    /imdb\.com\/title\/tt\d{7}/,
  );
  for (const name of [/^TMDB/, /^Letterboxd/, /^Where to watch/])
    await expect(menu(page).getByRole('link', { name })).toHaveAttribute('rel', /noreferrer/);
  await expect(menu(page)).toContainText('leaves Matinee');
}

test('the menu of a card leads elsewhere, by mouse and by keyboard, and asks nobody before a press', async ({
  page,
}) => {
  await onboard(page, 1);
  await expect(menu(page)).toHaveCount(0);
  await cards(page).first().hover();
  await opener(page).click();
  // Requests to other sites fail every journey.
  await hasLinks(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0].target}`)).toEqual([]);
  }
  // The same button closes it.
  await opener(page).click();
  await expect(menu(page)).toHaveCount(0);
  await opener(page).focus();
  await page.keyboard.press('Enter');
  await expect(menu(page).getByRole('link').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu(page)).toHaveCount(0);
  await expect(opener(page)).toBeFocused();
});

test('@phone the menu of a card opens by touch and fits', async ({ page }) => {
  await onboard(page, 1);
  await opener(page).tap();
  await hasLinks(page);
  const box = await menu(page).boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
