import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { cards, expect, pickGenres, test } from './app.ts';

/**
 * Compares the main pages with the pictures in tests/e2e/screenshots. After a change that is meant to be seen, run
 * `npm test -- e2e screenshots --update-snapshots` and look at what has changed before you commit it.
 */
test.use({
  rows: true,
  contextOptions: { reducedMotion: 'reduce' },
  // Playwright adds styles to the page, screenshots.css among them.
  bypassCSP: true,
});

/** Movies with the key that rates them: 1 to 9 are half stars, 0 is five. */
const RATED: readonly (readonly [number, string])[] = [
  [260, '9'],
  [2571, '0'],
  [296, '9'],
  [608, '0'],
  [356, '6'],
  [1270, '8'],
];
/** Differences in the edges of letters stay below it; 8 pixels more padding do not. */
const DIFFERS = 0.01;

for (const [size, tag, viewport] of [
  ['desktop', '', { width: 960, height: 520 }],
  ['phone', '@phone ', { width: 390, height: 590 }],
] as const) {
  test.describe(() => {
    test.use({ viewport });
    test(`${tag}looks as it did`, async ({ page, context }) => {
      test.setTimeout(240_000);
      /**
       * Takes the screen from this element on. Only the three main pages come in several colours, because pictures
       * are large.
       */
      const look = async (name: string, at: string, ...schemes: readonly ('light' | 'dark')[]) => {
        await page.locator(at).first().evaluate(scrollHere);
        for (const colorScheme of schemes) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await expect.soft(page).toHaveScreenshot(`${name}-${size}-${colorScheme}.png`, {
            maxDiffPixelRatio: DIFFERS,
            stylePath: fileURLToPath(new URL('screenshots.css', import.meta.url)),
          });
        }
      };
      await context.route('**/*.zip', (route) => route.abort());
      await page.goto('/');
      await expect(page.getByText('The film data could not be fetched.')).toBeVisible();
      await look('error', 'body', 'light');
      await context.unroute('**/*.zip');
      await page.reload();
      await expect(page.getByRole('button', { name: /^Comedy.*films/ })).toBeVisible();
      await look('welcome', 'body', 'light', 'dark');
      await onboardAndRate(page);

      await page.goto('/');
      await expect(page.getByRole('region', { name: /^Because you loved/ }).first()).toBeVisible();
      await look('for-you', '.carousel', 'light', 'dark');
      await page.goto('/movie/589');
      await expect(
        page.getByRole('region', { name: /^Others who like this/ }).or(page.locator('.movie__similar')),
      ).toBeVisible();
      await look('movie', 'body', 'light', 'dark');
      await page.goto('/explore');
      await expect(page.locator('.explore__movie [data-movie]').first()).toBeVisible();
      await look('explore', 'body', 'light');
      await page.goto('/ratings');
      await expect(page.getByRole('main').getByRole('slider')).toHaveCount(RATED.length);
      await expect(page.locator('.profile-panel__column').first()).toBeVisible();
      await look('ratings', '.profile-panel', 'light');
      await page.goto('/watchlist');
      await expect(page.locator('.empty')).toBeVisible();
      await look('watchlist', 'body', 'light');
      await page.goto('/lab');
      await expect(page.getByRole('form', { name: 'What to compare' })).toBeVisible();
      await look('lab', 'body', 'light');
      await page.goto('/privacy');
      await expect(page.locator('.dataset-overview[aria-busy="false"]')).toBeVisible();
      await look('openOverview', '.dataset-overview', 'light');
      await page.goto('/training');
      await page.getByRole('button', { name: 'Quick' }).click();
      await page.getByRole('button', { name: 'Start with these settings' }).click();
      await expect(page.getByRole('heading', { level: 2, name: /^Done/ })).toBeVisible({ timeout: 90_000 });
      await look('training', 'body', 'light');
    });
  });
}

/** Scrolls to a whole pixel: a fraction would shift every letter by one pixel. */
function scrollHere(element: Element): void {
  document.body.style.paddingTop = '0';
  const part = (element.getBoundingClientRect().top + window.scrollY) % 1;
  document.body.style.paddingTop = `${(1 - part) % 1}px`;
  element.scrollIntoView();
}

/** The same picks and ratings each time, with everything fitted and stored that is fitted in the background. */
async function onboardAndRate(page: Page): Promise<void> {
  await pickGenres(page, 'Thriller', 'Sci-Fi', 'Comedy');
  await page.getByRole('button', { name: 'Skip this' }).click();
  await page.getByRole('button', { name: 'Skip to the picks' }).click();
  await expect(cards(page).first()).toBeVisible();
  for (const [movie, key] of RATED) {
    await page.goto(`/movie/${movie}`);
    await page.locator('.star-rating--large').focus();
    await page.keyboard.press(key);
    await expect(page.locator('.star-rating--large')).toHaveAttribute('aria-valuetext', /star/);
  }
  await page.goto('/');
  const taste = page.getByRole('region', { name: 'People with your taste' });
  await expect
    .poll(
      async () => {
        await page.mouse.wheel(0, 600);
        return taste.count();
      },
      { intervals: [200], timeout: 90_000 },
    )
    .toBe(1);
}
