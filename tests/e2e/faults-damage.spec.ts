import { cards, expect, onboard, rateByKey, test } from './app.ts';

test('a damaged rating and a damaged note are set aside, kept and told, and the rest opens', async ({
  page,
}) => {
  await onboard(page, 2);
  await rateByKey(page, cards(page).locator('input[aria-valuetext="not rated"]').first(), '0');
  await expect(page.locator('.star-rating--unsaved')).toHaveCount(0);
  // Bit rot: four stars in place of five, which only the checksum notices, and a note that is cut short.
  const damaged = await page.evaluate(async () => {
    localStorage.setItem('matinee.unconfirmed.another', '[{"command":{"type":"rate"');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('matinee-person');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const store = database.transaction('keyval', 'readwrite').objectStore('keyval');
    const read = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
    const keys = await read(store.getAllKeys());
    const key = keys.find((one) => Array.isArray(one) && one[0] === 'rating') ?? '';
    const rating: Record<string, unknown> = await read(store.get(key));
    await read(store.put({ ...rating, stars: 4 }, key));
    database.close();
    return JSON.stringify(key);
  });

  await page.reload();
  await expect(page.getByText(/1 of your stored entries could not be read/)).toBeVisible();
  await expect(page.getByText(/One change of your last visit could not be read/)).toBeVisible();
  await page.getByRole('link', { name: 'My ratings', exact: true }).click();
  await expect(page.getByText('2 films rated')).toBeVisible();
  const copies = await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('matinee-person');
      opening.onsuccess = () => resolve(opening.result);
    });
    const request = database.transaction('keyval').objectStore('keyval').getAllKeys();
    const keys = await new Promise<IDBValidKey[]>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    database.close();
    const aside = keys.flatMap((key) => (Array.isArray(key) && key[0] === 'setAside' ? [key.slice(2)] : []));
    const notes = Object.keys(localStorage).filter((key) => key.startsWith('matinee.damaged.'));
    return {
      aside: aside.map((key) => JSON.stringify(key)),
      notes: notes.map((key) => localStorage.getItem(key)),
    };
  });
  expect(copies).toEqual({ aside: [damaged], notes: ['[{"command":{"type":"rate"'] });

  // Said once.
  await page.reload();
  await expect(page.getByText('2 films rated')).toBeVisible();
  await expect(page.getByText(/could not be read/)).toHaveCount(0);
});
