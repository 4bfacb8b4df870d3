import { expect, onboard, test, trained } from './app.ts';

test.use({ trains: true });

const shown = { cpu: 'Processor', webgl: 'WebGL', webgpu: 'WebGPU' };

test.describe(() => {
  // The quick model uses the backend; the run in the background does not.
  test.use({ trains: false });
  for (const backend of ['cpu', 'webgl', 'webgpu'] as const) {
    test(`trains on ${backend} when the address names it, and shows it`, async ({ page }) => {
      await onboard(page, 0, `/?backend=${backend}`);
      await page.goto(`/training?backend=${backend}`);
      await page.getByRole('button', { name: 'Quick' }).click();
      await page.getByRole('button', { name: 'Start with these settings' }).click();
      await trained(page);
      await expect(page.getByRole('main').getByText(new RegExp(shown[backend], 'i')).first()).toBeVisible();
      await expect(page.getByText(/Typical error 0\.\d\d stars/i).first()).toBeVisible();
    });
  }
});

test('pauses, resumes and stops, and the page responds all the while', async ({ page }) => {
  await onboard(page, 0);
  await page.goto('/training');
  await page.getByRole('button', { name: 'Textbook SVD' }).click();
  await page.getByRole('button', { name: 'Start with these settings' }).click();
  await expect(page.getByText(/Epoch [1-9]\d* of 20/).first()).toBeVisible({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Paused' })).toBeVisible();
  const progress = page.getByText(/Epoch \d+ of 20/).first();
  const epoch = async () => Number(/\d+/.exec((await progress.textContent()) ?? '')?.[0]);
  // The current epoch is finished first, which may take long on a slow machine; none begins after it.
  const before = await epoch();
  await page.waitForTimeout(8000);
  expect((await epoch()) - before).toBeLessThanOrEqual(1);
  const held = await progress.textContent();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText(held ?? '')).toHaveCount(0, { timeout: 120_000 });
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Stopped by you' })).toBeVisible();
});

test('a setting out of bounds is refused next to its field', async ({ page }) => {
  await onboard(page, 0);
  await page.goto('/training');
  await page.getByRole('button', { name: 'Textbook SVD' }).click();
  await page
    .getByLabel(/learning rate/i)
    .first()
    .fill('7');
  await expect(page.getByRole('button', { name: 'Start with these settings' })).toBeDisabled();
});
