import { gzipSync } from 'node:zlib';
import type { BrowserContext, Page, Request } from '@playwright/test';
import { welcome } from '../../src/ui/texts.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { served } from './served.ts';

const RUNS = 5;

interface Run {
  readonly shellGzipBytes: number;
  readonly requestsBeforePaint: number;
  readonly firstPaintMs: number;
  readonly firstVisitMs: number;
  readonly secondVisitMs: number;
  readonly foreignRequests: number;
}

/**
 * What a visit costs: bytes and requests before the first paint, time to the first recommendation on a first
 * visit (three genres picked as soon as the tiles are there) and on the next one. Median of five runs, each
 * with a browser context of its own against the production build.
 */
export async function run(_options: BenchOptions): Promise<Run> {
  const runs = await served(4320, async (browser, url) => {
    const all: Run[] = [];
    for (let n = 0; n < RUNS; n++) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      all.push(await visitTwice(context, url));
      await context.close();
    }
    return all;
  });
  const median = (key: keyof Run) => runs.map((one) => one[key]).sort((a, b) => a - b)[RUNS >> 1];
  const result: Run = {
    shellGzipBytes: median('shellGzipBytes'),
    requestsBeforePaint: median('requestsBeforePaint'),
    firstPaintMs: Math.round(median('firstPaintMs')),
    firstVisitMs: Math.round(median('firstVisitMs')),
    secondVisitMs: Math.round(median('secondVisitMs')),
    // Not a median: one request to a stranger in any run is one too many.
    foreignRequests: runs.reduce((sum, one) => sum + one.foreignRequests, 0),
  };
  console.log(`JavaScript before the first paint  ${(result.shellGzipBytes / 1024).toFixed(1)} KiB gzipped`);
  console.log(`Requests before the first paint    ${result.requestsBeforePaint}`);
  console.log(`First paint                        ${result.firstPaintMs} ms`);
  console.log(
    `First visit to recommendation      ${result.firstVisitMs} ms (three genres picked on the way)`,
  );
  console.log(`Second visit to recommendation     ${result.secondVisitMs} ms`);
  console.log(`Requests to other origins          ${result.foreignRequests} in ${RUNS} runs`);
  return result;
}

async function visitTwice(context: BrowserContext, url: string): Promise<Run> {
  const requests: Request[] = [];
  context.on('request', (request) => requests.push(request));
  const page = await context.newPage();

  const started = Date.now();
  await page.goto(url, { waitUntil: 'commit' });
  const tiles = page.locator('.genre');
  for (let n = 0; n < 3; n++) await tiles.nth(n).click();
  await painted(page, '.pick');
  const firstVisitMs = Date.now() - started;

  const paint = await page.evaluate(() => ({
    origin: performance.timeOrigin,
    at: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  }));
  // By the browser's clock: word of a request may reach us late.
  // What the service worker fetches for later is its own.
  const before = requests.filter(
    (request) => request.serviceWorker() === null && request.timing().startTime < paint.origin + paint.at,
  );
  const responses = await Promise.all(before.map((request) => request.response()));
  const scripts = responses.filter((response) => response?.headers()['content-type']?.includes('javascript'));
  const bodies = await Promise.all(scripts.map((response) => response?.body()));
  const shellGzipBytes = bodies.reduce((sum, body) => sum + (body ? gzipSync(body).length : 0), 0);

  // The end of training is told once the model is stored.
  await page.locator('.training-widget--ended').waitFor({ state: 'attached', timeout: 180_000 });
  await page.getByRole('button', { name: welcome.next }).click();
  await page.getByRole('button', { name: welcome.finishEarly }).click();
  await painted(page, '.movie-card[data-movie]');

  const again = Date.now();
  await page.reload({ waitUntil: 'commit' });
  await painted(page, '.movie-card[data-movie]');
  const secondVisitMs = Date.now() - again;

  return {
    shellGzipBytes,
    requestsBeforePaint: before.length,
    firstPaintMs: paint.at,
    firstVisitMs,
    secondVisitMs,
    foreignRequests: requests.filter((request) => !isOurs(request.url(), url)).length,
  };
}

/** The first of them is not only there but has been painted: a frame began after it, and its work is done. */
async function painted(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().waitFor({ state: 'visible', timeout: 120_000 });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
}

function isOurs(address: string, own: string): boolean {
  return (
    address.startsWith('data:') ||
    address.startsWith('blob:') ||
    new URL(address).origin === new URL(own).origin
  );
}
