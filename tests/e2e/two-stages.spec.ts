import type { Page, Route } from '@playwright/test';
import { cards, expect, pickGenres, rateByKey, test } from './app.ts';

/** Holds back the ratings of the built-in data set until `letGo` or `drop`. */
async function holdRatings(page: Page) {
  let held: Route[] = [];
  let isOpen = false;
  let asked = 0;
  await page.route(/\/datasets\/ratings-\w+\.zip$/, async (route) => {
    asked++;
    if (isOpen) await route.continue();
    else held.push(route);
  });
  const release = async (how: 'continue' | 'abort') => {
    const waiting = held;
    held = [];
    for (const route of waiting) await route[how]();
  };
  return {
    asked: () => asked,
    letGo() {
      isOpen = true;
      return release('continue');
    },
    drop: () => release('abort'),
  };
}

const line = (page: Page) => page.getByText(/The rest of the shelf is arriving/).first();
const asked = (page: Page) => page.locator('.rate-movies[data-movie]');
const idsOf = (page: Page) =>
  asked(page).evaluateAll((all) => all.map((one) => one.getAttribute('data-movie')));

/** Picks three genres and rates the first of the movies that are asked, whose id it returns. */
async function picksAndRates(page: Page): Promise<string | null> {
  await page.goto('/');
  await pickGenres(page, 'Horror', 'Thriller', 'Mystery');
  await expect(page.locator('.picks-so-far__movie').first()).toBeVisible();
  await page.getByRole('button', { name: 'Next: rate a few films' }).click();
  const [rated] = await idsOf(page);
  await rateByKey(page, page.getByRole('main').getByRole('slider').first(), '0');
  await expect(page.getByText(/1 (of 5|films?) rated/).first()).toBeVisible();
  return rated;
}

test('the first movies recommend while the rest is on its way, and nothing is lost when it comes', async ({
  page,
}) => {
  const ratings = await holdRatings(page);
  const rated = await picksAndRates(page);
  const slots = await idsOf(page);
  expect(slots).not.toContain(rated);
  await expect(line(page)).toBeVisible();
  await ratings.letGo();
  await expect(line(page)).toHaveCount(0);
  // The questions stay where they were, and so does the step.
  expect(await idsOf(page)).toEqual(slots);
  await expect(page.getByText(/1 (of 5|films?) rated/).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Messages' }).getByText(/data set/)).toHaveCount(0);
  await page.getByRole('button', { name: 'See your picks' }).click();
  await expect(cards(page).first()).toBeVisible();
  await page.goto(`/movie/${rated}`);
  await expect(page.getByRole('main').getByRole('slider').first()).toHaveValue('5');
  // What was here is not fetched again.
  expect(ratings.asked()).toBe(1);
});

test('a page about all movies says that they are arriving, and opens by itself', async ({ page }) => {
  const ratings = await holdRatings(page);
  await page.goto('/explore');
  await expect(page.getByRole('heading', { level: 1, name: 'The shelf is filling' })).toBeVisible();
  await expect(line(page)).toBeVisible();
  await ratings.letGo();
  await expect(page.getByRole('heading', { level: 1, name: 'Explore' })).toBeVisible();
  await expect(page.getByText(/18,156/).first()).toBeVisible();
});

test('a rest that does not arrive is told, and comes when it is asked for again', async ({ page }) => {
  const ratings = await holdRatings(page);
  const rated = await picksAndRates(page);
  await ratings.drop();
  await expect(page.getByText(/The rest of the films did not arrive/)).toBeVisible();
  // It works on.
  await page
    .getByRole('button', { name: /^Haven’t seen/ })
    .first()
    .click();
  expect(await idsOf(page)).toHaveLength(6);
  await ratings.letGo();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText(/did not arrive/)).toHaveCount(0);
  await expect(line(page)).toHaveCount(0);
  // Stored: a visit that ends here goes on with everything.
  await page.reload();
  await expect(line(page)).toHaveCount(0);
  await page.goto(`/movie/${rated}`);
  await expect(page.getByRole('main').getByRole('slider').first()).toHaveValue('5');
});

test('a visit that ends before the rest has come goes on with what the person did', async ({ page }) => {
  const ratings = await holdRatings(page);
  const rated = await picksAndRates(page);
  await page.reload();
  await expect(page.getByText(/1 (of 5|films?) rated/).first()).toBeVisible();
  expect(await idsOf(page)).not.toContain(rated);
  await ratings.letGo();
  await expect(line(page)).toHaveCount(0);
  await expect(page.getByText(/1 (of 5|films?) rated/).first()).toBeVisible();
});
