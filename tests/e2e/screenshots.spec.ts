import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { cards, expect, pickGenres, test } from './app.ts';

/**
 * What the three pages look like that a person sees first, compared with pictures in tests/e2e/screenshots. The pieces
 * that the other pages are made of have their pictures in kit.spec.ts. After a change that is meant to be seen:
 * `npm test -- e2e screenshots.spec --update-snapshots`, and look at what has changed before committing it.
 */
test.use({
  rows: true,
  contextOptions: { reducedMotion: 'reduce' },
  // Playwright adds styles to the page, screenshots.css among them.
  bypassCSP: true,
});

/** Movies, each with the key that rates it: 1 to 9 are half stars, 0 is five. */
const RATED: readonly (readonly [number, string])[] = [
  [260, '9'],
  [2571, '0'],
  [296, '9'],
  [608, '0'],
  [356, '6'],
  [1270, '8'],
];
/** Edges of letters differ by less, a padding of 8 pixels by more. */
const DIFFERS = 0.01;

for (const [size, tag, viewport] of [
  ['desktop', '', { width: 960, height: 520 }],
  ['phone', '@phone ', { width: 390, height: 590 }],
] as const) {
  test.describe(() => {
    test.use({ viewport });
    test(`${tag}looks as it did`, async ({ page }) => {
      test.setTimeout(240_000);
      /** Compares the screen from this element on, in both themes, without what may have changed meanwhile. */
      const look = async (name: string, at: string, changing: readonly string[] = []) => {
        await page.locator(at).first().evaluate(scrollHere);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await expect.soft(page).toHaveScreenshot(`${name}-${size}-${colorScheme}.png`, {
            maxDiffPixelRatio: DIFFERS,
            mask: changing.map((part) => page.locator(part)),
            stylePath: fileURLToPath(new URL('screenshots.css', import.meta.url)),
          });
        }
      };
      await page.goto('/');
      await expect(page.getByRole('button', { name: /^Comedy.*films/ })).toBeVisible();
      // All movies are here, and with them the typeface.
      await expect(page.locator('html[data-face]')).toHaveCount(1);
      await expect(page.locator('.shelf-line')).toHaveCount(0);
      await page.evaluate(() => document.fonts.ready);
      // The first picks change once more when the background recommenders are fitted, sooner or later.
      await look('welcome', 'body', ['.picks-so-far ol']);
      await onboardAndRate(page);

      await page.goto('/');
      await expect(page.getByRole('region', { name: /^Because you loved/ }).first()).toBeVisible();
      await look('for-you', '.carousel');
      await page.goto('/movie/589');
      await expect(
        page.getByRole('region', { name: /^Others who like this/ }).or(page.locator('.movie__similar')),
      ).toBeVisible();
      await look('movie', 'body');
    });
  });
}

/** Scrolls to a whole pixel, whatever lies above: a fraction would move every letter by a pixel. */
function scrollHere(element: Element): void {
  document.body.style.paddingTop = '0';
  const part = (element.getBoundingClientRect().top + window.scrollY) % 1;
  document.body.style.paddingTop = `${(1 - part) % 1}px`;
  element.scrollIntoView();
}

/** The same picks and ratings each time; returns when all recommenders are fitted and stored. */
async function onboardAndRate(page: Page): Promise<void> {
  await pickGenres(page, 'Thriller', 'Sci-Fi', 'Comedy');
  await page.getByRole('button', { name: 'Skip this' }).click();
  await page.getByRole('button', { name: 'Skip to the picks' }).click();
  await expect(cards(page).first()).toBeVisible();
  for (const [movie, key] of RATED) {
    await page.goto(`/movie/${movie}`);
    const stars = page.locator('.star-rating--large').getByRole('slider');
    await stars.focus();
    await page.keyboard.press(key);
    await expect(stars).toHaveAttribute('aria-valuetext', /star/);
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
