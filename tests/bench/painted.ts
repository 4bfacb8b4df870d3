import type { Page } from '@playwright/test';

/**
 * Resolves when the first match has been painted: a frame began after it appeared, and the work of the frame is
 * done.
 */
export async function painted(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().waitFor({ state: 'visible', timeout: 120_000 });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
}
