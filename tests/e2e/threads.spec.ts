import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, onboard, test } from './app.ts';

const isolated = (page: Page) => page.evaluate(() => crossOriginIsolated);
const threadWorkers = (page: Page) =>
  page.workers().filter((worker) => /thread-worker/.test(worker.url())).length;

/** Trains on the processor with as many threads as the address says. @returns the file of the model, as a hash */
async function modelOf(page: Page, threads: number, method: string): Promise<string> {
  await page.goto(`/training?backend=cpu&threads=${threads}`);
  await page.getByRole('button', { name: method }).click();
  await page.getByRole('button', { name: 'Start with these settings' }).click();
  await expect(page.getByRole('heading', { level: 2, name: /^Done/ })).toBeVisible({ timeout: 90_000 });
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the model as a file' }).click();
  const bytes = await readFile(await (await coming).path());
  // The head names the run and when it was; the numbers follow.
  const numbers = bytes.subarray(8 + Number(bytes.readBigUInt64LE(0)));
  expect(numbers.length).toBeGreaterThan(100_000);
  return createHash('sha256').update(numbers).digest('hex');
}

const running = (page: Page) =>
  page.locator('dt', { hasText: /^Threads$/ }).locator('xpath=following-sibling::dd[1]');

test('an isolated page trains with several threads, and the model is that of one thread', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await onboard(page, 0);
  expect(await isolated(page)).toBe(true);
  const one = await modelOf(page, 1, 'Quick');
  await expect(running(page)).toHaveText('1');
  expect(threadWorkers(page)).toBe(0);
  const three = await modelOf(page, 3, 'Quick');
  await expect(running(page)).toHaveText('3');
  expect(threadWorkers(page)).toBe(2);
  expect(three).toBe(one);
});

/** The numbers of a stored model, as a hash; empty while it is not stored. */
const storedModel = (page: Page, name: string): Promise<string> =>
  page.evaluate(async (artifact) => {
    const answerOf = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await answerOf(indexedDB.open('matinee-data'));
    try {
      const store = database.transaction('keyval').objectStore('keyval');
      if ((await answerOf(store.getKey(['manifest', artifact]))) === undefined) return '';
      const ofModel = IDBKeyRange.bound(['chunk', artifact], ['chunk', artifact, []]);
      const keys = await answerOf(store.getAllKeys(ofModel));
      const chunks: Uint8Array[] = await answerOf(store.getAll(ofModel));
      // The words of the model are no numbers.
      const numbers = chunks.filter((_, n) => !(keys[n] as unknown[]).includes('meta'));
      const hash = await crypto.subtle.digest('SHA-256', await new Blob(numbers as BlobPart[]).arrayBuffer());
      return `${numbers.reduce((sum, { length }) => sum + length, 0)} bytes, ${new Uint8Array(hash).join(' ')}`;
    } finally {
      database.close();
    }
  }, name);

test('implicit ALS is fitted by two threads, and the model is that of one thread', async ({ browser }) => {
  test.setTimeout(300_000);
  const models: string[] = [];
  for (const threads of [1, 2]) {
    const page = await browser.newPage();
    let started = 0;
    page.on('worker', (worker) => {
      if (/thread-worker/.test(worker.url())) started++;
    });
    await onboard(page, 0, `/?threads=${threads}`);
    expect(await isolated(page)).toBe(true);
    await expect.poll(() => storedModel(page, 'ials'), { timeout: 120_000, intervals: [500] }).not.toBe('');
    models.push(await storedModel(page, 'ials'));
    expect(started > 0).toBe(threads > 1);
    await page.close();
  }
  const [one, two] = models;
  expect(Number.parseInt(one, 10)).toBeGreaterThan(1_000_000);
  expect(two).toBe(one);
});

test('without the header there is one thread, and the same model', async ({ page, context }) => {
  test.setTimeout(240_000);
  await onboard(page, 0);
  const several = await modelOf(page, 3, 'Quick');
  await context.route('**/*', async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    delete headers['cross-origin-embedder-policy'];
    await route.fulfill({ response, headers });
  });
  const alone = await modelOf(page, 3, 'Quick');
  expect(await isolated(page)).toBe(false);
  await expect(running(page)).toHaveText('1');
  expect(threadWorkers(page)).toBe(0);
  expect(alone).toBe(several);
});

test('a thread that dies is named, and training goes on without it', async ({ page }) => {
  test.setTimeout(240_000);
  await onboard(page, 0);
  page.on('worker', (worker) => {
    if (!/thread-worker/.test(worker.url())) return;
    const die = () => {
      setTimeout(() => {
        throw new Error('made to die');
      });
    };
    worker.evaluate(die).catch(() => {});
  });
  const alone = await modelOf(page, 2, 'Quick');
  await expect(page.getByText(/A thread that helps with the computing has stopped/)).toBeVisible();
  await expect(running(page)).toHaveText('1');
  expect(alone).toBe(await modelOf(page, 1, 'Quick'));
});

test.describe(() => {
  test.use({ serviceWorkers: 'allow' });
  test('the service worker keeps the page isolated with the network off', async ({ page, context }) => {
    await onboard(page, 0);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    await context.setOffline(true);
    await page.goto('/movie/260');
    await expect(page.getByRole('heading', { level: 1, name: /Star Wars/ })).toBeVisible();
    expect(await isolated(page)).toBe(true);
    const headers = await page.evaluate(async () => {
      const { headers } = await fetch('/index.html');
      return [headers.get('cross-origin-opener-policy'), headers.get('cross-origin-embedder-policy')];
    });
    expect(headers).toEqual(['same-origin', 'require-corp']);
  });
});
