import { test as base, expect, type Page } from '@playwright/test';

export { expect } from '@playwright/test';

/**
 * Watches every journey: a request to another origin, a violation of the policy or an uncaught error fails the test,
 * whatever the journey itself checks.
 */
export const test = base.extend<{ watched: undefined; trains: boolean; rows: boolean }>({
  /**
   * Whether Matinee trains by itself. Off by default, because training takes long; journeys about training switch
   * it on.
   */
  trains: [false, { option: true }],
  /**
   * Whether For you shows rows, as it does for a new person. Most journeys read one list, so this is off by
   * default.
   */
  rows: [false, { option: true }],
  watched: [
    async ({ context, page, baseURL, trains, rows }, use) => {
      if (!rows) await context.addInitScript(() => localStorage.setItem('matinee.view', 'list'));
      if (!trains) await context.addInitScript(() => localStorage.setItem('matinee.training', 'asked'));
      // The browser does not name the policy in every message about a violation, as in those of trusted types.
      await context.addInitScript(() =>
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample, sourceFile }) => {
          throw new Error(`policy violated: ${violatedDirective} in ${sourceFile}: ${sample}`);
        }),
      );
      const faults: string[] = [];
      const own = new URL(baseURL ?? '').origin;
      context.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(own) && !url.startsWith('data:') && !url.startsWith('blob:'))
          faults.push(`request to ${url}`);
      });
      page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
      page.on('console', (message) => {
        if (/Content Security Policy/.test(message.text())) faults.push(message.text());
      });
      await use(undefined);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

export const cards = (page: Page) =>
  page.getByRole('list', { name: /^(Recommendations|Top picks for you)$/ }).locator('[data-movie]');

/** Ids of the recommended movies, best first; in rows those of the first row. */
export async function recommendedIds(page: Page): Promise<(string | null)[]> {
  await expect(cards(page).first()).toBeVisible();
  // On a slow machine cards come one after the other.
  await expect(page.locator('.card-in-turn')).toHaveCount(0);
  return cards(page).evaluateAll((all) => all.map((card) => card.getAttribute('data-movie')));
}

export async function pickGenres(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
}

/** Rates by key: 1 to 9 give half a star to 4.5 stars, 0 gives five. */
export async function rateByKey(
  page: Page,
  slider: ReturnType<Page['getByRole']>,
  key: string,
): Promise<void> {
  await slider.focus();
  await page.keyboard.press(key);
}

/** From an empty profile to For you: picks three genres and gives `count` ratings of five stars. */
export async function onboard(page: Page, count = 3, address = '/'): Promise<void> {
  await page.goto(address);
  await pickGenres(page, 'Thriller', 'Sci-Fi', 'Comedy');
  await page.getByRole('button', { name: 'Next: rate a few films' }).click();
  for (let n = 1; n <= count; n++) {
    await rateByKey(page, page.getByRole('main').getByRole('slider').first(), '0');
    await expect(page.getByText(new RegExp(`${n} (of 5|films?) rated`)).first()).toBeVisible();
  }
  await page.getByRole('button', { name: count > 0 ? 'See your picks' : 'Skip to the picks' }).click();
  await expect(cards(page).first()).toBeVisible();
}

/** Waits on the training page until the runs that start by themselves have ended: the quick one and the good one. */
export async function trained(page: Page): Promise<void> {
  const info = test.info();
  info.setTimeout(info.timeout + 300_000);
  const done = page.getByRole('heading', { level: 2, name: /^Done/ });
  await expect(done).toBeVisible({ timeout: 180_000 });
  // Between the quick run and the good one the page says "Done" for a moment.
  await page.waitForTimeout(500);
  await expect(done).toBeVisible({ timeout: 180_000 });
}

/** Undoes what the newest message reports. By keyboard: a message with the focus does not disappear. */
export async function undo(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
}

/** Waits until everything that is fitted in the background is stored. Until then the order of the list may change. */
export async function allFitted(page: Page): Promise<void> {
  const isStored = () =>
    page.evaluate(
      () =>
        new Promise<boolean>((resolve, reject) => {
          const opening = indexedDB.open('matinee-data');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const database = opening.result;
            const name = database.objectStoreNames[0];
            // Implicit ALS of liked movies is stored last.
            const found = database.transaction(name).objectStore(name).getKey(['manifest', 'ials']);
            found.onsuccess = () => {
              database.close();
              resolve(found.result !== undefined);
            };
            found.onerror = () => reject(found.error);
          };
        }),
    );
  await expect.poll(isStored, { timeout: 90_000, intervals: [500] }).toBe(true);
}
