import AxeBuilder from '@axe-core/playwright';
import { cards, expect, onboard, test } from './app.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' }, rows: true });

const pages = [
  '/',
  '/welcome',
  '/welcome?step=films',
  '/movie/260',
  '/explore',
  '/explore?view=list',
  '/compare?a=hybrid&b=userKnn',
  '/experiment',
  '/watchlist',
  '/ratings',
  '/users',
  '/users/1',
  '/training',
  '/lab',
  '/privacy',
  '/nowhere',
];

for (const [size, colorScheme] of [
  ['', 'light'],
  ['', 'dark'],
  ['@phone ', 'light'],
  ['@phone ', 'dark'],
] as const) {
  test.describe(() => {
    // With a training to look at on two of the four, which is what takes time.
    test.use({ trains: (size === '') === (colorScheme === 'light') });
    test(`${size}no page has a violation that axe finds, ${colorScheme}`, async ({ page }) => {
      test.slow();
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await onboard(page, 1);
      const check = async (what: string) => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${what}: ${id} at ${nodes[0].target}`)).toEqual([]);
      };
      for (const address of pages) {
        await page.goto(address);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        // Their headings are there before anything else is.
        if (address === '/users') await expect(page.getByRole('heading', { level: 3 })).toHaveCount(4);
        if (address === '/users/1') await expect(page.getByText('NDCG@10', { exact: true })).toBeVisible();
        await check(address);
      }
      await page.goto('/');
      await cards(page)
        .first()
        .getByRole('button', { name: /^Why this/ })
        .click();
      await page.getByRole('dialog').getByRole('button', { name: 'Genres you like' }).click();
      await page.getByRole('button', { name: /^What if I had not rated/ }).click();
      await expect(page.getByRole('columnheader', { name: 'Without it' })).toBeVisible();
      await check('why');
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();
      await page.getByRole('button', { name: 'One list', exact: true }).click();
      await check('one list');
    });
  });
}

test('every response carries the policy, and titles name the page', async ({ page, request }) => {
  for (const address of ['/', '/movie/1', '/datasets/ml-latest-small.zip']) {
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
