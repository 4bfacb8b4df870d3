import type { BrowserContext, Page } from '@playwright/test';
import { wordsOf } from '../../src/protocol/words.ts';
import { welcome } from '../../src/ui/app/texts.ts';
import { joinZips } from '../../tools/shelf/join-zips.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { quantile } from './quantile-of.ts';
import { served } from './served.ts';
import { type Size, syntheticArchive, syntheticDetails } from './synthetic-archive.ts';
import { type Answers, watchAnswers } from './watch-answers.ts';

/** Milliseconds in the worker, from the command received to the list sent. */
interface Took {
  readonly p50: number;
  readonly p95: number;
}

interface Latency {
  readonly movies9k: Took;
  readonly movies60k: Took;
  /** Tasks of more than 50 ms on the page's main thread while movies were rated, at both sizes. */
  readonly longTasks: number;
}

const LARGE: Size = { users: 6_000, movies: 60_000, ratings: 1_000_000 };
/** Answers that are not counted, because the engine has not compiled the hot code yet. */
const WARM_UP = 8;
const MEASURED = 60;
const PORT = 4330;

/**
 * From a rating to the new list painted, in a real browser with the production build, after everything was trained,
 * fitted, stored and read again. The mouse rates movies of the list one after the other. The large case uses a made-up
 * archive in the layout of MovieLens instead of the built-in one.
 */
export async function run(_options: BenchOptions): Promise<Latency> {
  return served(PORT, async (browser, url) => {
    console.log('films    worker p50    p95   click to paint p50    p95   long tasks (longest)');
    const rows: Measured[] = [];
    for (const size of [null, LARGE]) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        // A service worker would answer the request for the archive itself.
        serviceWorkers: 'block',
      });
      rows.push(await measure(context, url, size));
      await context.close();
    }
    const [small, large] = rows;
    return {
      movies9k: small.worker,
      movies60k: large.worker,
      longTasks: small.longTasks + large.longTasks,
    };
  });
}

interface Measured {
  readonly worker: Took;
  readonly longTasks: number;
}

async function measure(context: BrowserContext, url: string, size: Size | null): Promise<Measured> {
  if (size !== null) {
    await serveInParts(context, size);
  }
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  // tsx wraps named functions in a helper that the page does not have.
  await page.addInitScript('globalThis.__name = (made) => made;');
  await page.addInitScript(watchAnswers);
  await page.goto(url);
  for (let n = 0; n < 3; n++) await page.locator('.genre-tile').nth(n).click();
  await page.getByRole('button', { name: welcome.next(wordsOf('films')) }).click();
  await page.getByRole('button', { name: welcome.finishEarly }).click();
  await everythingFitted(page);
  await page.reload();
  await page.locator('.movie-card[data-movie]').first().waitFor();
  // Work that the opening started has ended.
  await page.waitForTimeout(3000);
  for (let n = 0; n < WARM_UP; n++) await rateFirst(page, n);
  await page.evaluate(() => window.answers.begin());
  for (let n = 0; n < MEASURED; n++) await rateFirst(page, n);
  const { took, painted, longTasks } = await page.evaluate(() => window.answers.measured());

  const worker = { p50: quantile(took, 0.5), p95: quantile(took, 0.95) };
  const figures = [worker.p50, worker.p95, quantile(painted, 0.5), quantile(painted, 0.95)].map((ms) =>
    ms.toFixed(1),
  );
  const movies = (size?.movies ?? 18156).toLocaleString('en');
  console.log(
    `${movies.padEnd(8)} ${figures[0].padStart(10)} ${figures[1].padStart(6)} ${figures[2].padStart(20)} ${figures[3].padStart(6)}   ` +
      `${longTasks.length}${longTasks.length > 0 ? ` (${Math.max(...longTasks).toFixed(0)} ms)` : ''}`,
  );
  return { worker, longTasks: longTasks.length };
}

/**
 * The made-up data set in place of the built-in one, in the parts that the build makes of that: the app refuses parts that
 * hold a table twice.
 */
async function serveInParts(context: BrowserContext, size: Size): Promise<void> {
  const archive = syntheticArchive(size, 1);
  const parts: Readonly<Record<string, Uint8Array>> = {
    movies: joinZips([archive], (file) => file === 'movies.csv'),
    ratings: joinZips([archive], (file) => file === 'ratings.csv'),
    details: syntheticDetails(size, 2),
    descriptions: joinZips([archive], () => false),
  };
  await context.route('**/datasets/*.zip', (route) => {
    const name = /\/([a-z]+)-[^/]*\.zip$/.exec(route.request().url())?.[1] ?? '';
    return route.fulfill({ body: Buffer.from(parts[name]), contentType: 'application/zip' });
  });
}

/** Trains both models and stores both recommenders, so that the next visit reads them all. */
async function everythingFitted(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      window.answers.shelf().refused !== null ||
      (window.answers.runsEnded() >= 2 && window.answers.keeps('ials') && window.answers.shelf().complete),
    null,
    { timeout: 1_800_000, polling: 1000 },
  );
  const refused = await page.evaluate(() => window.answers.shelf().refused);
  if (refused !== null) throw new Error(`The data set did not arrive: ${refused}`);
}

/** Rates the first movie of the list by mouse, and waits until the list without it is painted. */
async function rateFirst(page: Page, turn: number): Promise<void> {
  const before = await page.evaluate(() => window.answers.count());
  const slider = page.locator('.movie-card[data-movie] .star-rating').first();
  const box = await slider.boundingBox();
  if (box === null) throw new Error('There is no film to rate.');
  const stars = [4, 5, 3, 4.5, 2][turn % 5];
  await page.mouse.click(box.x + (box.width * (stars - 0.25)) / 5, box.y + box.height / 2);
  await page.waitForFunction((count) => window.answers.count() > count, before, { timeout: 60_000 });
  // Movies glide to their places; no person rates faster than this.
  await page.waitForTimeout(400);
}

declare global {
  interface Window {
    answers: Answers;
  }
}
