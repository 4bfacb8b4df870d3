import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { cards, expect, onboard, test } from './app.ts';

test.use({ rows: true });

const row = (page: Page, name: string | RegExp) => page.getByRole('region', { name });
const links = (page: Page, name: string | RegExp) => row(page, name).getByRole('link');

/** Scrolls until every row up to this one is on the page: rows far from the screen are not drawn. */
async function scrolledThrough(page: Page, to: string): Promise<void> {
  const isThere = async () => {
    if (!(await row(page, to).isVisible())) await page.mouse.wheel(0, 600);
    return row(page, to).isVisible();
  };
  await expect.poll(isThere, { intervals: [150], timeout: 150_000 }).toBe(true);
}

test('each row gives a reason, is travelled by keys and rated in place', async ({ page }) => {
  // Two models are fitted on the way, which takes minutes on a slow machine.
  test.setTimeout(300_000);
  await onboard(page, 4);
  await expect(row(page, /^Because you loved /).first()).toBeVisible();
  // Arrives with the second of the two models that are fitted in the background.
  await scrolledThrough(page, 'People with your taste');
  // Rows keep their places while the person looks; after a reload they stand in the planned order.
  await page.reload();
  await expect(row(page, 'People with your taste')).toBeVisible();
  await scrolledThrough(page, 'Something different');
  const ids = await page
    .locator('[data-movie]')
    .evaluateAll((all) => all.map((movie) => movie.dataset.movie));
  expect(new Set(ids).size).toBe(ids.length);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0].target}`)).toEqual([]);

  // Each row is one stop of Tab: the movie that was reached last, then its buttons.
  const top = links(page, 'Top picks for you');
  await top.first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(top.nth(2)).toBeFocused();
  await page.keyboard.press('Tab');
  const slider = cards(page).nth(2).getByRole('slider');
  await expect(slider).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('End');
  await expect(top.nth(11)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(top.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(links(page, /^Because you loved /).first()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(top.first()).toBeFocused();

  await scrolledThrough(page, 'Hidden gems');
  // After five stars the movie leaves its row and gets a row of its own, which pushes nothing off the screen.
  const title = (await links(page, 'Hidden gems').first().locator('.movie-card__title').textContent()) ?? '';
  await row(page, 'Hidden gems').getByRole('slider').first().focus();
  const place = () => row(page, 'Hidden gems').evaluate((element) => element.getBoundingClientRect().top);
  const before = await place();
  await page.keyboard.press('0');
  await expect(
    row(page, 'Hidden gems').getByRole('slider', { name: `Your rating for ${title}` }),
  ).toHaveCount(0);
  await expect.poll(() => page.getByRole('heading', { name: `Because you loved ${title}` }).count()).toBe(1);
  expect(Math.abs((await place()) - before)).toBeLessThan(2);

  await page.getByRole('button', { name: 'One list', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Recommendations' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('list', { name: 'Recommendations' })).toBeVisible();
  await page.getByRole('button', { name: 'Rows', exact: true }).click();
  await expect(row(page, /^Because you loved /).first()).toBeVisible();
});

test('recent years have a row, and the list shows only these at a press', async ({ page }) => {
  await onboard(page, 0);
  await scrolledThrough(page, 'Recent years');
  const years = (movies: Locator) =>
    movies
      .locator('.movie-card__meta')
      .evaluateAll((all) => all.map((meta) => Number.parseInt(meta.textContent ?? '', 10)));
  const hint = await row(page, 'Recent years').locator('.carousel__hint').innerText();
  const since = Number(/from (\d{4}) on/.exec(hint)?.[1]);
  // On a slow machine cards come one after the other.
  await expect.poll(async () => (await years(row(page, 'Recent years'))).length).toBeGreaterThan(3);
  const inRow = await years(row(page, 'Recent years'));
  expect(Math.min(...inRow)).toBeGreaterThanOrEqual(since);

  await page.getByText('Shape this list').click();
  const recent = page.getByRole('button', { name: `Recent years, from ${since} on` });
  await recent.click();
  await expect(recent).toHaveAttribute('aria-pressed', 'true');
  await expect
    .poll(async () => Math.min(...(await years(row(page, 'Top picks for you')))))
    .toBeGreaterThanOrEqual(since);
});

test('a movie shows its details when the mouse rests on it', async ({ page }) => {
  await onboard(page, 0);
  const poster = row(page, 'Sci-Fi').locator('.movie-card__poster').first();
  const details = page.getByRole('tooltip');
  // A row that takes its place while the mouse moves renders the card anew.
  await expect(async () => {
    await poster.hover({ timeout: 10_000 });
    await expect(details).toContainText('Sci-Fi', { timeout: 10_000 });
  }).toPass();
  await expect(details).toContainText(/★ from .* here/);
  await page.keyboard.press('Escape');
  await expect(details).toHaveCount(0);
});

test('@phone a row is swiped for more, and a long press shows details', async ({ page }) => {
  await onboard(page, 0);
  const movies = row(page, 'Sci-Fi').getByRole('list');
  await movies.scrollIntoViewIfNeeded();
  await expect(movies.getByRole('listitem')).toHaveCount(8);
  await movies.evaluate((list) => list.scrollTo({ left: 700 }));
  await expect(movies.getByRole('listitem')).not.toHaveCount(8);
  // A phone also widens the window when the page is too wide.
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  const poster = row(page, 'Sci-Fi').locator('.movie-card__poster').first();
  await poster.scrollIntoViewIfNeeded();
  const box = await poster.boundingBox();
  if (box === null) throw new Error('There is no film to hold.');
  const touch = await page.context().newCDPSession(page);
  const points = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points });
  await expect(page.getByRole('tooltip')).toContainText('Sci-Fi');
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  // The long press has not opened the movie.
  await expect(page).not.toHaveURL(/movie/);
  await expect(page.getByRole('tooltip')).toBeVisible();
});
