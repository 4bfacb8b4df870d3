import type { Page } from '@playwright/test';
import { cards, expect, onboard, rateByKey, test } from './app.ts';
import { askWorker, hearing } from './ask-worker.ts';

/** How many ratings are on disk. Runs in the page. */
function countRatings(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('matinee-person');
    opening.onerror = () => reject(opening.error);
    // It was deleted, and must not be made again by looking.
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onsuccess = () => {
      const keys = opening.result.transaction('keyval').objectStore('keyval').getAllKeys();
      keys.onsuccess = () => {
        opening.result.close();
        resolve(keys.result.filter((key) => Array.isArray(key) && key[0] === 'rating').length);
      };
    };
  });
}

const ratingsStored = (page: Page) => page.evaluate(countRatings).catch(() => 0);

async function deleteSiteData(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', {
    origin: new URL(page.url()).origin,
    storageTypes: 'indexeddb',
  });
  await session.detach();
}

/**
 * Lets the next rating stop the worker in the middle of its transaction, until the browser has deleted all databases and
 * with them closed the connection. The worker stands still by a request that it waits for.
 * @param moment whether the record was put by then
 */
async function meetDeletion(page: Page, moment: 'before' | 'after') {
  const races: string[] = [];
  await page.context().route('**/race', async (route) => {
    await deleteSiteData(page);
    races.push(route.request().method());
    await route.fulfill({ body: '' });
  });
  await page.context().route(/main-worker-[^/]*\.js/, async (route) => {
    const response = await route.fetch();
    const script = `{
      let isArmed = false;
      ${hearing('race', 'isArmed = true;')}
      const put = IDBObjectStore.prototype.put;
      const wait = () => {
        const asked = new XMLHttpRequest();
        asked.open('GET', '/race', false);
        asked.send();
      };
      IDBObjectStore.prototype.put = function (...record) {
        const meets = isArmed && Array.isArray(record[1]) && record[1][0] === 'rating';
        if (!meets) return put.apply(this, record);
        isArmed = false;
        if (${moment === 'before'}) wait();
        const request = put.apply(this, record);
        if (${moment === 'after'}) wait();
        return request;
      };
    }`;
    await route.fulfill({ response, body: script + (await response.text()) });
  });
  return { arm: () => askWorker(page, 'race', 'arm'), races };
}

for (const moment of ['before', 'after'] as const) {
  test(`a rating whose write meets the deletion of site data ${moment} its record is put is written again, with all that is open`, async ({
    page,
  }) => {
    const { arm, races } = await meetDeletion(page, moment);
    await onboard(page, 2);
    await expect.poll(() => ratingsStored(page)).toBe(2);
    await arm();
    await rateByKey(page, cards(page).locator('[type="range"][aria-valuetext="not rated"]').first(), '0');
    await expect(page.getByText(/The browser has deleted what Matinee had saved/)).toBeVisible();
    expect(races).toEqual(['GET']);
    await expect(page.locator('.star-rating--unsaved')).toHaveCount(0);
    await expect.poll(() => ratingsStored(page)).toBe(3);
    // It counted as damage once, and the page took over the empty database.
    await expect(page.getByText(/damaged/)).toHaveCount(0);
    await page.goto('/ratings');
    await expect(page.getByRole('main').getByRole('slider')).toHaveCount(3);
  });
}
