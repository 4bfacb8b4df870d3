import type { Page } from '@playwright/test';
import { cards, expect, onboard, rateByKey, test } from './app.ts';
import { askWorker, hearing } from './ask-worker.ts';

/** Lets a worker hang for ever once it is told to, before it hears anything else; its answer has left by then. */
async function hangable(page: Page, script: RegExp): Promise<void> {
  await page.context().route(script, async (route) => {
    const response = await route.fetch();
    const hang = hearing('hang', 'queueMicrotask(() => { for (;;) {} });');
    await route.fulfill({ response, body: hang + (await response.text()) });
  });
}

// How long a worker may be silent is fixed in tests/unit/worker/client.test.ts; here the machine may be busy, and the page
// then waits longer before it takes the silence for a hang.
const HANG_IS_SAID = { timeout: 120_000 };

test('a hung worker is said and started again, and nothing is lost', async ({ page }) => {
  test.setTimeout(300_000);
  await hangable(page, /main-worker-[^/]*\.js/);
  await onboard(page, 1);
  await askWorker(page, 'hang', 'now');
  // The worker does not hear this any more.
  await rateByKey(page, cards(page).locator('[type="range"][aria-valuetext="not rated"]').first(), '0');
  await expect(page.locator('.star-rating--unsaved')).not.toHaveCount(0);
  // The banner goes when the next worker is open; this stays long enough to be read.
  const said = page.locator('.toast').filter({ hasText: /Matinee has stopped: it does not answer/ });
  await expect(said).toBeVisible(HANG_IS_SAID);
  await said.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByText(/it does not answer/)).toHaveCount(0);
  await page.getByRole('link', { name: 'My ratings', exact: true }).click();
  await expect(page.getByRole('main').getByRole('slider')).toHaveCount(2);
  await expect(page.locator('.star-rating--unsaved')).toHaveCount(0);
});

test('a hung Lab is said, and the next run is a whole one', async ({ page }) => {
  test.setTimeout(420_000);
  await hangable(page, /lab-worker-[^/]*\.js/);
  await page.goto('/lab?of=popularity+userKnn&seed=3');
  await page.getByRole('button', { name: /^Run/ }).click();
  const measured = page
    .getByRole('region', { name: /^Table of results/ })
    .getByRole('row', { name: /^Most liked/ });
  await expect(measured).toContainText('0.', { timeout: 120_000 });
  await askWorker(page, 'hang', 'now');
  await expect(
    page.getByText(/The background worker of the Lab has stopped: it does not answer/).first(),
  ).toBeVisible(HANG_IS_SAID);
  // What was measured before stays.
  await expect(measured).toContainText('0.');
  await page.goto('/lab?of=popularity&seed=3');
  await page.getByRole('button', { name: /^Run/ }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Results', exact: true })).toBeVisible({
    timeout: 120_000,
  });
});

test('a worker whose script does not arrive is said and started again', async ({ page }) => {
  let isLost = true;
  await page.context().route(/main-worker-[^/]*\.js/, (route) => {
    if (!isLost) return route.continue();
    isLost = false;
    return route.abort();
  });
  await onboard(page, 1);
  expect(isLost).toBe(false);
  await expect(page.getByText('1 rating of yours').first()).toBeVisible();
});

test('a tab that the browser freezes and wakes goes on, and nothing is taken for a hang', async ({
  page,
}) => {
  await onboard(page, 1);
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  // Longer than a worker may be silent.
  await new Promise((resolve) => setTimeout(resolve, 11_000));
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await rateByKey(page, cards(page).locator('[aria-valuetext="not rated"]').first(), '0');
  await expect(page.getByText('2 ratings of yours').first()).toBeVisible();
  await expect(page.locator('.star-rating--unsaved')).toHaveCount(0);
  await expect(page.getByText(/has stopped/)).toHaveCount(0);
});

test.describe(() => {
  test.use({ trains: true });

  test('a tab that crashes frees the training, and another tab goes on with it', async ({
    page,
    context,
  }) => {
    const sweep = (one: Page) => one.getByText(/Sweep [1-9]\d* of \d+/).first();
    await onboard(page, 0);
    await page.goto('/training');
    await expect(sweep(page)).toBeVisible({ timeout: 120_000 });
    const other = await context.newPage();
    await other.goto('/training');
    await expect(other.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(sweep(other)).toHaveCount(0);
    const crashed = page.waitForEvent('crash');
    await page.goto('chrome://crash').catch(() => {});
    await crashed;
    await expect(sweep(other)).toBeVisible({ timeout: 120_000 });
  });
});
