import type { Page } from '@playwright/test';

/** The first of them is not only there but has been painted: a frame began after it, and its work is done. */
export async function painted(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().waitFor({ state: 'visible', timeout: 120_000 });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
}
