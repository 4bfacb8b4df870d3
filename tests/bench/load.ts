import { gzipSync } from 'node:zlib';
import type { BrowserContext, Page, Request } from '@playwright/test';
import { build, preview } from 'vite';
import type { BenchOptions } from '../tools/bench-options.ts';
import { launchChromium } from '../tools/browser.ts';

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
  await build({ logLevel: 'error' });
  const server = await preview({ logLevel: 'error', preview: { port: 4320 } });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('The preview server has no address.');
  const browser = await launchChromium();
  const runs: Run[] = [];
  try {
    for (let n = 0; n < RUNS; n++) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      runs.push(await visitTwice(context, url));
      await context.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
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
  const requests: { readonly request: Request; readonly at: number }[] = [];
  context.on('request', (request) => requests.push({ request, at: Date.now() }));
  const page = await context.newPage();

  const started = Date.now();
  await page.goto(url, { waitUntil: 'commit' });
  const tiles = page.locator('[data-genre]:not([disabled])');
  for (let n = 0; n < 3; n++) await tiles.nth(n).click();
  await firstCard(page);
  const firstVisitMs = Date.now() - started;

  const paint = await page.evaluate(() => ({
    origin: performance.timeOrigin,
    at: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  }));
  const before = requests.filter(({ at }) => at < paint.origin + paint.at);
  const scripts = before.filter(({ request }) => request.resourceType() === 'script');
  const bodies = await Promise.all(scripts.map(async ({ request }) => (await request.response())?.body()));
  const shellGzipBytes = bodies.reduce((sum, body) => sum + (body ? gzipSync(body).length : 0), 0);

  await finishOnboarding(page);
  const again = Date.now();
  await page.reload({ waitUntil: 'commit' });
  await firstCard(page);
  const secondVisitMs = Date.now() - again;

  return {
    shellGzipBytes,
    requestsBeforePaint: before.length,
    firstPaintMs: paint.at,
    firstVisitMs,
    secondVisitMs,
    foreignRequests: requests.filter(({ request }) => !isOurs(request.url(), url)).length,
  };
}

/** The first real card (not a skeleton) has been painted. */
async function firstCard(page: Page): Promise<void> {
  await page.locator('[data-movie]').first().waitFor({ state: 'visible' });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
}

/** Ends onboarding and waits until the model is trained and stored. */
async function finishOnboarding(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 0)));
  await page
    .getByRole('button', { name: /rate|next|continue/i })
    .first()
    .click();
  await page.getByRole('button', { name: /see your picks/i }).click();
  await page.locator('[data-training="ended"]').first().waitFor({ state: 'attached', timeout: 120_000 });
}

function isOurs(address: string, own: string): boolean {
  return (
    address.startsWith('data:') ||
    address.startsWith('blob:') ||
    new URL(address).origin === new URL(own).origin
  );
}
