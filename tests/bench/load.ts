import { gzipSync } from 'node:zlib';
import type { BrowserContext, Request } from '@playwright/test';
import { wordsOf } from '../../src/protocol/words.ts';
import { welcome } from '../../src/ui/app/texts.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { painted } from './painted.ts';
import { served } from './served.ts';
import { type FetchedFile, type SlowVisit, visitSlowly } from './slow-phone.ts';

const RUNS = 5;
const SLOW_RUNS = 3;

interface Run {
  readonly shellGzipBytes: number;
  readonly requestsBeforePaint: number;
  readonly firstPaintMs: number;
  readonly firstVisitMs: number;
  readonly secondVisitMs: number;
  readonly foreignRequests: number;
}

interface Figures extends Run {
  readonly slowPhone: SlowVisit;
}

/**
 * The cost of a visit: bytes and requests before the first paint, and the time to the first recommendation on a first
 * visit (three genres picked as soon as the tiles appear) and on the next one; then a first visit on a slow phone.
 * Medians of five and of three runs, each in a browser context of its own with the production build. The server
 * compresses scripts and styles, as `npm start` does.
 */
export async function run(_options: BenchOptions): Promise<Figures> {
  const { runs, slow } = await served(4320, async (browser, url) => {
    const all: Run[] = [];
    for (let n = 0; n < RUNS; n++) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      all.push(await visitTwice(context, url));
      await context.close();
    }
    const slowly: Awaited<ReturnType<typeof visitSlowly>>[] = [];
    for (let n = 0; n < SLOW_RUNS; n++) slowly.push(await visitSlowly(browser, url));
    return { runs: all, slow: slowly };
  });
  const slowPhone: SlowVisit = {
    bytes: median(slow, 'bytes'),
    firstPaintMs: median(slow, 'firstPaintMs'),
    largestPaintMs: median(slow, 'largestPaintMs'),
    recommendationMs: median(slow, 'recommendationMs'),
    longTasks: median(slow, 'longTasks'),
    blockedMs: median(slow, 'blockedMs'),
    shift: median(slow, 'shift'),
  };
  const result: Figures = {
    shellGzipBytes: median(runs, 'shellGzipBytes'),
    requestsBeforePaint: median(runs, 'requestsBeforePaint'),
    firstPaintMs: Math.round(median(runs, 'firstPaintMs')),
    firstVisitMs: Math.round(median(runs, 'firstVisitMs')),
    secondVisitMs: Math.round(median(runs, 'secondVisitMs')),
    slowPhone,
    // The sum, not the median: one request to another origin in any run is one too many.
    foreignRequests: runs.reduce((sum, one) => sum + one.foreignRequests, 0),
  };
  const row = (name: string, value: string) => console.log(`${name.padEnd(44)} ${value}`);
  row('JavaScript before the first paint', `${(result.shellGzipBytes / 1024).toFixed(1)} KiB gzipped`);
  row('Requests before the first paint', `${result.requestsBeforePaint}`);
  row('First paint', `${result.firstPaintMs} ms`);
  row('First visit to recommendation', `${result.firstVisitMs} ms (three genres picked on the way)`);
  row('Second visit to recommendation', `${result.secondVisitMs} ms`);
  row('Requests to other origins', `${result.foreignRequests} in ${RUNS} runs`);
  row('Slow phone: bytes to recommendation', `${Math.round(slowPhone.bytes / 1024)} KiB as sent`);
  row('Slow phone: first / largest paint', `${slowPhone.firstPaintMs} / ${slowPhone.largestPaintMs} ms`);
  row('Slow phone: first recommendation', `${slowPhone.recommendationMs} ms`);
  row('Slow phone: tasks over 50 ms / blocked by them', `${slowPhone.longTasks} / ${slowPhone.blockedMs} ms`);
  row('Slow phone: layout shift without input', `${slowPhone.shift}`);
  const usual = slow.toSorted((a, b) => a.recommendationMs - b.recommendationMs)[slow.length >> 1];
  printWaterfall(usual.files);
  return result;
}

/** What the first recommendation waited for, in the order in which it was asked for. */
function printWaterfall(files: readonly FetchedFile[]): void {
  console.log('Slow phone: fetched before the first recommendation (asked for at, here at, as sent)');
  for (const { file, from, to, bytes } of files.toSorted((a, b) => a.from - b.from || a.to - b.to))
    console.log(
      `  ${String(from).padStart(5)} ${String(to).padStart(5)} ms ${(bytes / 1024).toFixed(1).padStart(7)} KiB  ${file}`,
    );
}

function median<K extends string>(runs: readonly Readonly<Record<K, number>>[], key: K): number {
  return runs.map((one) => one[key]).sort((a, b) => a - b)[runs.length >> 1];
}

async function visitTwice(context: BrowserContext, url: string): Promise<Run> {
  const requests: Request[] = [];
  context.on('request', (request) => requests.push(request));
  const page = await context.newPage();

  const started = Date.now();
  await page.goto(url, { waitUntil: 'commit' });
  const tiles = page.locator('.genre-tile');
  for (let n = 0; n < 3; n++) await tiles.nth(n).click();
  await painted(page, '.picks-so-far__movie');
  const firstVisitMs = Date.now() - started;

  const paint = await page.evaluate(() => ({
    origin: performance.timeOrigin,
    at: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  }));
  // By the browser's clock: the event may reach Playwright late.
  // Requests of the service worker for later use are not counted.
  const before = requests.filter(
    (request) => request.serviceWorker() === null && request.timing().startTime < paint.origin + paint.at,
  );
  const responses = await Promise.all(before.map((request) => request.response()));
  const scripts = responses.filter((response) => response?.headers()['content-type']?.includes('javascript'));
  const bodies = await Promise.all(scripts.map((response) => response?.body()));
  const shellGzipBytes = bodies.reduce((sum, body) => sum + (body ? gzipSync(body).length : 0), 0);

  // The page shows the end of training once the model is stored.
  await page.locator('.training-widget--ended').waitFor({ state: 'attached', timeout: 180_000 });
  await page.getByRole('button', { name: welcome.next(wordsOf('films')) }).click();
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

function isOurs(address: string, own: string): boolean {
  return (
    address.startsWith('data:') ||
    address.startsWith('blob:') ||
    new URL(address).origin === new URL(own).origin
  );
}
