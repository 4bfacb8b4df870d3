/** How soon the worker is free after a press on "Cancel" or "Stop", whatever is being read or stored. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from '@playwright/test';
import { wordsOf } from '../../src/protocol/words.ts';
import { welcome } from '../../src/ui/app/texts.ts';
import { datasetPreview, otherData } from '../../src/ui/data/texts.ts';
import { importing } from '../../src/ui/import/texts.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { sizeFor } from './made-up-ratings.ts';
import { writeMadeUpZip } from './made-up-zip.ts';
import { quantile } from './quantile-of.ts';
import { served } from './served.ts';
import { watchCancels } from './watch-cancels.ts';

/** Milliseconds from the press until the next command has been carried out. */
interface Times {
  readonly p50Ms: number;
  readonly maxMs: number;
}

const ROUNDS = 8;
const MILLIONS = 5;
/** Moments of the presses after what is given up has begun, milliseconds: spread over its first two seconds. */
const momentOf = (round: number) => 40 + ((round * 377) % 1900);

/**
 * Three things are given up, each at several moments: an import of 190,000 rows while it is read and compared, and a data set of `max` million ratings while it is read and while it is stored.
 */
export async function run({ rounds = ROUNDS, max = MILLIONS }: BenchOptions): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'matinee-cancel-'));
  try {
    const zip = join(folder, 'large.zip');
    await writeMadeUpZip(zip, sizeFor(max * 1e6), 1);
    const many = exportOf(folder, 190_000);
    return await served(4324, async (browser, url) => {
      const page = await visit(browser, url);
      const cases: Record<string, Times> = {};
      const measure = async (name: string, begin: () => Promise<void>, button: Locator) => {
        const all: number[] = [];
        for (let round = 0; round < rounds; round++) {
          await begin();
          const ms = await pressed(page, button, momentOf(round));
          if (ms !== null) all.push(ms);
          // What was over by then is on the screen, to be decided about.
          else await page.keyboard.press('Escape');
          await page.getByRole('dialog').waitFor({ state: 'detached' });
        }
        if (all.length === 0) throw new Error(`${name} was over before it could be given up`);
        cases[name] = { p50Ms: Math.round(quantile(all, 0.5)), maxMs: Math.round(Math.max(...all)) };
        console.log(`${name.padEnd(18)} ${JSON.stringify(cases[name])} of ${all.length}`);
      };
      const dialog = page.getByRole('dialog');
      const choose = (path: string) => page.getByLabel(otherData.choose).setInputFiles(path);
      const cancel = dialog.getByRole('button', { name: importing.cancel });
      const stop = dialog.getByRole('button', { name: datasetPreview.stop });
      await measure('import, read', () => choose(many), cancel);
      await measure('data set, read', () => choose(zip), stop);
      const use = async () => {
        await choose(zip);
        await dialog.getByRole('button', { name: datasetPreview.use }).click();
      };
      await measure('data set, stored', use, stop);
      return { cases };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A table of ratings, as Letterboxd exports them. */
function exportOf(folder: string, rows: number): string {
  const path = join(folder, `ratings-${rows}.csv`);
  const lines = Array.from({ length: rows }, (_, n) => `2020-01-01,"Some ""Film"" ${n}",1990,u,4`);
  writeFileSync(path, `Date,Name,Year,Letterboxd URI,Rating\n${lines.join('\n')}`);
  return path;
}

async function visit(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(300_000);
  // tsx wraps named functions in a helper that the page does not have.
  await page.addInitScript('globalThis.__name = (made) => made;');
  await page.addInitScript(watchCancels);
  await page.goto(url);
  for (let n = 0; n < 3; n++) await page.locator('.genre-tile').nth(n).click();
  await page.getByRole('button', { name: welcome.next(wordsOf('films')) }).click();
  await page.getByRole('button', { name: welcome.finishEarly }).click();
  await page.goto(new URL('privacy', url).href);
  return page;
}

/** @returns null where it was over before the moment came */
async function pressed(page: Page, button: Locator, moment: number): Promise<number | null> {
  await button.waitFor();
  await page.waitForTimeout(moment);
  const isThere = await button.evaluateAll(([element]) => {
    if (element === undefined) return false;
    window.cancels.press(element as HTMLElement);
    return true;
  });
  if (!isThere) return null;
  return (await page.waitForFunction(() => window.cancels.took())).jsonValue();
}
