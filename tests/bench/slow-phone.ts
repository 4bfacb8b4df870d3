import { gzipSync } from 'node:zlib';
import type { Browser, CDPSession, Page, Request } from '@playwright/test';
import { painted } from './painted.ts';
import { watchPace } from './watch-pace.ts';

export interface SlowVisit {
  /**
   * As sent (compressed where the server compresses) until the first recommendation, without what is stored for
   * later.
   */
  readonly bytes: number;
  readonly firstPaintMs: number;
  readonly largestPaintMs: number;
  readonly recommendationMs: number;
  /** Tasks of the main thread above 50 ms until the first recommendation, and the sum of their time above 50 ms. */
  readonly longTasks: number;
  readonly blockedMs: number;
  /** Layout shifts without input until the first recommendation. */
  readonly shift: number;
}

/** A file that was fetched before the first recommendation. */
export interface FetchedFile {
  readonly file: string;
  /** Milliseconds since the visit began. */
  readonly from: number;
  readonly to: number;
  /** As sent, with its headers. */
  readonly bytes: number;
}

const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
/** Slow 4G as Lighthouse defines it. */
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};
/** How many times slower than this machine. Browsers slow the main thread only, not the worker. */
const SLOWER = 4;
const SHIFT_PLACES = 4;

/**
 * A first visit on a phone with a slow processor and a slow network; three genres are tapped as soon as they
 * appear.
 */
export async function visitSlowly(
  browser: Browser,
  url: string,
): Promise<SlowVisit & { readonly files: readonly FetchedFile[] }> {
  const context = await browser.newContext(PHONE);
  const requests: Request[] = [];
  context.on('requestfinished', (request) => {
    if (request.serviceWorker() === null) requests.push(request);
  });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  // tsx wraps named functions in a helper that the page does not have.
  await page.addInitScript('globalThis.__name = (made) => made;');
  await page.addInitScript(watchPace);
  await slowDown(await context.newCDPSession(page));

  const started = Date.now();
  await page.goto(url, { waitUntil: 'commit' });
  const tiles = page.locator('.genre-tile');
  for (let n = 0; n < 3; n++) await tiles.nth(n).tap();
  await painted(page, '.picks-so-far__movie');
  const recommendationMs = Date.now() - started;
  const files = await Promise.all(requests.map((request) => fetchedFile(request, started)));
  const bytes = files.reduce((sum, one) => sum + one.bytes, 0);
  const visit = { ...(await figures(page)), recommendationMs, bytes, files };
  await context.close();
  return visit;
}

async function figures(page: Page): Promise<Omit<SlowVisit, 'bytes' | 'recommendationMs'>> {
  const { cls, longTasks, firstPaint, largestPaint } = await page.evaluate(() => window.pace.measured());
  return {
    firstPaintMs: Math.round(firstPaint),
    largestPaintMs: Math.round(largestPaint),
    longTasks: longTasks.length,
    blockedMs: Math.round(longTasks.reduce((sum, { ms }) => sum + ms - 50, 0)),
    shift: Number(cls.toFixed(SHIFT_PLACES)),
  };
}

async function fetchedFile(request: Request, started: number): Promise<FetchedFile> {
  const { startTime, responseEnd } = request.timing();
  const from = Math.round(startTime - started);
  const { pathname } = new URL(request.url());
  return { file: pathname, from, to: from + Math.round(responseEnd), bytes: await sizeOf(request) };
}

async function sizeOf(request: Request): Promise<number> {
  const { responseBodySize, responseHeadersSize } = await request.sizes();
  if (responseBodySize > 0) return responseBodySize + responseHeadersSize;
  // The browser does not say how much of a worker's script was sent; the server compresses it like this.
  const body = await (await request.response())?.body();
  return responseHeadersSize + (body === undefined ? 0 : gzipSync(body).length);
}

/** Slows the network of the page and of every worker it starts: each worker has to be slowed by itself. */
async function slowDown(session: CDPSession): Promise<void> {
  let id = 0;
  session.on('Target.attachedToTarget', async ({ sessionId }) => {
    const send = (method: string, params: object) =>
      session.send('Target.sendMessageToTarget', {
        sessionId,
        message: JSON.stringify({ id: ++id, method, params }),
      });
    await send('Network.enable', {});
    await send('Network.emulateNetworkConditions', NETWORK);
    await send('Runtime.runIfWaitingForDebugger', {});
  });
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', NETWORK);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: false,
  });
}
