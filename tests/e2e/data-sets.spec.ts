import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { syntheticArchive } from '../bench/synthetic-archive.ts';
import { cards, expect, onboard, test } from './app.ts';

const choose = (page: Page, name: string, movies: number) =>
  page.getByLabel('Use another data set').setInputFiles({
    name,
    mimeType: 'application/zip',
    buffer: Buffer.from(syntheticArchive({ users: 60, movies, ratings: 3000 }, movies)),
  });

const use = async (page: Page, name: string, movies: number) => {
  await choose(page, `${name}.zip`, movies);
  await page
    .getByRole('dialog', { name: `Use ${name}?` })
    .getByRole('button', { name: 'Use it' })
    .click();
  await expect(page.getByText(`${name} is in use now`)).toBeVisible();
};

const rows = (page: Page) => page.getByRole('list', { name: 'Stored data sets' }).getByRole('listitem');

test('data sets are kept side by side, opened again without their files, and deleted', async ({
  page,
  context,
}) => {
  await onboard(page, 3);
  await page.goto('/privacy');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText('matinee-films · in use, comes with Matinee');
  await use(page, 'first', 120);
  await use(page, 'second', 150);
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).first()).toContainText('second · in use');
  await expect(rows(page).nth(1)).toContainText(/120 titles, 60 people, 1,\d+ ratings/);
  for (const row of await rows(page).all())
    await expect(row).toContainText(/[1-9][\d.]* [kM]B on this device/);
  // The data set in use has no button that deletes it.
  await expect(page.getByRole('button', { name: 'Delete second' })).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await context.route('**/*.zip', (route) => route.abort());
  await page.getByRole('button', { name: 'Use first' }).click();
  await expect(page.getByText('first is in use now')).toBeVisible();
  await expect(rows(page).first()).toContainText('first · in use');
  await page.reload();
  await expect(rows(page).first()).toContainText('first · in use');
  await expect(rows(page)).toHaveCount(3);

  await page.getByRole('button', { name: 'Delete second' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete second?' });
  await expect(dialog).toContainText('To use it again you need its file');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Delete second' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(rows(page)).toHaveCount(2);

  await page.getByRole('button', { name: 'Use matinee-films' }).click();
  await expect(page.getByText('matinee-films is in use now')).toBeVisible();
  await page.goto('/ratings');
  await expect(page.getByRole('main').getByRole('slider')).toHaveCount(3);
  await page.goto('/');
  await expect(cards(page).first()).toBeVisible();
});
