import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { cards, expect, onboard, test } from './app.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' }, rows: true });

const pages = [
  '/',
  '/welcome',
  '/welcome?step=films',
  '/movie/260',
  '/explore?genre=Sci-Fi&from=1980',
  '/explore?view=list',
  '/compare?a=hybrid&b=userKnn',
  '/experiment',
  '/watchlist',
  '/ratings',
  '/users',
  '/users/1',
  '/map',
  '/how',
  '/privacy',
  '/nowhere',
];

/** The starter and the parts of the built-in data set. */
const SHELF = /\/starter-\w+\.json$|\.zip$/;

for (const size of ['', '@phone ']) {
  test(`${size}no page has a violation that axe finds, nor scrolls sideways`, async ({ page, context }) => {
    test.setTimeout(300_000);
    const check = async (what: string) => {
      expect.soft(await violations(page), what).toEqual([]);
      // Only these rules depend on the colour scheme.
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
      expect.soft(await violations(page, ['color-contrast']), `${what}, dark`).toEqual([]);
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      if (size === '') await fitsWhenMagnified(page, what);
    };
    await context.route(SHELF, (route) => route.abort());
    await page.goto('/');
    await expect(page.getByText('The film data could not be fetched.')).toBeVisible();
    await check('failed to open');
    await context.unroute(SHELF);
    await onboard(page, 1);
    await cards(page)
      .nth(1)
      .getByRole('button', { name: /^Watchlist/ })
      .click();
    await trainingChecked(page, check);
    for (const address of pages) {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      // Their headings appear before the rest of the page.
      if (address === '/users') await expect(page.getByRole('heading', { level: 3 })).toHaveCount(4);
      if (address === '/users/1') await expect(page.getByText('NDCG@10', { exact: true })).toBeVisible();
      if (address === '/watchlist') await expect(page.locator('[data-movie]')).toHaveCount(1);
      if (address === '/privacy')
        await expect(page.locator('.dataset-overview[aria-busy="false"]')).toBeVisible();
      const filters = page.locator('.explore__filters summary');
      if (address.includes('genre')) await filters.click();
      await check(address);
    }
    await page.goto('/');
    if (size === '') {
      // What arrives meanwhile scrolls or draws the cards again, and that closes the details.
      await expect(async () => {
        await page.mouse.move(0, 0);
        await page.locator('.movie-card__poster').first().hover();
        await expect(page.getByRole('tooltip')).toBeVisible({ timeout: 10_000 });
      }).toPass();
      await check('details of a film');
      await page.keyboard.press('Escape');
    }
    await cards(page)
      .first()
      .getByRole('button', { name: /^Why this/ })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Genres, people and themes' }).click();
    await page.getByRole('button', { name: /^What if I had not rated/ }).click();
    await expect(page.getByRole('columnheader', { name: 'Without it' })).toBeVisible();
    await check('why');
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();
    await page.getByRole('button', { name: 'One list', exact: true }).click();
    await check('one list');
    await labChecked(page, check);
    await page.goto('/experiment');
    await page.getByLabel('Second recommender').selectOption('People like you');
    await page.getByRole('button', { name: 'Start the experiment' }).click();
    await expect(page.getByRole('heading', { name: 'Not enough data yet' })).toBeVisible();
    await check('an experiment');
  });
}

async function violations(page: Page, rules?: string[]): Promise<string[]> {
  // Leaves out the second page, which axe opens for frames, and the list of passed checks.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({
    resultTypes: ['violations'],
    ...(rules === undefined ? {} : { runOnly: rules }),
  });
  const found = await axe.analyze();
  return found.violations.map(({ id, nodes }) => `${id} at ${nodes[0].target}`);
}

type Check = (what: string) => Promise<void>;

/** A run while it trains, paused and ended. The pages that follow use its model. */
async function trainingChecked(page: Page, check: Check): Promise<void> {
  await page.goto('/training');
  await page.getByRole('button', { name: 'Most accurate' }).click();
  await page.getByRole('button', { name: 'Start with these settings' }).click();
  await expect(page.getByText(/Sweep [1-9]/).first()).toBeVisible({ timeout: 120_000 });
  await check('training');
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Paused' })).toBeVisible();
  await check('training paused');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Stopped by you' })).toBeVisible();
  await check('training ended');
}

/** The Lab before a comparison and with the results of the two quickest. */
async function labChecked(page: Page, check: Check): Promise<void> {
  await page.goto('/lab');
  const form = page.getByRole('form', { name: 'What to compare' });
  await expect(form).toBeVisible();
  await check('lab');
  // Unchecking one may take away others: its own settings.
  const checked = form.getByRole('group').getByRole('checkbox', { checked: true });
  while ((await checked.count()) > 0) await checked.first().uncheck();
  for (const name of [/^Most liked/, /^Your genres/]) await page.getByRole('checkbox', { name }).check();
  await page.getByRole('button', { name: /^Run/ }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Results', exact: true })).toBeVisible({
    timeout: 60_000,
  });
  await check('lab with results');
}

/** Twice as large on a desktop, and a page as narrow as a desktop shows at 400 %. */
async function fitsWhenMagnified(page: Page, what: string): Promise<void> {
  const before = page.viewportSize();
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 450 });
    // Virtual lists are drawn one frame later.
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
    await expect.poll(wide, `${what}, ${width} pixels wide`).toBe(width);
  }
  if (before !== null) await page.setViewportSize(before);
}

test('nothing moves when the person prefers reduced motion', async ({ page }) => {
  await page.addInitScript(() => {
    const moved = new Set<string>();
    Object.assign(window, { moved });
    const look = () => {
      for (const { effect } of document.getAnimations()) {
        const { target } = effect as KeyframeEffect;
        if (Number(effect?.getTiming().duration) > 0) moved.add(target?.className.toString() ?? '');
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const moved = () => page.evaluate(() => [...((window as Window & { moved?: Set<string> }).moved ?? [])]);
  const rateOne = async () => {
    await cards(page).first().getByRole('slider').press('9');
    await page.waitForTimeout(1500);
  };
  await onboard(page, 1);
  await rateOne();
  await page.getByText('Shape this list').click();
  await page.getByLabel('Popular to niche').fill('0.8');
  await page.waitForTimeout(1000);
  expect(await moved()).toEqual([]);
  // Without that preference the list glides.
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await rateOne();
  expect(await moved()).not.toEqual([]);
});

test('every response carries the content security policy, and titles name the page', async ({
  page,
  request,
}) => {
  for (const address of ['/', '/movie/1', '/datasets/matinee-films.zip']) {
    const policy = (await request.get(address)).headers()['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
  }
  const worker = page.waitForResponse((response) => /worker.*\.js/.test(response.url()));
  await onboard(page, 0);
  expect((await worker).headers()['content-security-policy']).toContain("default-src 'none'");
  await page.goto('/training');
  await expect(page).toHaveTitle(/Training/);
  await page.goBack();
  await expect(page).not.toHaveTitle(/Training/);
});
