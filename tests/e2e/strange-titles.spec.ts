import type { Page } from '@playwright/test';
import { zip } from '../fixtures/archives.ts';
import { cards, expect, onboard, test } from './app.ts';

/** Titles that would break a page which takes them for more than text. */
const STRANGE = [
  'W'.repeat(480),
  `${'Very '.repeat(90)}long`,
  '\u202edesrever eb dluow sihT',
  '\u2067\u2066\u202aUnclosed isolates',
  `Zero\u200b\u200b\ufeff${'\u200b'.repeat(200)}Width`,
  `Z${'\u0301\u0302\u0327'.repeat(60)}algo`,
  'שלום עולם 2: הסוף',
  '<img src=x onerror="document.title=1"><script>alert(1)</script>',
  '=HYPERLINK("http://example.org")',
  '👨‍👩‍👧‍👦🎬'.repeat(30),
  '{{title}} %s \\u0041',
];

/** A data set of these movies, and enough plain ones for lists. */
function strangeArchive(): Uint8Array {
  const quoted = (title: string) => `"${title.replaceAll('"', '""')} (1999)"`;
  const titles = [...STRANGE, ...Array.from({ length: 60 }, (_, n) => `Plain ${n}`)];
  const movies = titles.map((title, n) => `${500_001 + n},${quoted(title)},Drama|Comedy`);
  const ratings = Array.from({ length: 40 }, (_, user) =>
    titles.flatMap((_, n) =>
      (user + n) % 3 === 0 ? [] : [`${user + 1},${500_001 + n},${n < STRANGE.length ? 5 : 3},964982703`],
    ),
  );
  return zip({
    // One movie that everybody knows: the others keep their ids then.
    'movies.csv': `movieId,title,genres\n1,Toy Story (1995),Comedy\n${movies.join('\n')}`,
    'ratings.csv': `userId,movieId,rating,timestamp\n${ratings.flat().join('\n')}`,
  });
}

/** What sticks out of the page, or out of the box that it lies in. */
function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page scrolls sideways: ${scrollWidth} > ${clientWidth}`);
    for (const one of document.querySelectorAll(
      'main [data-movie], main h1, main h2, main td, main li, dialog h2',
    )) {
      const { left, right, height } = one.getBoundingClientRect();
      // What glides sideways in a row may lie outside of the window, and is cut off there.
      if (one.closest('.carousel') !== null || height === 0) continue;
      if (left < -1 || right > clientWidth + 1)
        found.push(`${one.className || one.tagName}: ${left} to ${right}`);
    }
    return found;
  });
}

for (const size of ['', '@phone ']) {
  test(`${size}strange titles are text, and no page or card breaks`, async ({ page }) => {
    test.setTimeout(180_000);
    await onboard(page, 1);
    await page.goto('/privacy');
    await page.getByLabel('Use another data set').setInputFiles({
      name: 'strange.zip',
      mimeType: 'application/zip',
      buffer: Buffer.from(strangeArchive()),
    });
    await page.getByRole('dialog').getByRole('button', { name: 'Use it' }).click();
    await expect(page.getByText('strange is in use now')).toBeVisible();
    const check = async (what: string) => expect.soft(await sticksOut(page), what).toEqual([]);
    await check('/privacy');

    await page.goto('/welcome?step=films');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await check('/welcome');
    await page.goto('/');
    await expect(cards(page).first()).toBeVisible();
    // Cards of strange titles are as high as those of plain ones.
    const heights = await cards(page).evaluateAll((all) =>
      all.slice(0, 24).map((card) => Math.round(card.getBoundingClientRect().height)),
    );
    expect(Math.max(...heights) - Math.min(...heights)).toBeLessThanOrEqual(40);
    await check('/');

    for (const n of STRANGE.keys()) {
      await page.goto(`/movie/${500_001 + n}`);
      await expect(page.locator('.movie__facts > h1')).toBeVisible();
      await check(`/movie of ${STRANGE[n].slice(0, 20)}`);
    }
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('{{title}} %s \\u0041');
    await page.goto('/movie/500003');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('desrever eb dluow sihT');
    await page.goto('/movie/500008');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(STRANGE[7]);
    await expect(page).toHaveTitle(/<img src=x/);
    for (const path of [
      '/explore',
      '/explore?view=list',
      '/users/1',
      '/map',
      '/compare?a=hybrid&b=popularity',
      '/ratings',
    ]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      await check(path);
    }
  });
}
