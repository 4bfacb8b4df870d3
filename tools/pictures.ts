/** `npm run pictures`: takes the pictures of README from the built app with a few ratings. */
import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { wordsOf } from '../src/protocol/words.ts';
import { welcome } from '../src/ui/app/texts.ts';
import { served } from '../tests/bench/served.ts';

const FOLDER = 'docs/pictures';
const PORT = 4340;
const PATIENCE_MS = 300_000;
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 780 };
const GENRES = ['Thriller', 'Sci-Fi', 'Comedy'];
/** Well-known movies with the key that rates them: 1 to 9 are half stars, 0 is five. */
const RATED: readonly (readonly [number, string])[] = [
  [260, '9'],
  [2571, '0'],
  [296, '9'],
  [608, '0'],
  [356, '6'],
  [1270, '8'],
];

mkdirSync(FOLDER, { recursive: true });
await served(PORT, async (browser, url) => {
  const context = await browser.newContext({ viewport: DESKTOP });
  await prepare(await context.newPage(), url);
  await pictures(await context.newPage(), url);
  await context.close();
});
process.exit(0);

/** Picks genres, rates movies and waits for the training. */
async function prepare(page: Page, url: string): Promise<void> {
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(url);
  for (const genre of GENRES) await page.getByRole('button', { name: new RegExp(`^${genre}`) }).click();
  await page.getByRole('button', { name: welcome.next(wordsOf('films')) }).click();
  await page.getByRole('button', { name: welcome.finishEarly }).click();
  for (const [movie, key] of RATED) {
    await page.goto(`${url}movie/${movie}`);
    const slider = page.locator('.star-rating--large').getByRole('slider');
    await slider.focus();
    await page.keyboard.press(key);
    await page.waitForTimeout(400);
  }
  await page.goto(`${url}training`);
  // Twice: the quick model, then the good one.
  for (let n = 0; n < 2; n++) {
    await page.getByRole('heading', { level: 2, name: /^Done/ }).waitFor();
    await page.waitForTimeout(2000);
  }
  await page.close();
}

async function pictures(page: Page, url: string): Promise<void> {
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(url);
  await page.locator('.carousel').nth(1).locator('[data-movie]').first().waitFor();
  await take(page, 'for-you', 'light', 'dark');
  await page
    .getByRole('button', { name: /^Why this/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('table').first().waitFor();
  await take(page, 'why', 'light');
  await page.goto(`${url}map`);
  await page.locator('.map__stage').waitFor();
  await page.getByRole('button', { name: 'Go to you' }).click();
  await page.waitForTimeout(1500);
  await take(page, 'map', 'dark');
  await page.goto(`${url}training`);
  await page.getByRole('heading', { level: 2, name: /^Done/ }).waitFor();
  await take(page, 'training', 'light');
  await page.setViewportSize(PHONE);
  await page.goto(url);
  await page.locator('.carousel').nth(1).locator('[data-movie]').first().waitFor();
  await take(page, 'phone', 'dark');
}

async function take(page: Page, name: string, ...schemes: readonly ('light' | 'dark')[]): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(700);
    await page.screenshot({ path: `${FOLDER}/${name}-${colorScheme}.jpg`, type: 'jpeg', quality: 80 });
  }
}
