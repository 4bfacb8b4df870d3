import type { Locator, Page } from '@playwright/test';
import { cards, expect, test } from './app.ts';

test.use({ rows: true });

/** Presses Tab until the element has the focus. Every stop on the way must be on the screen and show the focus. */
async function tabTo(page: Page, target: Locator, most = 60): Promise<void> {
  await expect(target).toBeVisible();
  for (let n = 0; n < most; n++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      // A field may show the focus ring on the element around it.
      const rings = [element, element.parentElement].map((one) => getComputedStyle(one ?? element));
      const { bottom, top, right, left } = element.getBoundingClientRect();
      return {
        name: `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent}`,
        shown: bottom > 0 && right > 0 && top < window.innerHeight && left < window.innerWidth,
        ringed: rings.some(({ outlineStyle, boxShadow }) => outlineStyle !== 'none' || boxShadow !== 'none'),
      };
    });
    if (stop !== null) expect(stop).toEqual({ name: stop.name, shown: true, ringed: true });
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${target} was not reached by ${most} presses of Tab.`);
}

test('from the first page to a trained model without a mouse; what happens out of focus is announced', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const spoken = (text: string | RegExp) =>
    expect(page.getByRole('status').filter({ hasText: text })).toBeAttached({ timeout: 90_000 });
  await page.goto('/');
  for (const genre of ['Comedy', 'Crime', 'Drama']) {
    await tabTo(page, page.getByRole('button', { name: new RegExp(`^${genre}`) }), 40);
    await page.keyboard.press('Space');
  }
  await tabTo(page, page.getByRole('button', { name: 'Next: rate a few films' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('main').getByRole('slider').first());
  await page.keyboard.press('9');
  await expect(page.getByText(/1 of 5 rated/).first()).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'See your picks' }), 80);
  await page.keyboard.press('Enter');

  await expect(cards(page).first()).toBeVisible();
  // The list changes once more when all movies have come, so its first movie is read only where the focus is. If they come
  // on the way there, the way begins again at the top.
  await expect(page.locator('.shelf-line')).toHaveCount(0);
  await tabTo(page, cards(page).first().getByRole('slider'), 150);
  const title = (await page.locator(':focus').getAttribute('aria-label')) ?? '';
  await page.keyboard.press('0');
  await expect(cards(page).getByLabel(title)).toHaveCount(0);
  const next = (await cards(page).first().locator('.movie-card__title').textContent()) ?? '';
  await spoken(`Your list has changed. First is now ${next}.`);

  await page.keyboard.press('/');
  await page.keyboard.type('star wars');
  await spoken(/^\d+ results$/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  // Enter directly after the last letter, before any answer.
  await page.keyboard.press('/');
  await page.keyboard.type('the matrix');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/movie\/2571$/);
  await tabTo(page, page.getByRole('slider', { name: 'Your rating for The Matrix' }));
  await page.keyboard.press('8');
  await expect(page.getByRole('slider', { name: 'Your rating for The Matrix' })).toHaveAttribute(
    'aria-valuetext',
    '4 stars',
  );

  await page.keyboard.press('Home');
  await tabTo(page, page.getByRole('link', { name: 'Training', exact: true }).first());
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/training$/);
  await tabTo(page, page.getByRole('button', { name: 'Quick' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Start with these settings' }), 80);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: /^Done/ })).toBeVisible({ timeout: 90_000 });
  await spoken(/^Done.*\. Typical error \d\.\d+ stars\.$/);
});
