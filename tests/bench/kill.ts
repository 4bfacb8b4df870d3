import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { createRandom } from '../../src/base/random.ts';
import { type ServedBuilds, serveBuilds } from '../e2e/served-builds.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { launchKillable } from './killable-browser.ts';
import { quantile } from './quantile-of.ts';
import { type RatingReport, rateWithoutEnd } from './rate-without-end.ts';

/** What goes on beside the ratings when the browser dies. */
const ACTS = ['rating', 'training', 'importing', 'restoring', 'updating'] as const;
type Act = (typeof ACTS)[number];

interface Figures {
  readonly rounds: number;
  /** Ratings whose star was solid before a kill. */
  readonly confirmed: number;
  /** Confirmed ratings that were gone afterwards. */
  readonly lost: number;
  /** Ratings that were given and not confirmed, and that were gone afterwards: the note of them was not on disk. */
  readonly unconfirmedLost: number;
  /** From the press to the solid star. */
  readonly p95ConfirmMs: number;
  /** Visits after a kill that did not come to their list, or showed a problem. */
  readonly brokenOpens: number;
}

const PORT = 4350;
const ROUNDS = 200;
/** The browser dies this long after the first rating at the latest. */
const LONGEST_MS = 2500;
/** What has not opened by then does not open. On a busy machine a visit takes a minute. */
const OPEN_LIMIT_MS = 180_000;

/** A rating that was given before a kill. */
interface Given {
  readonly stars: number;
  isConfirmed: boolean;
}

/**
 * Kills a real browser again and again while a person rates, and looks after each kill at what is stored. The profile on
 * disk outlives all of them.
 * @param options.rounds how many kills
 */
export async function run({ rounds = ROUNDS }: BenchOptions): Promise<Figures> {
  await build({ logLevel: 'error' });
  const served = await serveBuilds(PORT);
  const profile = mkdtempSync(join(tmpdir(), 'matinee-kill-'));
  const draw = createRandom(1);
  const sum = { confirmed: 0, lost: 0, unconfirmedLost: 0, brokenOpens: 0 };
  const confirmMs: number[] = [];
  try {
    await firstVisit(profile, served.url);
    for (let round = 0; round < rounds; round++) {
      const act = ACTS[round % ACTS.length];
      if (act === 'updating') served.deploy(Math.floor(round / ACTS.length) % 2 === 0 ? 'next' : 'first');
      const afterMs = draw.uniform() * LONGEST_MS;
      const given = await killedVisit({ profile, served, act, seed: round + 1, afterMs }, confirmMs);
      const after = await nextVisit(profile, served.url);
      sum.brokenOpens += Number(given === null) + Number(after === null);
      const ends = endsOf(given ?? new Map(), after ?? new Map());
      sum.confirmed += ends.confirmed;
      sum.lost += ends.lost;
      sum.unconfirmedLost += ends.unconfirmedLost;
      console.log(
        `${String(round + 1).padStart(4)} ${act.padEnd(10)} confirmed ${ends.confirmed}, lost ${ends.lost}, unconfirmed lost ${ends.unconfirmedLost}${given === null || after === null ? ', DID NOT OPEN' : ''}`,
      );
    }
  } finally {
    await served.close();
    rmSync(profile, { recursive: true, force: true });
  }
  return { rounds, ...sum, p95ConfirmMs: Math.round(quantile(confirmMs, 0.95)) };
}

/** What became of the ratings of one visit. A movie may have been rated several times: the last confirmed one, or a later one, must be there. */
function endsOf(given: ReadonlyMap<number, readonly Given[]>, stored: ReadonlyMap<number, number>) {
  const ends = { confirmed: 0, lost: 0, unconfirmedLost: 0 };
  for (const [movieId, ratings] of given) {
    const last = ratings.findLastIndex(({ isConfirmed }) => isConfirmed);
    const found = stored.get(movieId);
    ends.confirmed += ratings.filter(({ isConfirmed }) => isConfirmed).length;
    const valid = ratings.slice(Math.max(last, 0)).map(({ stars }) => stars);
    if (last >= 0 && (found === undefined || !valid.includes(found))) ends.lost++;
    else if (last < ratings.length - 1 && found !== ratings[ratings.length - 1].stars) ends.unconfirmedLost++;
  }
  return ends;
}

async function firstVisit(profile: string, url: string): Promise<void> {
  const { page, kill } = await launchKillable(profile, OPEN_LIMIT_MS);
  try {
    await page.goto(url);
    for (let n = 0; n < 3; n++) await page.locator('.genre-tile').nth(n).click();
    await page.getByRole('button', { name: 'Next: rate a few films' }).click();
    await page.getByRole('button', { name: 'Skip to the picks' }).click();
    await page.locator('.movie-card[data-movie]').first().waitFor();
    // Until all is stored, the next visits would be first visits, too.
    await page.waitForFunction(() => localStorage.getItem('matinee.shelf') !== null);
    await page.waitForTimeout(8000);
  } finally {
    kill();
  }
}

interface Killed {
  readonly profile: string;
  readonly served: ServedBuilds;
  readonly act: Act;
  readonly seed: number;
  readonly afterMs: number;
}

/**
 * A visit that rates, and does one more thing, until the browser dies. Returns what was given, oldest first, by movie; null
 * where it does not open, after the kill of the round before.
 */
async function killedVisit(
  { profile, served, act, seed, afterMs }: Killed,
  confirmMs: number[],
): Promise<ReadonlyMap<number, readonly Given[]> | null> {
  const given = new Map<number, Given[]>();
  const { page, kill } = await launchKillable(profile, OPEN_LIMIT_MS);
  try {
    await page.exposeFunction('reportRating', ({ type, movieId, stars, ms }: RatingReport) => {
      const before = given.get(movieId) ?? [];
      if (type === 'sent') given.set(movieId, [...before, { stars, isConfirmed: false }]);
      else {
        confirmMs.push(ms);
        const last = before.findLast((one) => one.stars === stars);
        if (last !== undefined) last.isConfirmed = true;
      }
    });
    await page.goto(act === 'training' ? `${served.url}/training` : `${served.url}/explore`);
    if (act === 'training') {
      await page.getByRole('button', { name: 'Start with these settings' }).click();
      await page.getByRole('link', { name: 'Explore', exact: true }).click();
    }
    await page.locator('main [data-movie] .star-rating').first().waitFor();
    // tsx wraps named functions in a helper that the page does not have.
    await page.evaluate('globalThis.__name = (made) => made;');
    const rating = page.evaluate(rateWithoutEnd, seed).catch(() => {});
    const beside = doBeside(page, act).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    kill();
    await Promise.all([rating, beside]);
    return given;
  } catch (thrown) {
    console.log(thrown instanceof Error ? thrown.message.split('\n')[0] : thrown);
    return null;
  } finally {
    kill();
  }
}

const EXPORT = 'Date,Name,Year,Letterboxd URI,Rating\n2001-01-01,Heat,1995,,4.5\n2001-01-01,Alien,1979,,4\n';

const BACKUP =
  '{"format":"matinee-backup","version":1,"films":[{"movieId":1,"title":"Toy Story","year":1995,"kind":"rating","stars":4,"at":1000000000000}]}';

/** What the browser is in the middle of. It never ends by itself: the browser dies first. */
async function doBeside(page: Page, act: Act): Promise<void> {
  if (act === 'importing') await dropAndAdd(page, 'ratings.csv', EXPORT);
  if (act === 'restoring') {
    await dropAndAdd(page, 'backup.json', BACKUP);
  }
  if (act === 'updating') {
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await page.getByRole('button', { name: 'Reload to update' }).click();
  }
}

async function dropAndAdd(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    ([name, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      for (const type of ['dragenter', 'dragover', 'drop'])
        document
          .querySelector('main')
          ?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, text],
  );
  await page.getByRole('dialog').getByRole('button', { name: 'Add them' }).click();
}

/** Opens Matinee after a kill. Returns the ratings on disk by movie, null where it does not come to its list or shows a problem. */
async function nextVisit(profile: string, url: string): Promise<ReadonlyMap<number, number> | null> {
  const { page, kill } = await launchKillable(profile, OPEN_LIMIT_MS);
  try {
    await page.goto(url);
    await page.locator('.movie-card[data-movie]').first().waitFor();
    if ((await page.locator('.banner--problem').count()) > 0) return null;
    return new Map(await page.evaluate(readRatings));
  } catch (thrown) {
    console.log(thrown instanceof Error ? thrown.message.split('\n')[0] : thrown);
    return null;
  } finally {
    kill();
  }
}

/** The ratings in the database, by movie. Runs in the page. */
function readRatings(): Promise<[number, number][]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('matinee-person');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const found: [number, number][] = [];
      const cursor = opening.result.transaction('keyval').objectStore('keyval').openCursor();
      cursor.onsuccess = () => {
        if (cursor.result === null) return resolve(found);
        const { key, value } = cursor.result;
        if (Array.isArray(key) && key[0] === 'rating') found.push([Number(key[1]), value.stars]);
        cursor.result.continue();
      };
    };
  });
}
