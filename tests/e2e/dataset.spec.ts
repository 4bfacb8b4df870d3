import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { syntheticArchive } from '../bench/synthetic-archive.ts';
import { cards, expect, onboard, recommendedIds, test } from './app.ts';

const SIZE = { users: 60, movies: 150, ratings: 3000 };

/** Movies that no other data set has, in the layout of MovieLens. */
const madeUp = () => ({
  name: 'made-up.zip',
  mimeType: 'application/zip',
  buffer: Buffer.from(syntheticArchive(SIZE, 5)),
});

const choose = (page: Page, file: ReturnType<typeof madeUp>) =>
  page.getByLabel('Use another data set').setInputFiles(file);

/** The number above a name in "What was loaded", or in the dialog. */
const fact = (within: ReturnType<Page['locator']>, name: string) =>
  within
    .locator('.fact-list__fact')
    .filter({ has: within.page().getByText(name, { exact: true }) })
    .locator('dd');

async function isAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0].target}`)).toEqual([]);
  }
}

test('another data set is previewed, used, still there after a reload without the network, and removed again', async ({
  page,
  context,
}) => {
  await onboard(page, 3);
  // Until everything is fitted the order of the list may change.
  await expect(page.getByText(/Because you rated/).first()).toBeVisible();
  const before = await recommendedIds(page);
  await page.goto('/privacy');
  await choose(page, madeUp());
  const dialog = page.getByRole('dialog', { name: 'Use made-up?' });
  await expect(fact(dialog, 'Films')).toHaveText(String(SIZE.movies));
  await expect(fact(dialog, 'People')).toHaveText(String(SIZE.users));
  await expect(dialog.getByText('0 of 3 ratings of yours are in it')).toBeVisible();
  await isAccessible(page);
  await dialog.getByRole('button', { name: 'Keep the current one' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('paragraph').filter({ hasText: /^matinee-films$/ })).toBeVisible();
  // The focus returns to where the dialog was opened.
  await page.getByLabel('Use another data set').focus();
  await choose(page, madeUp());
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel('Use another data set')).toBeFocused();

  await choose(page, madeUp());
  await dialog.getByRole('button', { name: 'Use it' }).click();
  await expect(page.getByText('made-up is in use now')).toBeVisible();
  await expect(fact(page.locator('main'), 'Films')).toHaveText(String(SIZE.movies));
  await page.getByRole('link', { name: 'For you', exact: true }).click();
  await expect(cards(page).first()).toContainText(/Film \d+/);
  await page.goto('/ratings');
  await expect(page.getByRole('region', { name: 'Not in this data set' }).getByRole('listitem')).toHaveCount(
    3,
  );
  await expect(page.getByRole('main').getByRole('slider')).toHaveCount(0);
  await isAccessible(page);

  await context.route('**/*.zip', (route) => route.abort());
  await page.goto('/');
  await expect(cards(page).first()).toContainText(/Film \d+/);
  await page.goto('/privacy');
  // The built-in movies are still on the device, until they are deleted.
  await page.getByRole('button', { name: 'Delete matinee-films' }).click();
  await page
    .getByRole('dialog', { name: 'Delete matinee-films?' })
    .getByRole('button', { name: 'Delete' })
    .click();
  await expect(page.getByRole('list', { name: 'Stored data sets' }).getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Back to the built-in films' }).click();
  const refused = page.getByRole('dialog', { name: 'Nothing was changed' });
  await expect(refused).toContainText('The film data could not be fetched.');
  await refused.getByRole('button', { name: 'Close' }).click();
  await expect(fact(page.locator('main'), 'Films')).toHaveText(String(SIZE.movies));

  await context.unroute('**/*.zip');
  await page.getByRole('button', { name: 'Back to the built-in films' }).click();
  await expect(page.getByText('matinee-films is in use now')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Back to the built-in films' })).toHaveCount(0);
  await expect(page.getByLabel('Use another data set')).toBeFocused();
  await page.goto('/ratings');
  await expect(page.getByRole('main').getByRole('slider')).toHaveCount(3);
  await expect(page.getByRole('region', { name: 'Not in this data set' })).toHaveCount(0);
  await page.goto('/');
  // What is trained meanwhile moves some movies; those of the other data set would share none.
  const shared = async () => (await recommendedIds(page)).filter((id) => before.includes(id)).length;
  await expect.poll(shared).toBeGreaterThanOrEqual(before.length / 2);
});

test('a file that is no data set is refused with a reason and changes nothing', async ({ page }) => {
  await onboard(page, 1);
  await page.goto('/privacy');
  const movies = fact(page.locator('main'), 'Films');
  await expect(movies).toHaveText('18,156');
  const refused = page.getByRole('dialog', { name: 'Nothing was changed' });
  const cut = madeUp().buffer.subarray(0, 5000);
  const empty = Buffer.from(zipSync({ 'x/movies.csv': strToU8('movieId,title,genres\n1,A (1990),War\n') }));
  for (const [buffer, message] of [
    [cut, /archive/],
    [empty, 'The archive holds no ratings.csv.'],
  ] as const) {
    await choose(page, { ...madeUp(), buffer });
    await expect(refused).toContainText(message);
    await isAccessible(page);
    await refused.getByRole('button', { name: 'Close' }).click();
    await expect(refused).toBeHidden();
  }
  await expect(movies).toHaveText('18,156');
  await page.reload();
  await expect(movies).toHaveText('18,156');
});

test('suspicious ratings are left out by choice and restored', async ({ page }) => {
  await onboard(page, 1);
  await page.goto('/privacy');
  const people = fact(page.locator('main'), 'People');
  await expect(people).toHaveText('618');
  const choice = page.getByRole('group', { name: 'Leave out' });
  const bursts = choice.getByRole('checkbox', { name: /people who rate faster than one can read/ });
  const label = await choice
    .getByText(/people who rate faster than one can read/)
    .first()
    .innerText();
  const count = Number(/^\d+/.exec(label)?.[0]);
  expect(count).toBeGreaterThan(0);
  await bursts.check();
  await choice.getByRole('button', { name: 'Use the data without these' }).click();
  await expect(page.getByText(/is in use now, without people who rate faster/)).toBeVisible();
  await expect(people).toHaveText(String(618 - count));
  await expect(choice).toContainText('The data is used without people who rate faster than one can read.');
  // Users who were left out are still listed, but have no page.
  await page.getByText('People who rate faster than one can read ·').click();
  await expect(page.getByText('Left out: person 73 as read')).toBeVisible();
  await isAccessible(page);

  await page.reload();
  await expect(people).toHaveText(String(618 - count));
  await bursts.uncheck();
  await choice.getByRole('button', { name: 'Use all of the data again' }).click();
  await expect(people).toHaveText('618');
  await expect(choice).toContainText('All of the data is used.');
});

test('@phone the preview of a data set fits', async ({ page }) => {
  await onboard(page, 1);
  await page.goto('/privacy');
  await choose(page, madeUp());
  const dialog = page.getByRole('dialog', { name: 'Use made-up?' });
  await expect(dialog).toBeVisible();
  const box = await dialog.boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
  await isAccessible(page);
  await dialog.getByRole('button', { name: 'Use it' }).click();
  await expect(page.getByText('made-up is in use now')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

/** Drops files anywhere on the page. */
async function drop(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  const transfer = await page.evaluateHandle((named) => {
    const dropped = new DataTransfer();
    for (const [name, latin1] of Object.entries(named)) {
      dropped.items.add(new File([Uint8Array.from(latin1, (letter) => letter.charCodeAt(0))], name));
    }
    return dropped;
  }, files);
  await page.locator('main').dispatchEvent('drop', { dataTransfer: transfer });
}

/** MovieLens 1M in small: `::`, Latin-1, whole stars. */
const ML_1M = {
  'movies.dat': "1::Toy Story (1995)::Animation|Children's\n73::Mis\u00e9rables, Les (1995)::Drama\n",
  'ratings.dat': Array.from(
    { length: 40 },
    (_, user) => `${user + 1}::${user % 2 ? 1 : 73}::4::978300760\n`,
  ).join(''),
};

test('MovieLens 1M is dropped, as its zip and as its files', async ({ page }) => {
  await onboard(page, 3);
  await page.goto('/privacy');
  await expect(page.getByRole('paragraph').filter({ hasText: /^matinee-films$/ })).toBeVisible();
  const zip = zipSync({
    'ml-1m/movies.dat': Uint8Array.from(ML_1M['movies.dat'], (letter) => letter.charCodeAt(0)),
    'ml-1m/ratings.dat': strToU8(ML_1M['ratings.dat']),
  });
  await drop(page, { 'ml-1m.zip': String.fromCharCode(...zip) });
  const dialog = page.getByRole('dialog', { name: 'Use ml-1m?' });
  await expect(fact(dialog, 'Ratings')).toHaveText('40');
  await expect(dialog.getByText('Every line of it can be used.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Keep the current one' }).click();
  await expect(dialog).toBeHidden();

  await drop(page, ML_1M);
  const loose = page.getByRole('dialog', { name: 'Use 2 files?' });
  await loose.getByRole('button', { name: 'Use it' }).click();
  await expect(page.getByText('2 files is in use now')).toBeVisible();
  await page.getByRole('link', { name: 'Explore', exact: true }).click();
  await expect(page.getByRole('link', { name: /Les Misérables/ }).first()).toBeVisible();
});

test('reading a large data set shows how far it is, and stops at once with everything as before', async ({
  page,
}) => {
  await onboard(page, 3);
  await page.goto('/privacy');
  await expect(page.getByRole('paragraph').filter({ hasText: /^matinee-films$/ })).toBeVisible();
  const rows = Array.from({ length: 200 }, (_, n) => `,${n + 1},4.0,${1_000_000_000 + n}\n`);
  const movies = Array.from({ length: 200 }, (_, n) => `${n + 1},Film ${n + 1} (1990),Drama\n`);
  const users = Array.from({ length: 15_000 }, (_, user) => rows.map((row) => `${user + 1}${row}`).join(''));
  const buffer = Buffer.from(
    zipSync(
      {
        'large/movies.csv': strToU8(`movieId,title,genres\n${movies.join('')}`),
        'large/ratings.csv': strToU8(`userId,movieId,rating,timestamp\n${users.join('')}`),
      },
      { level: 1 },
    ),
  );
  const progress = stopWhileReading(page);
  await choose(page, { name: 'large.zip', mimeType: 'application/zip', buffer });
  expect(await progress).toMatch(/^Reading large\.zip.* of 71\.\d MB/);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('paragraph').filter({ hasText: /^matinee-films$/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('paragraph').filter({ hasText: /^matinee-films$/ })).toBeVisible();
});

/**
 * Presses "Stop" in the frame that shows how much is read: a quick machine has read all of it before a mouse gets there.
 * @returns what the dialog said
 */
function stopWhileReading(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const look = () => {
          const dialog = document.querySelector('dialog[open]');
          const text = dialog?.textContent ?? '';
          const stop = [...(dialog?.querySelectorAll('button') ?? [])].find(
            (one) => one.textContent === 'Stop',
          );
          if (stop === undefined || !/ of [\d.]+ MB/.test(text)) return requestAnimationFrame(look);
          stop.click();
          resolve(text);
        };
        look();
      }),
  );
}
