import type { CDPSession, Page } from '@playwright/test';
import { cards, expect, onboard, rateByKey, test } from './app.ts';
import { askWorker, hearing } from './ask-worker.ts';

const cdp = (page: Page): Promise<CDPSession> => page.context().newCDPSession(page);

/** What a database holds now, by the text of its keys; null where it is not there. */
function stored(page: Page, name: string): Promise<Record<string, unknown> | null> {
  return page.evaluate(async (name) => {
    if (!(await indexedDB.databases()).some((one) => one.name === name)) return null;
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const store = database.transaction('keyval').objectStore('keyval');
    const read = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
    const [keys, values] = await Promise.all([read(store.getAllKeys()), read(store.getAll())]);
    database.close();
    return Object.fromEntries(keys.map((key, n) => [JSON.stringify(key), values[n]]));
  }, name);
}

/** Writes a record behind the back of Matinee. */
function put(page: Page, name: string, key: string, value: unknown): Promise<void> {
  return page.evaluate(
    ([name, key, value]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('keyval', 'readwrite');
          if (value === undefined) transaction.objectStore('keyval').delete(key);
          else transaction.objectStore('keyval').put(value, key);
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    [name, key, value] as [string, string, unknown],
  );
}

const ratingsStored = async (page: Page) =>
  Object.keys((await stored(page, 'matinee-person')) ?? {}).filter((key) => key.startsWith('["rating"'))
    .length;

const rateFirst = (page: Page) =>
  rateByKey(page, cards(page).locator('[type="range"][aria-valuetext="not rated"]').first(), '0');

const rateSecond = (page: Page) =>
  rateByKey(page, cards(page).locator('[aria-valuetext="not rated"]').nth(1), '0');

/** Lets the worker run a script of the test before its own. */
async function beforeWorker(page: Page, script: string): Promise<void> {
  await page.context().route(/main-worker-[^/]*\.js/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: script + (await response.text()) });
  });
}

/**
 * A disk that can be full for the person's database. The browser's own quota looks at its cached free space for half a
 * minute, and lets small writes pass.
 */
async function fillable(page: Page) {
  let isFull = false;
  const set = (next: boolean) => {
    isFull = next;
    return askWorker(page, 'disk', next);
  };
  await page.context().route(/main-worker-[^/]*\.js/, async (route) => {
    const response = await route.fetch();
    const script = `let isFull = ${isFull};
      ${hearing('disk', 'isFull = data;')}
      const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (...record) {
        if (isFull && this.transaction.db.name === 'matinee-person') throw new DOMException('full', 'QuotaExceededError');
        return put.apply(this, record);
      };`;
    await route.fulfill({ response, body: script + (await response.text()) });
  });
  return { fill: () => set(true), free: () => set(false) };
}

async function forget(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Forget everything' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget everything' }).click();
  await expect(page.getByRole('heading', { name: 'Everything is deleted' })).toBeVisible();
}

/** The back-up that a press on the button downloads. */
async function backup(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download a back-up' }).first().click();
  const path = await (await download).path();
  const { readFile } = await import('node:fs/promises');
  return readFile(path, 'utf8');
}

test('a full disk: a change is shown as not saved, survives a reload, and is saved once there is room', async ({
  page,
}) => {
  const disk = await fillable(page);
  await onboard(page, 1);
  await expect.poll(() => ratingsStored(page)).toBe(1);
  await disk.fill();
  await rateFirst(page);
  const banner = page.getByText('1 change of yours is not saved yet.');
  await expect(banner).toBeVisible();
  await expect(page.getByText('2 ratings of yours').first()).toBeVisible();
  expect(await ratingsStored(page)).toBe(1);

  await page.reload();
  await expect(banner).toBeVisible();
  await page.getByRole('link', { name: 'My ratings', exact: true }).click();
  await expect(page.getByRole('main').getByRole('slider')).toHaveCount(2);
  await expect(page.locator('.star-rating--unsaved')).toHaveCount(1);
  expect(JSON.parse(await backup(page))).toBeDefined();

  await disk.free();
  await expect(banner).toHaveCount(0);
  await expect(page.locator('.star-rating--unsaved')).toHaveCount(0);
  expect(await ratingsStored(page)).toBe(2);
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('unconfirmed'))),
  ).toEqual([]);
});

test('a data database that does not answer leaves the person whole', async ({ page }) => {
  await onboard(page, 2);
  await expect.poll(() => ratingsStored(page)).toBe(2);
  await beforeWorker(
    page,
    `const open = IDBFactory.prototype.open;
     IDBFactory.prototype.open = function (name, version) {
       return name === 'matinee-data' ? {} : open.call(this, name, version);
     };`,
  );
  await page.goto('/ratings');
  await expect(page.getByRole('main').getByRole('slider')).toHaveCount(2);
  await expect(
    page.getByText('The films and the model cannot be saved on this device right now'),
  ).toBeVisible();
  await expect(page.getByText(/does not save anything/)).toHaveCount(0);
  await rateByKey(page, page.getByRole('main').getByRole('slider').first(), '4');
  await expect.poll(async () => JSON.stringify(await stored(page, 'matinee-person'))).toContain('"stars":2');
});

test('a damaged version record of the data: all of it is fetched again, and the person stays', async ({
  page,
}) => {
  await onboard(page, 1);
  await expect
    .poll(async () => Object.keys((await stored(page, 'matinee-data')) ?? {}).length)
    .toBeGreaterThan(5);
  await put(page, 'matinee-data', 'schema', 'rubbish');
  await page.goto('/ratings');
  await expect(page.getByRole('main').getByRole('slider')).toHaveCount(1);
  await expect(page.getByText(/fetched and trained again by themselves/)).toBeVisible();
  await expect.poll(async () => (await stored(page, 'matinee-data'))?.['"schema"']).toBe(1);
});

test('a damaged version record of the person: it is written again, and the person stays', async ({
  page,
}) => {
  await onboard(page, 1);
  await put(page, 'matinee-person', 'schema', undefined);
  await page.goto('/ratings');
  await expect(page.getByRole('main').getByRole('slider')).toHaveCount(1);
  expect((await stored(page, 'matinee-person'))?.['"schema"']).toBe(1);
});

test('what a newer version has stored is left alone, said, backed up and deleted on request', async ({
  page,
}) => {
  await onboard(page, 2);
  await expect.poll(() => ratingsStored(page)).toBe(2);
  await put(page, 'matinee-person', 'schema', 2);
  await page.goto('/privacy');
  await expect(page.getByText(/was written by a newer version of Matinee/).first()).toBeVisible();
  await expect(page.getByRole('main').getByText(/0 ratings/)).toHaveCount(0);
  expect(JSON.parse(await backup(page)).films).toHaveLength(2);
  expect(await ratingsStored(page)).toBe(2);
  await forget(page);
  expect(await stored(page, 'matinee-person')).toBeNull();
});

test('damage that cannot be mended: a back-up of what is readable, and everything can be deleted', async ({
  page,
}) => {
  await onboard(page, 2);
  await expect.poll(() => ratingsStored(page)).toBe(2);
  await put(page, 'matinee-person', 'schema', 'rubbish');
  await put(page, 'matinee-person', 'unknown', { any: 'thing' });
  await page.goto('/privacy');
  await expect(page.getByText(/The storage of this page is damaged/).first()).toBeVisible();
  expect(JSON.parse(await backup(page)).films).toHaveLength(2);
  await forget(page);
  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(page).toHaveURL(/welcome/);
});

/** As the browser does it: it closes the databases and deletes them. */
async function clearDatabases(page: Page): Promise<void> {
  const session = await cdp(page);
  await session.send('Storage.clearDataForOrigin', {
    origin: new URL(page.url()).origin,
    storageTypes: 'indexeddb',
  });
}

test('site data that is cleared while Matinee is open is written back from memory, and said', async ({
  page,
}) => {
  await onboard(page, 2);
  await expect.poll(() => ratingsStored(page)).toBe(2);
  await clearDatabases(page);
  await rateFirst(page);
  await expect(page.getByText(/The browser has deleted what Matinee had saved/)).toBeVisible();
  await expect.poll(() => ratingsStored(page)).toBe(3);
  await page.goto('/ratings');
  await expect(page.getByRole('main').getByRole('slider')).toHaveCount(3);
});

test('the store decides: a returning person is not asked again', async ({ page }) => {
  await onboard(page, 1);
  await expect.poll(async () => (await stored(page, 'matinee-person'))?.['"onboarded"']).toBe(true);
  // What a kill may leave: the database is on disk, the note in localStorage is not.
  await page.evaluate(() => localStorage.removeItem('matinee.onboarded'));
  await page.goto('/');
  await expect(cards(page).first()).toBeVisible();
  await expect(page).not.toHaveURL(/welcome/);
});

test('a change that was removed later does not come back with an old note of it', async ({ page }) => {
  await onboard(page, 1);
  const [key] = Object.keys((await stored(page, 'matinee-person')) ?? {}).filter((one) =>
    one.startsWith('["rating"'),
  );
  const movieId: number = JSON.parse(key)[1];
  const at = Date.now();
  await page.goto('/ratings');
  await rateByKey(page, page.getByRole('main').getByRole('slider').first(), 'Delete');
  await expect.poll(() => ratingsStored(page)).toBe(0);
  await page.evaluate(
    ([movieId, at]) =>
      localStorage.setItem(
        'matinee.unconfirmed.old',
        JSON.stringify([{ command: { type: 'rate', movieId, stars: 5 }, at }]),
      ),
    [movieId, at],
  );
  await page.reload();
  await expect(page.getByText('You have not rated a film yet', { exact: false }).first()).toBeVisible();
  expect(await ratingsStored(page)).toBe(0);
});

/**
 * Databases that do not answer until `answer` is called. As where another tab that is frozen holds them: the request to
 * open stays without an answer.
 */
async function stalled(page: Page, names: readonly string[]) {
  await beforeWorker(
    page,
    `let isStalled = true;
     ${hearing('answer', 'isStalled = false;')}
     const open = IDBFactory.prototype.open;
     IDBFactory.prototype.open = function (name, version) {
       return isStalled && ${JSON.stringify(names)}.includes(name) ? {} : open.call(this, name, version);
     };`,
  );
  return { answer: () => askWorker(page, 'answer', 'now') };
}

test('databases that do not answer: Matinee works in memory, says so, and takes up what is saved once they do', async ({
  page,
}) => {
  await onboard(page, 2);
  await expect.poll(() => ratingsStored(page)).toBe(2);
  const databases = await stalled(page, ['matinee-person', 'matinee-data']);
  await page.reload();
  await expect(page.getByText(/The storage of this browser does not answer/)).toBeVisible();
  await rateFirst(page);
  await expect(page.getByText(/1 change of yours is not saved yet/)).toBeVisible();
  expect(await ratingsStored(page)).toBe(2);

  await databases.answer();
  await expect(page.getByText(/The storage of this browser does not answer/)).toHaveCount(0);
  await expect.poll(() => ratingsStored(page)).toBe(3);
  await page.getByRole('link', { name: 'My ratings', exact: true }).click();
  await expect(page.getByRole('main').getByRole('slider')).toHaveCount(3);
  await expect(page.locator('.star-rating--unsaved')).toHaveCount(0);
});

test('a disk that fills up while the movies are saved leaves all or nothing, and the page whole', async ({
  page,
}) => {
  await beforeWorker(
    page,
    `let left = 4;
     const put = IDBObjectStore.prototype.put;
     IDBObjectStore.prototype.put = function (...record) {
       if (this.transaction.db.name === 'matinee-data' && --left < 0) throw new DOMException('full', 'QuotaExceededError');
       return put.apply(this, record);
     };`,
  );
  await onboard(page, 1);
  await expect(page.getByText(/There is no room left to save this on the device/).first()).toBeVisible();
  await rateFirst(page);
  await expect.poll(() => ratingsStored(page)).toBe(2);
  const manifests = Object.keys((await stored(page, 'matinee-data')) ?? {}).filter((key) =>
    key.startsWith('["manifest"'),
  );
  expect(manifests).not.toContain('["manifest","dataset"]');
  await page.context().unrouteAll();
  await page.goto('/ratings');
  await expect(page.getByRole('main').getByRole('slider')).toHaveCount(2);
  await expect
    .poll(async () => Object.keys((await stored(page, 'matinee-data')) ?? {}))
    .toContain('["manifest","dataset"]');
});

test('two tabs that rate at the same time lose nothing and agree', async ({ page, context }) => {
  await onboard(page, 1);
  await expect.poll(() => ratingsStored(page)).toBe(1);
  const other = await context.newPage();
  await other.goto('/');
  await expect(cards(other).first()).toBeVisible();
  await Promise.all([page, other].map((one) => one.goto('/ratings')));
  for (const one of [page, other]) await expect(one.getByRole('main').getByRole('slider')).toHaveCount(1);
  // The same movie in both, at once.
  await Promise.all([
    rateByKey(page, page.getByRole('main').getByRole('slider').first(), '2'),
    rateByKey(other, other.getByRole('main').getByRole('slider').first(), '9'),
  ]);
  await Promise.all([page, other].map((one) => one.goto('/')));
  // Different ones from both, at once.
  await Promise.all([rateFirst(page), rateSecond(other)]);
  await expect.poll(() => ratingsStored(page)).toBe(3);
  await Promise.all([page, other].map((one) => one.goto('/ratings')));
  const shown = (one: Page) =>
    one
      .getByRole('main')
      .getByRole('slider')
      .evaluateAll((all) => all.map((slider) => slider.getAttribute('aria-valuetext')));
  await expect(page.getByRole('main').getByRole('slider')).toHaveCount(3);
  await expect(other.getByRole('main').getByRole('slider')).toHaveCount(3);
  expect(await shown(page)).toEqual(await shown(other));
});

test('databases that are gone at the next visit: said, and Matinee begins anew', async ({ page }) => {
  await onboard(page, 2);
  await expect.poll(() => ratingsStored(page)).toBe(2);
  // A page of this origin that holds no database open.
  await page.goto('/favicon.svg');
  await clearDatabases(page);
  await page.goto('/');
  await expect(page.getByText(/What Matinee had saved on this device is gone/)).toBeVisible();
  await expect(page).toHaveURL(/welcome/);
  await page.getByRole('button', { name: /^Thriller/ }).click();
});
