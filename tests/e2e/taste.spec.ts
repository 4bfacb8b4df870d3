import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import jsQR from 'jsqr';
import { readTasteText, tasteText } from '../../src/base/taste-text.ts';
import { expect, onboard, test, undo } from './app.ts';

async function isSound(page: Page): Promise<void> {
  // On a first visit a line in the corner says how far the movies are.
  await expect(page.locator('.shelf-line')).toHaveCount(0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0].target}`)).toEqual([]);
  }
}

/** Ids of well-known movies, and what two people give them. */
const KNOWN = [1, 50, 110, 260, 296, 318, 356, 480, 527, 589, 593, 608, 780, 858, 1196];
const STARS = [5, 4.5, 3, 2, 4, 3.5, 1, 5, 2.5, 4, 0.5, 3, 4, 5, 1.5];

const table = (rows: readonly (readonly [id: number, stars: number])[]) =>
  `movieId,title,year,rating,ratedAt\r\n${rows.map(([id, stars]) => `${id},,,${stars},2020-01-01`).join('\r\n')}\r\n`;

/** Imports ratings, from the page of ratings. */
async function importRatings(page: Page, rows: readonly (readonly [number, number])[]): Promise<void> {
  await page.goto('/ratings');
  await page.getByLabel('Import your ratings').setInputFiles({
    name: 'mine.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(table(rows)),
  });
  await page.getByRole('dialog').getByRole('button', { name: 'Add them' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  // The message would lie on what is looked at next.
  await page.getByRole('button', { name: 'Dismiss' }).click();
}

/** A link to somebody's taste: thirteen movies that are in `KNOWN` too, and two that are not. */
function linkOf(name: string): string {
  const ratings = [
    ...KNOWN.slice(0, 13).map((movieId, n) => ({ movieId, rating: n === 6 ? 5 : STARS[n] })),
    { movieId: 2571, rating: 5 },
    { movieId: 2959, rating: 4.5 },
  ];
  return `/taste#${tasteText({ name, ratings, total: ratings.length, at: Date.UTC(2026, 10, 29) })}`;
}

/** Reads the code from a picture of it as it stands on the screen. */
async function codeOn(page: Page, code: Locator): Promise<string | undefined> {
  // Away from the bars above and below.
  await code.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const png = (await code.screenshot()).toString('base64');
  const { points, width, height } = await page.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const data = context?.getImageData(0, 0, image.width, image.height).data ?? [];
    return { points: Array.from(data), width: image.width, height: image.height };
  }, png);
  return jsQR(Uint8ClampedArray.from(points), width, height)?.data;
}

test('a taste goes by link into a fresh browser: the address is emptied, and it is taken as one’s own and undone', async ({
  page,
  browser,
}) => {
  await onboard(page, 0);
  await importRatings(
    page,
    KNOWN.map((id, n) => [id, STARS[n]]),
  );
  await page.getByRole('link', { name: 'Share your taste' }).click();
  await expect(page.getByText('All your 15 ratings are in it.')).toBeVisible();
  await page.getByLabel('Your name, if you like').fill('Zoë');
  const field = page.getByRole('textbox', { name: 'Your link' });
  await expect
    .poll(async () => readTasteText((await field.inputValue()).split('#')[1]))
    .toMatchObject({ name: 'Zoë', total: 15 });
  const link = await field.inputValue();
  expect(await codeOn(page, page.getByRole('img', { name: 'QR code of your link' }))).toBe(link);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy the link' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await isSound(page);

  const fresh = await browser.newContext({ serviceWorkers: 'block' });
  await fresh.addInitScript(() => localStorage.setItem('matinee.training', 'asked'));
  const other = await fresh.newPage();
  await other.goto(link);
  await expect(other.getByRole('heading', { level: 1, name: 'Zoë’s taste' })).toBeVisible();
  await expect(other).toHaveURL(/\/taste$/);
  await expect(other.getByText('It holds 15 ratings.')).toBeVisible();
  const best = other.getByRole('region', { name: 'Rated best' });
  await expect(best.getByRole('link', { name: /5 stars/ }).first()).toBeVisible();
  await other.getByRole('button', { name: 'Take it as mine' }).click();
  const review = other.getByRole('dialog');
  await expect(review.getByRole('listitem').filter({ hasText: 'new ratings' })).toHaveText(/^15/);
  await review.getByRole('button', { name: 'Add them' }).click();
  await expect(review).toHaveCount(0);
  await other.getByRole('button', { name: 'Compare with mine' }).click();
  await expect(other.getByText('Your tastes are very much alike.')).toBeVisible();
  await undo(other);
  await expect(other.getByText('You have not rated a film yet.')).toBeVisible();
  await other.reload();
  await expect(other.getByRole('heading', { level: 1, name: 'Taste links' })).toBeVisible();
  await expect(other.getByText('Rate a few films first')).toBeVisible();
  await fresh.close();
});

test('two tastes are compared: how alike, where they differ, and what the friend liked', async ({ page }) => {
  await onboard(page, 0);
  await importRatings(
    page,
    KNOWN.map((id, n) => [id, STARS[n]]),
  );
  await page.goto(linkOf('Ada'));
  await expect(page).toHaveURL(/\/taste$/);
  await expect(
    page.getByText('The sender goes by the name of Ada; nobody has checked who it is.'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Compare with mine' }).click();
  const both = page.getByRole('region', { name: 'You and Ada' });
  await expect(both.locator('dd').first()).toHaveText('13');
  // One of thirteen movies is four stars apart, the others none: 4 / 13.
  await expect(both.locator('dd').last()).toHaveText('0.31');
  const apart = both.getByRole('region', { name: 'Where you differ most' });
  await expect(apart.getByRole('listitem')).toHaveCount(1);
  await expect(apart.getByText('1 from you, 5 from Ada')).toBeVisible();
  const unseen = both.getByRole('region', { name: 'Ada liked these, and you have not seen them' });
  await expect(unseen.getByRole('listitem')).toHaveCount(2);
  await isSound(page);
  // The taste stays in the tab while another page is open.
  await unseen.getByRole('link').first().click();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Ada’s taste' })).toBeVisible();
  await page.getByRole('button', { name: 'Watch together tonight' }).click();
  await expect(page).toHaveURL(/\/tonight$/);
  await expect(page.getByText('Ada').first()).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: 'Put it away' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Taste links' })).toBeVisible();
});

test('a damaged link says so, and the whole one is opened where it is pasted', async ({ page }) => {
  const link = linkOf('Ada');
  await page.goto(link.slice(0, -3));
  await expect(page.getByRole('alert')).toContainText('This link was cut short or changed on its way.');
  await expect(page).toHaveURL(/\/taste$/);
  await isSound(page);
  await page.getByLabel('Their link').fill(link.replace('#', '#!'));
  await page.getByRole('button', { name: 'Open it' }).click();
  await expect(page.getByRole('alert')).toContainText('holds no taste that Matinee can read');
  await page.getByLabel('Their link').fill(` https://matinee.example${link} `);
  await page.getByRole('button', { name: 'Open it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ada’s taste' })).toBeVisible();
  // The browser of the tests has no reader of codes.
  expect(await page.evaluate(() => 'BarcodeDetector' in window)).toBe(false);
  await page.getByRole('button', { name: 'Put it away' }).click();
  await expect(page.getByText('Scan a code')).toHaveCount(0);
});

/** As on phones; a code on a screen of the tests' own would have modules of three points. */
test.describe(() => {
  test.use({ deviceScaleFactor: 3 });

  test('@phone many ratings: the code holds the most telling ones and is read from the screen; the profile is saved as a picture', async ({
    page,
  }) => {
    await onboard(page, 0);
    await importRatings(
      page,
      Array.from({ length: 900 }, (_, n) => [1 + n * 7, (1 + (n % 10)) / 2]),
    );
    await page.getByRole('button', { name: 'Save as picture' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Your name, if you like').fill('Zoë');
    await expect(dialog.getByRole('img', { name: /^Zoë’s taste in films\. .* films rated/ })).toBeVisible();
    await isSound(page);
    const coming = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save as picture' }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toBe('my-taste-in-films.png');
    const png = await readFile(await file.path());
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1080, 1350]);
    // A picture of one colour would take a tenth of this.
    expect(png.length).toBeGreaterThan(40_000);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('link', { name: 'Share your taste' }).click();
    await expect(
      page.getByText(/of your [\d,]+ ratings are in it: those that say most about you\./),
    ).toBeVisible();
    const code = await codeOn(page, page.getByRole('img', { name: 'QR code of your link' }));
    const inCode = readTasteText((code ?? '').split('#')[1]);
    const link = await page.getByRole('textbox', { name: 'Your link' }).inputValue();
    expect(link.length).toBeLessThanOrEqual(1700);
    expect(inCode.ratings.length).toBeGreaterThan(200);
    expect(inCode.ratings.length).toBeLessThan(readTasteText(link.split('#')[1]).ratings.length);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    await isSound(page);
  });
});
