import { cards, expect, onboard, rateByKey, recommendedIds, test, trained } from './app.ts';

test.describe(() => {
  test.use({ trains: true });
  test('ratings, picks and model survive a reload, with no request for data and no training', async ({
    page,
  }) => {
    await onboard(page, 3);
    await page.getByRole('link', { name: 'Training', exact: true }).click();
    await trained(page);
    // What was fitted in the background has not moved the list yet: it orders the list of the next visit.
    await page.goto('/');
    await expect(
      cards(page)
        .first()
        .getByText(/^\d\.\d$/)
        .first(),
    ).toBeVisible();
    const before = await recommendedIds(page);

    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.reload();
    expect(await recommendedIds(page)).toEqual(before);
    await expect(
      cards(page)
        .first()
        .getByText(/^\d\.\d$/)
        .first(),
    ).toBeVisible();
    expect(requests.filter((url) => /\.zip|tf|backend|train/.test(new URL(url).pathname))).toEqual([]);
    await page.goto('/ratings');
    await expect(page.getByRole('main').getByRole('slider')).toHaveCount(3);
  });
});

test.describe(() => {
  test.use({ trains: true });
  test('a closed tab loses nothing', async ({ page, context }) => {
    await onboard(page, 1);
    // The worker is busy training: it cannot have stored this rating before the tab closes.
    const unrated = cards(page).locator('[type="range"][aria-valuetext="not rated"]');
    await rateByKey(page, unrated.first(), '0');
    await expect(page.getByText('2 ratings of yours')).toBeVisible();
    await page.close();
    const next = await context.newPage();
    await next.goto('/ratings');
    await expect(next.getByRole('main').getByRole('slider')).toHaveCount(2);
  });
});

test('a visit after the first needs no data from the server', async ({ page, context }) => {
  await onboard(page, 1);
  // The recommender that gives this reason is fitted in the background, which takes longer on a busy machine.
  await expect(page.getByText(/Because you rated/).first()).toBeVisible({ timeout: 150_000 });
  await context.route('**/*.zip', (route) => route.abort());
  await page.reload();
  await expect(cards(page).first()).toBeVisible();
});

test('data that does not arrive is reported, with what to do', async ({ page, context }) => {
  await context.route(/\/starter-\w+\.json$|\.zip$/, (route) => route.abort());
  await page.goto('/');
  await expect(page.getByText('The film data could not be fetched.').first()).toBeVisible();
});

test('denied storage is reported, and everything works in memory', async ({ page, context }) => {
  await context.addInitScript(() => {
    // This denies storage to the page only; a script of its own denies it to the worker below.
    Object.defineProperty(window, 'indexedDB', { get: () => null });
  });
  await context.route(/worker-[^/]*\.js/, async (route) => {
    const response = await route.fetch();
    const denied =
      "Object.defineProperty(self,'indexedDB',{value:{open(){throw new DOMException('denied','SecurityError')}}});";
    await route.fulfill({ response, body: denied + (await response.text()) });
  });
  await onboard(page, 1);
  await expect(page.getByText(/does not save anything/).first()).toBeVisible();
});

test('everything is deleted, and the next visit starts from nothing', async ({ page }) => {
  await onboard(page, 2);
  await page.goto('/privacy');
  await page.getByRole('button', { name: 'Forget everything' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget everything' }).click();
  await expect(page.getByRole('heading', { name: 'Everything is deleted' })).toBeVisible();
  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(page).toHaveURL(/welcome/);
  await page.goto('/ratings');
  await expect(page.getByRole('main').getByRole('slider')).toHaveCount(0);
});
