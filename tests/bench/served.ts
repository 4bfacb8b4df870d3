import type { Browser } from '@playwright/test';
import { build, preview } from 'vite';
import { launchChromium } from '../tools/browser.ts';

/** Builds and serves the app, and calls `measure` with a browser and the address; closes both in any case. */
export async function served<T>(
  port: number,
  measure: (browser: Browser, url: string) => Promise<T>,
): Promise<T> {
  await build({ logLevel: 'error' });
  const server = await preview({ logLevel: 'error', preview: { port } });
  const browser = await launchChromium('page');
  try {
    const url = server.resolvedUrls?.local[0];
    if (url === undefined) throw new Error('The preview server has no address.');
    return await measure(browser, url);
  } finally {
    await browser.close();
    await server.close();
  }
}
