import { cards, expect, onboard, test } from './app.ts';

test.use({ serviceWorkers: 'allow' });

test('after the first visit everything works with the network off', async ({ page, context }) => {
  await onboard(page, 1);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await context.setOffline(true);
  await page.goto('/');
  await expect(cards(page).first()).toBeVisible();
  await page.goto('/movie/260');
  await expect(page.getByRole('heading', { level: 1, name: /Star Wars/ })).toBeVisible();
  // The code that trains was not loaded before, but is stored for offline use.
  await page.goto('/training');
  await page.getByRole('button', { name: 'Start with these settings' }).click();
  await expect(page.getByRole('heading', { level: 2, name: /^Done/ })).toBeVisible({ timeout: 60_000 });
});

test.describe(() => {
  // The test registers a service worker of its own, which the policy allows to nobody but the app.
  test.use({ bypassCSP: true });

  test('a newer build is announced and used only when the person asks for it', async ({ page }) => {
    await onboard(page, 1);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await page.reload();
    await expect(cards(page).first()).toBeVisible();
    // A worker at another address looks to the browser like that of the next build.
    await page.evaluate(() => navigator.serviceWorker.register('/service-worker.js?newer').then(() => true));
    await expect(page.getByText('A new version of Matinee is ready.')).toBeVisible();
    const scripts = () => page.evaluate(() => navigator.serviceWorker.controller?.scriptURL ?? '');
    expect(await scripts()).not.toContain('newer');
    const reloaded = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Reload to update' }).click();
    await reloaded;
    expect(await scripts()).toContain('newer');
    await expect(cards(page).first()).toBeVisible();
  });
});
