import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { type Harness, startCatalogue } from '../harness/serve.ts';

/**
 * The catalogue of ui/kit: what its pieces look like, that they are accessible, and how a dialog behaves in a real
 * browser. After a change that is meant to be seen: `npm test -- e2e kit --update-snapshots`, and look at the pictures
 * that have changed before committing them.
 */
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const SECTIONS = ['Controls', 'Forms', 'Figures', 'Charts'];
const DIALOGS = {
  box: 'Box with actions',
  sheet: 'Sheet with actions',
  long: 'Long sheet with an icon and a cross',
};
/** Edges of letters differ by less, a padding of 8 pixels by more. */
const MAX_DIFFERENT = 0.01;

let catalogue: Harness;
test.beforeAll(async () => {
  catalogue = await startCatalogue();
});
test.afterAll(async () => {
  await catalogue.close();
});
test.beforeEach(async ({ page }) => {
  await page.goto(catalogue.url);
  await page.evaluate(() => document.fonts.ready);
});

const open = (page: Page, name: string) => page.getByRole('button', { name }).click();

for (const [size, tag, viewport] of [
  ['desktop', '', { width: 960, height: 700 }],
  ['phone', '@phone ', { width: 390, height: 700 }],
] as const) {
  test.describe(() => {
    test.use({ viewport });
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`${tag}the kit looks as it did, ${colorScheme}`, async ({ page }) => {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const compare = { maxDiffPixelRatio: MAX_DIFFERENT, animations: 'disabled' } as const;
        for (const name of SECTIONS) {
          const section = page.getByRole('region', { name, exact: true });
          const picture = `kit-${name.toLowerCase()}-${size}-${colorScheme}.png`;
          await expect.soft(section).toHaveScreenshot(picture, compare);
        }
        for (const [dialog, name] of Object.entries(DIALOGS)) {
          await open(page, name);
          await expect
            .soft(page)
            .toHaveScreenshot(`kit-dialog-${dialog}-${size}-${colorScheme}.png`, compare);
          await page.keyboard.press('Escape');
        }
      });
    }
  });
}

test('the kit is accessible', async ({ page }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await violationsIn(page, 'main')).toEqual([]);
    for (const name of Object.values(DIALOGS)) {
      await open(page, name);
      expect(await violationsIn(page, 'dialog')).toEqual([]);
      await page.keyboard.press('Escape');
    }
  }
});

test('a dialog holds the focus and gives it back', async ({ page }) => {
  await open(page, DIALOGS.box);
  const dialog = page.getByRole('dialog', { name: 'Delete everything?' });
  await expect(dialog.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: DIALOGS.box })).toBeFocused();

  await open(page, DIALOGS.sheet);
  await expect(page.getByRole('heading', { name: 'What was found' })).toBeFocused();
  // This button unmounts the dialog while it is open.
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: DIALOGS.sheet })).toBeFocused();
});

test('a dialog closes by a press outside where it may, and by Esc', async ({ page }) => {
  const dialog = page.getByRole('dialog');
  await open(page, DIALOGS.long);
  await dialog.getByText('Paragraph 1 of').click();
  await expect(dialog).toHaveCount(1);
  await page.mouse.click(4, 4);
  await expect(dialog).toHaveCount(0);

  await open(page, DIALOGS.box);
  await page.mouse.click(4, 4);
  await expect(dialog).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('the arrow keys scroll a long dialog while its heading has the focus', async ({ page }) => {
  await open(page, DIALOGS.long);
  await expect(page.getByRole('heading', { name: 'Why this is here' })).toBeFocused();
  const last = page.getByText('Paragraph 60 of');
  await expect(last).not.toBeInViewport();
  await page.keyboard.press('End');
  await expect(last).toBeInViewport();
});

test('the app has no catalogue', async ({ page, baseURL }) => {
  await page.goto(`${baseURL}/kit`);
  await expect(page.getByRole('heading', { level: 1, name: 'Nothing here' })).toBeVisible();
});

async function violationsIn(page: Page, part: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  return violations.map(({ id, nodes }) => `${id} at ${nodes[0].target}`);
}
