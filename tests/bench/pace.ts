import type { Page } from '@playwright/test';
import { wordsOf } from '../../src/protocol/words.ts';
import { welcome } from '../../src/ui/app/texts.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { calibrate } from '../tools/calibration.ts';
import { quantile } from './quantile-of.ts';
import { served } from './served.ts';
import { type Pace, watchPace } from './watch-pace.ts';

/** The parts of the visit, in their order. */
const PARTS = ['start', 'onboarding', 'rating', 'search', 'scrolling'] as const;
type Part = (typeof PARTS)[number];

interface Figures {
  /** Layout shifts without input, summed over the whole visit. */
  readonly cls: number;
  /**
   * Tasks of more than 50 ms on the main thread after the page appeared: import, training, rating, search,
   * scrolling.
   */
  readonly longTasks: number;
  /** The same for each part of the visit, and before the page appeared. */
  readonly tasksByPart: Readonly<Record<Part, number>>;
  /** The longest of them, in milliseconds; 0 where none was over 50 ms. */
  readonly longestByPart: Readonly<Record<Part, number>>;
  /** How many times slower than this machine the page ran; its workers ran at full speed. */
  readonly slow: number;
  /** From a query sent to its answer. */
  readonly searchP95Ms: number;
  /** Between frames while all movies scroll by. */
  readonly scrollP95FrameMs: number;
  /** From a press or key to the paint that answers it; those below the 16 ms that browsers report count as 16. */
  readonly interactionP95Ms: number;
}

const PORT = 4340;
const QUERIES = [
  'matrix',
  'godfathr',
  'amelie',
  'star wrs',
  'lord rings',
  'leon',
  'the usual',
  'toy',
  'zz',
  'alien',
];
/** Pixels for each turn of the wheel, and turns: a hard fling of 7,500 pixels a second, for some 100 screens. */
const [TURN, TURNS] = [120, 600];

/**
 * How the page feels on a first visit while the model trains in the background: picks genres, rates movies, searches
 * titles and scrolls through all movies. One visit with the production build.
 * @param options.slow the page's own thread runs this many times slower. Browsers cannot slow a worker, nor what draws
 *   the picture, so that a machine that is as slow in all its parts fares a little worse.
 */
export async function run({ slow = 1 }: BenchOptions): Promise<Figures> {
  const figures = await served(PORT, async (browser, url) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(120_000);
    // tsx wraps named functions in a helper that the page does not have.
    await page.addInitScript('globalThis.__name = (made) => made;');
    await page.addInitScript(watchPace);
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slow });
    await visit(page, url);
    const measured = await page.evaluate(() => window.pace.measured());
    return figuresOf(measured, slow);
  });
  if (slow > 1) {
    const calibrationMs = Math.round(calibrate());
    console.log(
      `The page ran ${slow} times slower, as on a machine with a calibration of ${Math.round(calibrationMs * slow)} ms ` +
        `(${calibrationMs} ms here). Its workers ran at full speed.`,
    );
  }
  return figures;
}

async function visit(page: Page, url: string): Promise<void> {
  const begin = (part: Part) => page.evaluate((name) => window.pace.part(name), part);
  await page.goto(url);
  const genres = page.locator('.genre-tile');
  await genres.first().waitFor();
  await begin('onboarding');
  for (let n = 0; n < 3; n++) await genres.nth(n).click();
  await page.locator('.picks-so-far__movie').first().waitFor();
  await page.getByRole('button', { name: welcome.next(wordsOf('films')) }).click();
  await page.getByRole('button', { name: welcome.finishEarly }).click();

  await begin('rating');
  for (let n = 0; n < 12; n++) {
    await page.locator('.movie-card[data-movie] .star-rating').first().click();
    await page.waitForTimeout(700);
  }
  await begin('search');
  for (const query of QUERIES) {
    await page.keyboard.press('/');
    await page.keyboard.type(query, { delay: 90 });
    await page.waitForTimeout(300);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  }
  await page.getByRole('link', { name: 'Explore' }).first().click();
  await page.locator('.explore__movie .movie-card[data-movie]').first().waitFor();
  await page.mouse.move(640, 600);
  await page.waitForTimeout(1000);
  await begin('scrolling');
  for (let n = 0; n < TURNS; n++) {
    await page.mouse.wheel(0, TURN);
    await page.waitForTimeout(16);
  }
}

/** Prints the table, and returns its figures. */
function figuresOf(measured: ReturnType<Pace['measured']>, slow: number): Figures {
  const tasksOf = (part: Part) =>
    measured.longTasks.filter((task) => task.part === part).map(({ ms }) => Math.round(ms));
  const byPart = (value: (tasks: readonly number[]) => number) =>
    Object.fromEntries(PARTS.map((part) => [part, value(tasksOf(part))])) as Record<Part, number>;
  const unreported = Math.max(0, measured.presses - measured.interactions.length);
  const interactions = [...measured.interactions, ...new Array<number>(unreported).fill(16)];
  const result: Figures = {
    cls: measured.cls,
    longTasks: measured.longTasks.filter(({ part }) => part !== 'start').length,
    tasksByPart: byPart((tasks) => tasks.length),
    longestByPart: byPart((tasks) => Math.max(0, ...tasks)),
    slow,
    searchP95Ms: quantile(measured.searches, 0.95),
    scrollP95FrameMs: quantile(measured.frames, 0.95),
    interactionP95Ms: quantile(interactions, 0.95),
  };
  const row = (name: string, value: string) => console.log(`${name.padEnd(44)} ${value}`);
  row('Layout shift without input, whole visit', measured.cls.toFixed(4));
  for (const part of PARTS) {
    const own = tasksOf(part);
    row(`Tasks over 50 ms, ${part}`, own.length === 0 ? '0' : `${own.length} (${own.join(', ')} ms)`);
  }
  const both = (values: readonly number[]) =>
    `${quantile(values, 0.5).toFixed(1)} / ${quantile(values, 0.95).toFixed(1)} ms (${values.length})`;
  row('Search answered, p50 / p95', both(measured.searches));
  row('Frame while scrolling, p50 / p95', both(measured.frames));
  row('Press or key to paint, p50 / p95', both(interactions));
  return result;
}
