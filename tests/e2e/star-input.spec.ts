import type { CDPSession, Locator, Page } from '@playwright/test';
import { cards, expect, onboard, test } from './app.ts';

const range = (page: Page) => page.getByRole('slider', { name: 'Your rating for Rear Window' });
const large = (page: Page) => page.locator('.star-rating--large');

async function boxOf(stars: Locator) {
  const box = await stars.boundingBox();
  if (box === null) throw new Error('the stars are not on the page');
  return box;
}

/** The middle of a star, 1 to 5. */
async function star(stars: Locator, n: number): Promise<{ readonly x: number; readonly y: number }> {
  const { x, y, width, height } = await boxOf(stars);
  return { x: x + (width * (n - 0.5)) / 5, y: y + height / 2 };
}

/** Moves a finger in steps, as a hand does. */
async function swipe(
  client: CDPSession,
  from: { readonly x: number; readonly y: number },
  by: { readonly x: number; readonly y: number },
): Promise<void> {
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] });
  const steps = 12;
  for (let n = 1; n <= steps; n++) {
    const point = { x: from.x + (by.x * n) / steps, y: from.y + (by.y * n) / steps };
    await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [point] });
  }
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

async function openMovie(page: Page): Promise<void> {
  await onboard(page, 1);
  await page.goto('/movie/904');
  await expect(range(page)).toBeVisible();
}

test('@phone a tap gives whole stars, a second one halves the last, a third one removes them', async ({
  page,
}) => {
  await openMovie(page);
  const { width, height } = await boxOf(large(page));
  expect(Math.min(width / 5, height)).toBeGreaterThanOrEqual(24);
  /** At this many stars from the left. What arrives above moves the stars, so each tap finds them again. */
  const tap = (stars: number) => large(page).tap({ position: { x: (width * stars) / 5, y: height / 2 } });
  for (const said of ['3 stars', '2.5 stars', 'not rated', '3 stars']) {
    await tap(2.5);
    await expect(range(page)).toHaveAttribute('aria-valuetext', said);
  }
  // The left half of a star is the same star.
  await tap(4.2);
  await expect(range(page)).toHaveAttribute('aria-valuetext', '5 stars');
});

test.describe('in rows', () => {
  test.use({ rows: true });

  test('@phone a swipe that begins on the stars scrolls the row or the page, and rates nothing', async ({
    page,
  }) => {
    await onboard(page, 2);
    const card = cards(page).first();
    const stars = card.locator('.star-rating');
    // Away from the bar at the bottom.
    await stars.evaluate((one) => one.scrollIntoView({ block: 'center' }));
    const { width, height } = await boxOf(stars);
    expect(Math.min(width / 5, height)).toBeGreaterThanOrEqual(24);
    const client = await page.context().newCDPSession(page);
    const scrolled = () => card.evaluate((one) => one.closest('ul, ol')?.scrollLeft ?? 0);
    expect(await scrolled()).toBe(0);
    await swipe(client, await star(stars, 4), { x: -110, y: 0 });
    await expect.poll(scrolled).toBeGreaterThan(40);
    const before = await page.evaluate(() => window.scrollY);
    const second = cards(page).nth(1).locator('.star-rating');
    await swipe(client, await star(second, 2), { x: 0, y: -120 });
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(before + 40);
    await expect(card.getByRole('slider')).toHaveAttribute('aria-valuetext', 'not rated');
    await expect(cards(page).nth(1).getByRole('slider')).toHaveAttribute('aria-valuetext', 'not rated');
    await page.goto('/ratings');
    await expect(page.getByText('2 films rated')).toBeVisible();
  });
});

test('a press that is released elsewhere does not rate; a drag along the stars does', async ({ page }) => {
  await openMovie(page);
  const [second, fourth] = [await star(large(page), 2), await star(large(page), 4)];
  await page.mouse.move(second.x, second.y);
  await page.mouse.down();
  await page.mouse.move(second.x + 40, second.y + 260, { steps: 5 });
  await page.mouse.up();
  await expect(range(page)).toHaveAttribute('aria-valuetext', 'not rated');
  await page.mouse.move(second.x, second.y);
  await page.mouse.down();
  await page.mouse.move(fourth.x + 2, fourth.y, { steps: 5 });
  await page.mouse.up();
  await expect(range(page)).toHaveAttribute('aria-valuetext', '4 stars');
  // The keys go on where the mouse was.
  await page.keyboard.press('3');
  await expect(range(page)).toHaveAttribute('aria-valuetext', '1.5 stars');
});

test('a screen reader finds a range, and its steps rate by half a star', async ({ page }) => {
  await openMovie(page);
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  const node = nodes.find(({ name }) => name?.value === 'Your rating for Rear Window');
  expect(node?.role?.value).toBe('slider');
  expect(node?.value?.value).toBe(0);
  const states = Object.fromEntries((node?.properties ?? []).map(({ name, value }) => [name, value.value]));
  expect(states).toMatchObject({
    valuemin: 0,
    valuemax: 5,
    focusable: true,
    settable: true,
  });
  await expect(range(page)).toHaveAttribute('aria-valuetext', 'not rated');
  // What Chromium does on the action "increment" of its accessibility tree; the protocol has no way to send the action.
  const step = (by: 'stepUp' | 'stepDown') =>
    range(page).evaluate((input, name) => {
      if (!(input instanceof HTMLInputElement)) throw new Error('not a range');
      // Chromium sets the value past React, as a person does.
      input[name]();
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }, by);
  await step('stepUp');
  await step('stepUp');
  await step('stepUp');
  await expect(range(page)).toHaveAttribute('aria-valuetext', '1.5 stars');
  await step('stepDown');
  await expect(range(page)).toHaveAttribute('aria-valuetext', '1 star');
  await expect(page.getByText('Rear Window: 1 star')).toBeVisible();
});
