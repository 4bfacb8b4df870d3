import type { BrowserContext, Page } from '@playwright/test';
import { cards, expect, onboard, test } from './app.ts';
import { type ServedBuilds, serveBuilds } from './served-builds.ts';

const port = Number(process.env.MATINEE_PORT ?? 4199) + 400;

const retry = (page: Page) => page.getByRole('button', { name: 'Try again' });

/** Drops an export onto the page. */
async function dropExport(page: Page): Promise<void> {
  await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(
      new File(['Date,Name,Year,Letterboxd URI,Rating\n2024-01-01,Heat,1995,,4.5\n'], 'ratings.csv'),
    );
    for (const type of ['dragenter', 'dragover', 'drop'])
      window.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  });
}

const mainScript = (page: Page) =>
  page.evaluate(() => document.querySelector<HTMLScriptElement>('script[type="module"]')?.src ?? '');

const builds = (page: Page) =>
  page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('matinee-')).length);

test.describe('a new build', () => {
  let served: ServedBuilds;
  test.use({ serviceWorkers: 'allow', baseURL: `http://localhost:${port}` });
  test.beforeAll(async () => {
    served = await serveBuilds(port);
  });
  test.afterAll(() => served.close());

  /** A tab on For you that the service worker controls. */
  async function tab(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    await page.goto('/');
    await expect(cards(page).first()).toBeVisible();
    return page;
  }

  test('that one tab takes leaves the other tabs whole, and each takes it when the person wants', async ({
    page,
    context,
  }) => {
    await onboard(page, 1);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    const [ratings, dropped, training] = [await tab(context), await tab(context), await tab(context)];
    const before = await mainScript(page);

    served.deploy('next');
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    const reloaded = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Reload to update' }).click();
    await reloaded;
    await expect(cards(page).first()).toBeVisible();
    expect(await mainScript(page)).not.toBe(before);

    // Pages, dialogs and the code that trains: nothing of these was loaded in the other tabs before.
    await ratings.getByRole('link', { name: 'My ratings', exact: true }).click();
    await expect(ratings.getByRole('heading', { level: 1, name: 'My ratings' })).toBeVisible();
    await dropExport(dropped);
    await expect(dropped.getByRole('dialog')).toBeVisible();
    await training.getByRole('link', { name: 'Training', exact: true }).click();
    await training.getByRole('button', { name: 'Start with these settings' }).click();
    await expect(training.getByRole('heading', { level: 2, name: /^Done/ })).toBeVisible({
      timeout: 150_000,
    });
    await training.close();

    for (const other of [ratings, dropped]) {
      expect(await mainScript(other)).toBe(before);
      await other.keyboard.press('Escape');
      const loaded = other.waitForEvent('load');
      await other.getByRole('button', { name: 'Reload to update' }).click();
      await loaded;
      expect(await mainScript(other)).not.toBe(before);
    }
    // Now nobody needs the files of the first build.
    await ratings.reload();
    await expect.poll(() => builds(page)).toBe(1);
  });
});

test.describe('code that does not load', () => {
  test('of a page is a message with a way to try again', async ({ page, context }) => {
    await onboard(page, 1);
    await context.route(/\/assets\/ratings-page-[^/]*\.js$/, (route) => route.abort());
    await page.getByRole('link', { name: 'My ratings', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'This page did not load' })).toBeVisible();
    await retry(page).click();
    await expect(page.getByRole('heading', { name: 'This page did not load' })).toBeVisible();
    await context.unroute(/\/assets\/ratings-page-[^/]*\.js$/);
    await retry(page).click();
    await expect(page.getByRole('heading', { level: 1, name: 'My ratings' })).toBeVisible();
    await expect(page.getByRole('main').getByRole('slider')).toHaveCount(1);
  });

  test('of a dialog leaves the page, and the dialog comes with the next attempt', async ({
    page,
    context,
  }) => {
    await onboard(page, 1);
    await context.route(/\/assets\/import-dialog-[^/]*\.js$/, (route) => route.abort());
    await dropExport(page);
    await expect(page.getByText('A part of Matinee did not load.')).toBeVisible();
    await expect(cards(page).first()).toBeVisible();
    await context.unroute(/\/assets\/import-dialog-[^/]*\.js$/);
    await retry(page).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  });

  test('of training is said, and training starts with the next attempt', async ({ page, context }) => {
    await onboard(page, 1);
    const code = /\/assets\/train-[^/]*\.js$/;
    await context.route(code, (route) => route.abort());
    await page.getByRole('link', { name: 'Training', exact: true }).click();
    await page.getByRole('button', { name: 'Start with these settings' }).click();
    await expect(page.getByText('A part of Matinee did not load.').first()).toBeVisible();
    await context.unroute(code);
    await page.getByRole('button', { name: /Start/ }).first().click();
    await expect(page.getByRole('heading', { level: 2, name: /^Done/ })).toBeVisible({ timeout: 150_000 });
  });
});

test.describe('the copy for offline use', () => {
  test.use({ serviceWorkers: 'allow' });

  test('that the browser has deleted is fetched again with the next visit', async ({ page, context }) => {
    await onboard(page, 1);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    const files = () =>
      page.evaluate(async () => {
        const names = (await caches.keys()).filter((name) => name.startsWith('matinee-'));
        const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
        return keys.flat().length;
      });
    const before = await files();
    expect(before).toBeGreaterThan(20);
    await page.evaluate(async () => {
      for (const name of await caches.keys()) await caches.delete(name);
    });
    await page.reload();
    await expect(cards(page).first()).toBeVisible();
    await expect.poll(files, { timeout: 60_000 }).toBe(before);
    await context.setOffline(true);
    await page.goto('/ratings');
    await expect(page.getByRole('main').getByRole('slider')).toHaveCount(1);
  });
});
