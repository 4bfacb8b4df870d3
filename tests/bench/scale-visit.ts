import { chromium, type Page } from '@playwright/test';
import { wordsOf } from '../../src/protocol/words.ts';
import { welcome } from '../../src/ui/app/texts.ts';
import { datasetPreview, otherData } from '../../src/ui/data/texts.ts';
import { findChromium, pageFlags } from '../tools/browser.ts';
import { memoryOf } from './process-memory.ts';
import { quantile } from './quantile-of.ts';
import { watchAnswers } from './watch-answers.ts';
import { watchScale } from './watch-scale.ts';

/** What a person waits for, with one data set. */
export interface Visit {
  /** Seconds from the choice of the file to what it holds. */
  readonly importS: number;
  /** Seconds from "Use it" to the first list by the new data set. */
  readonly firstListS: number;
  /** Seconds from "Use it" to the end of the quick model's training. */
  readonly quickModelS: number;
  /** Seconds of one sweep of the quick model, the median. */
  readonly sweepS: number;
  /** Most memory of the browser's processes together, MB. */
  readonly peakMb: number;
  /** Milliseconds from a rating to the list painted, while training goes on. */
  readonly latencyP95Ms: number;
  /** Longest silence of the page while the data set was read, stored and opened, seconds. */
  readonly silenceS: number;
  /** Seconds from a reload to the first list. */
  readonly reopenS: number;
  /** What the browser stores, MB. */
  readonly idbMb: number;
}

const RATED = 24;
const LONGEST_MS = 1_800_000;
/** A press that was not answered by then missed its movie. */
const PRESS_MS = 60_000;

/** Drops a zip on the page as a new person, and comes back. @param profile folder of the browser's profile */
export async function visitWith(path: string, url: string, profile: string): Promise<Visit> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    args: [...pageFlags],
    viewport: { width: 1280, height: 900 },
  });
  const memory = watchMemory(profile);
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(LONGEST_MS);
    // tsx wraps named functions in a helper that the page does not have.
    await page.addInitScript('globalThis.__name = (made) => made;');
    await page.addInitScript(watchAnswers);
    await page.addInitScript(watchScale);
    await page.goto(url);
    for (let n = 0; n < 3; n++) await page.locator('.genre-tile').nth(n).click();
    await page.getByRole('button', { name: welcome.next(wordsOf('films')) }).click();
    await page.getByRole('button', { name: welcome.finishEarly }).click();
    // What comes with the app is trained first: the cores are quiet.
    await page.waitForFunction(() => window.answers.runsEnded() >= 2, null, { polling: 500 });
    await page.goto(new URL('privacy', url).href);
    const dropped = await drop(page, path);
    const latencyP95Ms = await latency(page);
    const quick = await page.waitForFunction(() => window.scale.marks().quickModel, null, { polling: 500 });
    const { used, sweepsMs } = await page.evaluate(() => window.scale.marks());
    const quickModelS = (((await quick.jsonValue()) as number) - used) / 1000;
    const reopenS = await reopen(page);
    const idbMb = await page.evaluate(async () => ((await navigator.storage.estimate()).usage ?? 0) / 1e6);
    const sweepS = quantile(sweepsMs, 0.5) / 1000;
    return { ...dropped, quickModelS, sweepS, peakMb: memory.peak(), latencyP95Ms, reopenS, idbMb };
  } finally {
    memory.end();
    await context.close();
  }
}

type Dropped = Pick<Visit, 'importS' | 'firstListS' | 'silenceS'>;

async function drop(page: Page, path: string): Promise<Dropped> {
  const field = page.getByLabel(otherData.choose);
  await field.waitFor({ state: 'attached' });
  await page.evaluate(() => window.scale.begin());
  await field.setInputFiles(path);
  await page.getByRole('button', { name: datasetPreview.use }).waitFor();
  await page.evaluate(() => window.scale.use());
  await page.getByRole('button', { name: datasetPreview.use }).click();
  // In each frame: Playwright alone would look every half second whether the dialog still covers the link.
  await page.waitForFunction(() => document.querySelector('dialog[open]') === null);
  await page.getByRole('link', { name: 'For you', exact: true }).click();
  await page.waitForFunction(() => window.scale.marks().firstList > 0);
  const { begun, previewed, used, firstList, silenceMs } = await page.evaluate(() => window.scale.marks());
  return {
    importS: (previewed - begun) / 1000,
    firstListS: (firstList - used) / 1000,
    silenceS: silenceMs / 1000,
  };
}

async function latency(page: Page): Promise<number> {
  await page.locator('.movie-card[data-movie]').first().waitFor();
  await page.evaluate(() => window.answers.begin());
  for (let n = 0; n < RATED; n++) {
    await rateFirst(page, [4, 5, 3, 4.5, 2][n % 5]);
    // Movies glide to their places; no person rates faster than this.
    await page.waitForTimeout(400);
  }
  const { painted } = await page.evaluate(() => window.answers.measured());
  return quantile(painted, 0.95);
}

/** Presses the stars of the first movie that stands still, and waits for the next list. */
async function rateFirst(page: Page, stars: number): Promise<void> {
  const before = await page.evaluate(() => window.answers.count());
  const slider = page.locator('.movie-card[data-movie] .star-rating').first();
  const box = await slider.boundingBox();
  if (box === null) throw new Error('There is no film to rate.');
  // A new list of a better model moves the cards while one is pressed; a person waits, too, until they stand still.
  await slider.click({ position: { x: (box.width * (stars - 0.25)) / 5, y: box.height / 2 } });
  await page.waitForFunction((count) => window.answers.count() > count, before, { timeout: PRESS_MS });
}

/** The list of the reload is by the stored data set: nothing else is stored. */
async function reopen(page: Page): Promise<number> {
  await page.reload();
  await page.waitForFunction(() => window.scale.marks().firstList > 0);
  return (await page.evaluate(() => window.scale.marks().firstList)) / 1000;
}

/** Looks at the memory of all processes of one browser, where the system tells it. */
function watchMemory(profile: string): { peak(): number; end(): void } {
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, memoryOf(profile));
  }, 250);
  return { peak: () => (most === 0 ? Number.NaN : most), end: () => clearInterval(timer) };
}
