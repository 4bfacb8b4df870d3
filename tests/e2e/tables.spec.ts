import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { createRandom } from '../../src/base/random.ts';
import { cards, expect, onboard, rateByKey, test } from './app.ts';

const USERS = 40;
const ITEMS = 60;

/** Ratings from 1 to `best` of made-up people, by ids of text. */
function ratingRows(best: number, separator: string, nameOf: (item: number) => string): string[] {
  const random = createRandom(11);
  return Array.from({ length: USERS }, (_, user) =>
    Array.from({ length: ITEMS }, (__, item) => item)
      .filter(() => random.uniform() < 0.5)
      .map((item) => [`reader-${user}`, nameOf(item), 1 + random.integer(best)].join(separator)),
  ).flat();
}

const isbn = (item: number) => `X${1000 + item}`;
const bookRatings = ['User-ID;ISBN;Book-Rating', ...ratingRows(10, ';', isbn), 'reader-1;X1000;eleven'].join(
  '\n',
);
const books = [
  'ISBN;Book-Title;Year-Of-Publication;Genres',
  ...Array.from(
    { length: ITEMS },
    (_, item) =>
      `${isbn(item)};"Volume ${item + 1}; a Novel";${1950 + item};${['Crime', 'Poetry'][item % 2]}`,
  ),
].join('\n');
const gameRatings = ['user_id,app_name,score', ...ratingRows(5, ',', (item) => `Quest ${item + 1}`)].join(
  '\n',
);

const choose = (page: Page, files: Readonly<Record<string, string>>) =>
  page.getByLabel('Use another data set').setInputFiles(
    Object.entries(files).map(([name, text]) => ({
      name,
      mimeType: 'text/csv',
      buffer: Buffer.from(text),
    })),
  );

const fact = (within: ReturnType<Page['locator']>, name: string) =>
  within
    .locator('.fact-list__fact')
    .filter({ has: within.page().getByText(name, { exact: true }) })
    .locator('dd');

test('books with a table of titles are mapped, used, and called titles', async ({ page }) => {
  test.slow();
  await onboard(page, 2);
  await page.goto('/privacy');
  await choose(page, { 'Ratings.csv': bookRatings, 'Books.csv': books });
  const dialog = page.getByRole('dialog', { name: 'What is in 2 files?' });
  await expect(dialog.getByLabel('A data set of')).toHaveValue('books');
  await expect(dialog.getByRole('region', { name: 'The first rows of Ratings.csv' })).toContainText(
    'reader-0',
  );
  await expect(dialog.getByLabel('Person')).toHaveValue('0');
  await expect(dialog.getByLabel('Best rating')).toHaveValue('10');
  await expect(dialog.getByText('As stars: 1 is 0.5, 5 is 2.5, 10 is 5.')).toBeVisible();
  await expect(dialog.getByLabel('Year')).toHaveValue('2');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0].target}`)).toEqual([]);

  // Without the column of people it cannot be read.
  const read = dialog.getByRole('button', { name: 'Read it' });
  await dialog.getByLabel('Person').selectOption('Choose a column');
  await expect(read).toBeDisabled();
  await dialog.getByLabel('Person').selectOption('User-ID');
  await read.click();
  const preview = page.getByRole('dialog', { name: 'Use 2 files?' });
  await expect(fact(preview, 'Titles')).toHaveText(String(ITEMS));
  await expect(fact(preview, 'People')).toHaveText(String(USERS));
  await expect(preview.getByText('Ratings that are not a number from 0 to 10')).toBeVisible();
  await preview.getByRole('button', { name: 'Use it' }).click();
  await expect(page.getByText('2 files is in use now')).toBeVisible();
  await expect(page.getByText('How often titles are rated')).toBeVisible();
  // None of these ratings has a date, and nothing is drawn of it.
  await expect(page.getByText('Ratings over time')).toHaveCount(0);
  await expect(page.getByText(/film/i).filter({ hasText: /^Films? (without|nobody)/ })).toHaveCount(0);

  await page.getByRole('link', { name: 'Explore', exact: true }).click();
  await expect(page.getByText(`${ITEMS} titles`)).toBeVisible();
  await page
    .getByRole('link', { name: /Volume \d+; a Novel/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'Titles like this' })).toBeVisible();
  await page.goto('/');
  await expect(cards(page).first()).toContainText(/Volume \d+; a Novel/);

  await page.getByRole('combobox', { name: 'Search titles and people' }).fill('zzz');
  await expect(page.getByText('No title and nobody called “zzz”').first()).toBeVisible();
  await page.goto('/welcome');
  await expect(page.getByText('Titles that fit appear as you go.')).toBeVisible();
  await page.goto('/map');
  await expect(page.getByText('Titles that the same people like lie close together.')).toBeVisible();
});

/** Names in which the word for movies may stand whatever the data set is of. */
const NAMES = /MovieLens|matinee-films/g;
/** The pages that speak of what is in the data set. */
const PAGES = [
  '/',
  '/explore',
  '/watchlist',
  '/ratings',
  '/taste',
  '/tonight',
  '/map',
  '/training',
  '/order',
  '/deep-taste',
  '/lab',
  '/compare',
  '/experiment',
  '/how',
  '/users',
  '/users/1',
  '/privacy',
];

/** Texts of the page and its dialogs, hidden ones and hints included, in words for movies. */
async function textsAboutMovies(page: Page): Promise<string[]> {
  const all = await page.locator('main, dialog').evaluateAll((parts) =>
    parts.flatMap((part) => {
      const copy = part.cloneNode(true) as Element;
      // Where the built-in data are from: they are of movies.
      for (const own of copy.querySelectorAll('.sources')) own.remove();
      const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
      const texts: string[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? '');
      for (const element of copy.querySelectorAll('[title], [aria-label], [placeholder]'))
        for (const name of ['title', 'aria-label', 'placeholder'])
          texts.push(element.getAttribute(name) ?? '');
      return texts;
    }),
  );
  return all.filter((text) => /film|movie/i.test(text.replaceAll(NAMES, '')));
}

test('every page of a data set of games speaks of titles', async ({ page }) => {
  test.slow();
  await onboard(page, 1);
  await page.goto('/privacy');
  await choose(page, { 'games.csv': gameRatings });
  await page.getByRole('dialog').getByRole('button', { name: 'Read it' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Use it' }).click();
  await expect(page.getByText('games is in use now')).toBeVisible();
  await page.goto('/welcome?step=films');
  for (let n = 1; n <= 6; n++) {
    await rateByKey(page, page.getByRole('main').getByRole('slider').first(), n % 2 === 0 ? '0' : '4');
    await expect(page.getByText(new RegExp(`${n} (of 5|titles) rated`)).first()).toBeVisible();
  }
  expect(await textsAboutMovies(page)).toEqual([]);

  for (const address of PAGES) {
    await page.goto(address);
    await expect(page.locator('main h1')).toBeVisible();
    await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0);
    // Until the data set is open nobody knows what it is of.
    await expect.poll(() => textsAboutMovies(page), address).toEqual([]);
  }
  await page.goto('/');
  await cards(page).first().getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: 'Titles like this' })).toBeVisible();
  await expect.poll(() => textsAboutMovies(page), 'the page of a title').toEqual([]);
  await page
    .getByRole('button', { name: /^Why this/ })
    .first()
    .click();
  await expect(page.getByRole('dialog').getByText('What your ratings do').first()).toBeVisible();
  await expect.poll(() => textsAboutMovies(page), 'why').toEqual([]);
  await page.keyboard.press('Escape');
  await page.goto('/');
  await page.getByRole('button', { name: /^Ranked by/ }).click();
  await expect(page.getByRole('dialog').getByText('Title to title', { exact: true })).toBeVisible();
  await expect.poll(() => textsAboutMovies(page), 'the choice of a recommender').toEqual([]);
});

test('games without a table of titles are dropped anywhere and keep their names', async ({ page }) => {
  await onboard(page, 2);
  await page.goto('/');
  const transfer = await page.evaluateHandle((text) => {
    const dropped = new DataTransfer();
    dropped.items.add(new File([text], 'games.csv'));
    return dropped;
  }, gameRatings);
  await page.locator('main').dispatchEvent('drop', { dataTransfer: transfer });
  const dialog = page.getByRole('dialog', { name: 'What is in games?' });
  await expect(dialog.getByLabel('A data set of')).toHaveValue('games');
  await expect(dialog.getByRole('region', { name: 'Titles', exact: true })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Read it' }).click();
  const preview = page.getByRole('dialog', { name: 'Use games?' });
  await expect(preview.getByText('Every line of it can be used.')).toBeVisible();
  await preview.getByRole('button', { name: 'Use it' }).click();
  await expect(page.getByText('games is in use now')).toBeVisible();
  await expect(cards(page).first()).toContainText(/Quest \d+/);
  // The ratings of movies stay, but none of them is here.
  await page.goto('/ratings');
  await expect(page.getByText('None of the titles you have rated is in this data set.')).toBeVisible();
});

test('@phone the question what columns hold fits', async ({ page }) => {
  await onboard(page, 1);
  await page.goto('/privacy');
  await choose(page, { 'Ratings.csv': bookRatings, 'Books.csv': books });
  await expect(page.getByRole('dialog', { name: 'What is in 2 files?' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
