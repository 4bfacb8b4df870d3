import type { Page } from '@playwright/test';
import { welcome } from '../../src/ui/app/texts.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { quantile } from './quantile-of.ts';
import { served } from './served.ts';
import { watchPace } from './watch-pace.ts';

interface Figures {
  /** Layout shifts that no input explains, summed over the whole visit. */
  readonly cls: number;
  /** Tasks of more than 50 ms on the main thread once the page is there: import, training, rating, search, scrolling. */
  readonly longTasks: number;
  /** From a query sent to its answer. */
  readonly searchP95Ms: number;
  /** Between frames, while all films scroll by. */
  readonly scrollP95FrameMs: number;
  /** From a press or key to the paint that answers it; those below the 16 ms that browsers tell count as 16. */
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
/** Pixels for each turn of the wheel, and turns: as fast as a hard fling, 7,500 pixels a second, for some 100 screens. */
const [TURN, TURNS] = [120, 600];

/**
 * How the page feels on a first visit while the model trains in the background: genres picked, films rated, titles
 * searched, all films scrolled through. One visit against the production build.
 */
export async function run(_options: BenchOptions): Promise<Figures> {
  return served(PORT, async (browser, url) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(120_000);
    // tsx marks functions with their names by a helper that the page does not have.
    await page.addInitScript('globalThis.__name = (made) => made;');
    await page.addInitScript(watchPace);
    return visit(page, url);
  });
}

async function visit(page: Page, url: string): Promise<Figures> {
  const begin = (part: string) => page.evaluate((name) => window.pace.part(name), part);
  await page.goto(url);
  const genres = page.locator('.genre-tile');
  await genres.first().waitFor();
  await begin('import and onboarding');
  for (let n = 0; n < 3; n++) await genres.nth(n).click();
  await page.locator('.picks-so-far__movie').first().waitFor();
  await page.getByRole('button', { name: welcome.next }).click();
  await page.getByRole('button', { name: welcome.finishEarly }).click();

  await begin('rating');
  for (let n = 0; n < 12; n++) {
    await page.locator('.movie-card[data-movie] [role="slider"]').first().click();
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
  const told = await page.evaluate(() => window.pace.told());

  const unheard = Math.max(0, told.presses - told.interactions.length);
  const interactions = [...told.interactions, ...new Array<number>(unheard).fill(16)];
  const since = told.longTasks.filter(({ part }) => part !== 'start');
  const result: Figures = {
    cls: told.cls,
    longTasks: since.length,
    searchP95Ms: quantile(told.searches, 0.95),
    scrollP95FrameMs: quantile(told.frames, 0.95),
    interactionP95Ms: quantile(interactions, 0.95),
  };
  const row = (name: string, value: string) => console.log(`${name.padEnd(44)} ${value}`);
  row('Layout shift without input, whole visit', told.cls.toFixed(4));
  for (const part of ['start', 'import and onboarding', 'rating', 'search', 'scrolling']) {
    const own = told.longTasks.filter((task) => task.part === part).map(({ ms }) => Math.round(ms));
    row(`Tasks over 50 ms, ${part}`, own.length === 0 ? '0' : `${own.length} (${own.join(', ')} ms)`);
  }
  const both = (values: readonly number[]) =>
    `${quantile(values, 0.5).toFixed(1)} / ${quantile(values, 0.95).toFixed(1)} ms (${values.length})`;
  row('Search answered, p50 / p95', both(told.searches));
  row('Frame while scrolling, p50 / p95', both(told.frames));
  row('Press or key to paint, p50 / p95', both(interactions));
  return result;
}
