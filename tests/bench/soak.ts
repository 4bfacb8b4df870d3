import type { CDPSession, Page, Worker } from '@playwright/test';
import { createRandom, type Random } from '../../src/base/random.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { served } from './served.ts';

/** What the browser holds at one moment, after a collection of garbage. */
interface Held {
  /** The page and its workers. */
  readonly heapMb: number;
  /** Nodes that the page holds, attached or not. */
  readonly domNodes: number;
  readonly workers: number;
  /** Tensors of TensorFlow.js in all workers. */
  readonly tensors: number;
  readonly idbMb: number;
}

interface Figures extends Omit<Held, 'heapMb'> {
  readonly rounds: number;
  readonly ratings: number;
  readonly searches: number;
  readonly trainings: number;
  readonly pageChanges: number;
  readonly heapMbStart: number;
  readonly heapMbEnd: number;
  /** After the first tenth, when everything has been used once: what comes on top of it is a leak. */
  readonly firstTenth: Held;
  /** Heap and nodes at the end in comparison with those after the first tenth; 1.1 is the limit. */
  readonly heapGrowth: number;
  readonly nodesGrowth: number;
}

/** All: 10,000 ratings, 500 searches, 50 trainings, 200 page changes. */
const ROUNDS = 100;
/** Of each round; every other round trains. */
const OF_ROUND = { ratings: 100, searches: 5, pageChanges: 2 };
/** So many ratings stay; more than that would grow what is stored by right. */
const STAYING = 40;
const PORT = 4352;
const LIMIT_MS = 120_000;
/** So long without a new element means that the page is drawn, on a busy machine too. */
const SETTLED_MS = 3000;
const MB = 2 ** 20;
const PAGES = ['For you', 'Explore', 'My ratings', 'Taste map', 'Training'] as const;

/**
 * A person who does not close the tab for weeks: rates, searches, trains and changes pages, and what the browser holds is
 * measured before, after each tenth and at the end.
 * @param options.rounds 100 for all of it, less for a part
 */
export async function run({ rounds = ROUNDS }: BenchOptions): Promise<Figures> {
  return served(PORT, async (browser, url) => {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    const session = await page.context().newCDPSession(page);
    page.setDefaultTimeout(LIMIT_MS);
    await firstVisit(page, url);
    const start = await held(page, session);
    print('start', start);
    const random = createRandom(1);
    const done = { ratings: 0, searches: 0, trainings: 0, pageChanges: 0 };
    const tenth = Math.max(1, Math.round(rounds / 10));
    let firstTenth = start;
    for (let round = 0; round < rounds; round++) {
      done.ratings += await rate(page, OF_ROUND.ratings, round);
      for (let n = 0; n < OF_ROUND.searches; n++) done.searches += await search(page, random);
      if (round % 2 === 0) done.trainings += await train(page);
      for (let n = 0; n < OF_ROUND.pageChanges; n++)
        done.pageChanges += await go(page, PAGES[random.integer(PAGES.length)]);
      if ((round + 1) % tenth !== 0 || round + 1 === rounds) continue;
      await go(page, 'For you');
      const now = await held(page, session);
      print(`${round + 1} rounds`, now);
      if (round + 1 === tenth) firstTenth = now;
    }
    const counted = await Promise.all(page.workers().map(tensorsOf));
    if (counted.every((count) => count === null)) throw new Error('No worker has loaded TensorFlow.js.');
    await go(page, 'For you');
    const { heapMb, ...end } = await held(page, session);
    print('end', { heapMb, ...end });
    return {
      rounds,
      ...done,
      heapMbStart: start.heapMb,
      heapMbEnd: heapMb,
      ...end,
      firstTenth,
      heapGrowth: Math.round((100 * heapMb) / firstTenth.heapMb) / 100,
      nodesGrowth: Math.round((100 * end.domNodes) / firstTenth.domNodes) / 100,
    };
  });
}

async function firstVisit(page: Page, url: string): Promise<void> {
  await page.addInitScript(() => {
    localStorage.setItem('matinee.view', 'list');
    localStorage.setItem('matinee.training', 'asked');
  });
  // tsx wraps named functions in a helper that the page does not have.
  await page.addInitScript('globalThis.__name = (it) => it');
  await page.goto(url);
  for (let n = 0; n < 3; n++) await page.locator('.genre-tile').nth(n).click();
  await page.getByRole('button', { name: 'Next: rate a few films' }).click();
  await page.getByRole('button', { name: 'Skip to the picks' }).click();
  await page.locator('.movie-card[data-movie]').first().waitFor();
  await page.waitForFunction(() => localStorage.getItem('matinee.shelf') !== null);
  // The background fits its recommenders once; this is no leak.
  await page.waitForTimeout(20_000);
}

/** Opens a page by its link, without loading anew. @returns 1 */
async function go(page: Page, name: (typeof PAGES)[number]): Promise<number> {
  await page.getByRole('link', { name, exact: true }).first().click();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  return 1;
}

/** Gives ratings on For you until enough are there, then changes them and removes some. @returns how many */
async function rate(page: Page, count: number, round: number): Promise<number> {
  await go(page, 'For you');
  await page.locator('.movie-card[data-movie]').first().waitFor();
  let given = await page.evaluate(press, {
    count: round === 0 ? STAYING : count / 10,
    key: '8',
    isNew: true,
  });
  await go(page, 'My ratings');
  await page.locator('main .star-rating').first().waitFor();
  // As many as were added go.
  if (round > 0) given += await page.evaluate(press, { count: given, key: 'Delete', isNew: false });
  while (given < count) {
    const key = String(1 + ((round + given) % 9));
    given += await page.evaluate(press, { count: Math.min(STAYING / 2, count - given), key, isNew: false });
  }
  return given;
}

/**
 * Presses a key on the stars of movies of the page, one after the other, and waits each time until it is saved. Runs in
 * the page.
 */
async function press({ count, key, isNew }: { count: number; key: string; isNew: boolean }): Promise<number> {
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const within = isNew ? 'main [data-movie] [aria-valuetext]' : 'main [aria-valuetext]';
  for (let n = 0; n < count; n++) {
    const stars = [...document.querySelectorAll<HTMLElement>(within)].filter(
      (one) => (one.getAttribute('aria-valuetext') === 'not rated') === isNew,
    );
    const slider = stars[key === 'Delete' || isNew ? 0 : n % Math.max(1, stars.length)];
    if (slider === undefined) {
      await pause(20);
      n--;
      continue;
    }
    slider.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await pause(0);
    while (document.querySelector('.star-rating--unsaved') !== null) await pause(4);
  }
  return count;
}

const WORDS = ['star', 'love', 'night', 'matrix', 'the godfather', 'amelie', 'toy', 'heat', 'seven', 'zz'];

/** @returns 1 */
async function search(page: Page, random: Random): Promise<number> {
  const box = page.getByRole('combobox', { name: 'Search films and people' });
  await box.fill(WORDS[random.integer(WORDS.length)]);
  await page
    .getByText(/result|No film and nobody/)
    .first()
    .waitFor();
  await box.fill('');
  await page.keyboard.press('Escape');
  return 1;
}

/** @returns 1 */
async function train(page: Page): Promise<number> {
  await go(page, 'Training');
  await page.getByRole('button', { name: 'Quick' }).click();
  await page.getByRole('button', { name: 'Start with these settings' }).click();
  await page
    .getByRole('button', { name: 'Stop' })
    .waitFor({ state: 'visible', timeout: 5000 })
    .catch(() => {});
  await page.getByRole('heading', { level: 2, name: /^Done/ }).waitFor();
  return 1;
}

/** Waits until the page has drawn all that it draws by itself: cards come a few between two frames. */
async function settled(page: Page): Promise<void> {
  const count = () => page.evaluate(() => document.querySelectorAll('*').length);
  for (let before = -1, now = await count(); now !== before; ) {
    before = now;
    await page.waitForTimeout(SETTLED_MS);
    now = await count();
  }
}

async function held(page: Page, session: CDPSession): Promise<Held> {
  await settled(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  const { heap, idb } = await page.evaluate(async () => {
    const measuring = performance as unknown as {
      measureUserAgentSpecificMemory(): Promise<{ bytes: number }>;
    };
    const { usageDetails, usage = 0 } = (await navigator.storage.estimate()) as StorageEstimate & {
      usageDetails?: { indexedDB?: number };
    };
    const { bytes } = await measuring.measureUserAgentSpecificMemory();
    return { heap: bytes, idb: usageDetails?.indexedDB ?? usage };
  });
  let tensors = 0;
  for (const worker of page.workers()) tensors += (await tensorsOf(worker)) ?? 0;
  return {
    heapMb: Math.round((10 * heap) / MB) / 10,
    domNodes: metrics.find(({ name }) => name === 'Nodes')?.value ?? Number.NaN,
    workers: page.workers().length,
    tensors,
    idbMb: Math.round((10 * idb) / MB) / 10,
  };
}

/** The tensors of TensorFlow.js in a worker; null where it has not been loaded. */
function tensorsOf(worker: Worker): Promise<number | null> {
  return worker.evaluate(() => {
    const { _tfengine } = globalThis as { _tfengine?: { state: { numTensors: number } } };
    return _tfengine?.state.numTensors ?? null;
  });
}

function print(when: string, { heapMb, domNodes, workers, tensors, idbMb }: Held): void {
  console.log(
    `${when.padEnd(12)} heap ${heapMb} MB, ${domNodes} nodes, ${workers} workers, ${tensors} tensors, ${idbMb} MB stored`,
  );
}
