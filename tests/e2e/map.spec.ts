import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, onboard, test } from './app.ts';

test.use({ trains: true });
test.describe.configure({ timeout: 300_000 });

const picture = (page: Page) => page.getByRole('application', { name: 'Map of the films' });
/** All movies that people rated; with a model that knows more than ratings also some that only people elsewhere did. */
const WHOLE = /of 1[23],\d{3} films in view/;
const listed = (page: Page) => page.getByRole('region', { name: 'In view' }).getByRole('listitem');

async function drawn(page: Page): Promise<void> {
  await expect(picture(page)).toBeVisible({ timeout: 200_000 });
  await expect(listed(page).first()).toBeVisible();
}

async function isClean(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${what}: ${id} at ${nodes[0].target}`)).toEqual([]);
}

test('the map is drawn, searched, magnified by keys, lassoed, and restored from its address', async ({
  page,
}) => {
  await onboard(page, 3);
  await page.goto('/map');
  await drawn(page);
  await expect(page.getByText(WHOLE)).toBeVisible();
  await expect(page.getByText(/^On the map: 12,569 films that people in this data set rated/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'You', exact: true })).toContainText('You are near');
  await isClean(page, 'map');
  await page.emulateMedia({ colorScheme: 'dark' });
  await isClean(page, 'map in the dark');

  await page.getByRole('combobox', { name: 'Find a film on the map' }).fill('fargo');
  await expect(page.getByRole('option', { name: /^Fargo/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Fargo' })).toBeVisible();
  await expect(page).toHaveURL(/film=608&x=.*zoom=7/);
  const address = page.url();
  await page.reload();
  await drawn(page);
  await expect(page.getByRole('heading', { level: 2, name: 'Fargo' })).toBeVisible();
  expect(page.url()).toBe(address);

  // By keys alone: zoom in, then show everything again. A list names what is in view for people who do not see the
  // picture.
  await picture(page).focus();
  const count = async () =>
    Number((await page.getByText(/^The best known of .* films in view/).textContent())?.replace(/\D/g, ''));
  const near = await count();
  await page.keyboard.press('0');
  await expect(page.getByText(WHOLE)).toBeVisible();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/zoom=2.25/);
  expect(near).toBeLessThan(await count());

  await page.getByRole('button', { name: 'Stars expected from you' }).click();
  await expect(page).toHaveURL(/colour=stars/);

  await page.getByRole('button', { name: 'Draw around films' }).click();
  const box = await picture(page).boundingBox();
  if (box === null) throw new Error('There is no map.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x - 120, y - 120);
  await page.mouse.down();
  for (const [dx, dy] of [
    [120, -120],
    [120, 120],
    [-120, 120],
    [-120, -110],
  ])
    await page.mouse.move(x + dx, y + dy, { steps: 4 });
  await page.mouse.up();
  const caught = page.getByRole('region', { name: /films? inside your line$/ });
  await expect(caught.getByRole('listitem').first()).toBeVisible();
  await caught.getByRole('button', { name: 'Clear' }).click();
  await expect(caught).toHaveCount(0);

  await page.goto('/movie/608');
  await page.getByRole('button', { name: 'Find its place' }).click();
  await expect(page.getByRole('img', { name: /Small map .* Fargo and your own place/ })).toBeVisible({
    timeout: 200_000,
  });
});

test('@phone the map fits, and a tap selects a movie', async ({ page }) => {
  await onboard(page, 1);
  await page.goto('/map?film=608');
  await drawn(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await isClean(page, 'map on a phone');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page).not.toHaveURL(/film=/);
  // The map opened centred on the movie, so that it lies in the middle.
  await picture(page).tap();
  await expect(page).toHaveURL(/film=608/);
});
