import type { Page } from '@playwright/test';
import { cards, expect, onboard, rateByKey, test } from './app.ts';

/** Lets the worker hang for ever once a message comes that no build of Matinee sends. */
async function hangable(page: Page): Promise<void> {
  await page.context().route(/main-worker-[^/]*\.js/, async (route) => {
    const response = await route.fetch();
    const hang = `new BroadcastChannel('hang').onmessage = () => { for (;;) {} };`;
    await route.fulfill({ response, body: hang + (await response.text()) });
  });
}

test('a hung worker is said within ten seconds and started again, and nothing is lost', async ({ page }) => {
  await hangable(page);
  await onboard(page, 1);
  await page.evaluate(() => new BroadcastChannel('hang').postMessage('now'));
  await page.waitForTimeout(300);
  // The worker does not hear this any more.
  await rateByKey(page, cards(page).locator('[role="slider"][aria-valuetext="not rated"]').first(), '0');
  await expect(page.locator('.star-rating--unsaved')).not.toHaveCount(0);
  await expect(
    page.getByText(/The background worker of Matinee has stopped: it does not answer/),
  ).toBeVisible({
    timeout: 10_000,
  });
  await expect(page.getByText(/it does not answer/)).toHaveCount(0);
  await page.getByRole('link', { name: 'My ratings', exact: true }).click();
  await expect(page.getByRole('main').getByRole('slider')).toHaveCount(2);
  await expect(page.locator('.star-rating--unsaved')).toHaveCount(0);
});
