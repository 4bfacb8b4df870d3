import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Problem } from '../../../../src/base/problem.ts';
import { device, LIST } from '../../../fixtures/visits.ts';
import { memoryAppStorage } from '../../../fixtures/worker-fakes.ts';

const noRoom = () => Promise.reject(new Problem('storage-full', 'no room', 'free some'));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A device whose disk is full until `free`. */
function fullDevice() {
  const here = device();
  let isFull = true;
  const visit = (options = {}) =>
    here.visit(
      {
        openAppStorage: async () => {
          const storage = memoryAppStorage(here.stored);
          return {
            ...storage,
            setRating: (...rating: Parameters<typeof storage.setRating>) =>
              isFull ? noRoom() : storage.setRating(...rating),
          };
        },
      },
      { autoTrain: false, ...options },
    );
  return {
    visit,
    ratings: async () => (await memoryAppStorage(here.stored).loadPerson()).ratings,
    free: () => (isFull = false),
  };
}

it('a change without room counts, is not confirmed, and is stored once there is room', async () => {
  const { visit, ratings, free } = fullDevice();
  const here = visit();
  await here.settled();
  here.handle({ type: 'rate', movieId: 103, stars: 4 });
  await here.settled();
  expect(here.last('unstored')).toMatchObject({ count: 1, problem: { code: 'storage-full' } });
  expect(here.all('failed')).toEqual([]);
  expect(here.all('personChanged')).toEqual([]);
  expect(here.recommended()).not.toContain(103);
  here.handle({ type: 'pickGenres', genres: ['Drama'] });
  await here.settled();
  // What is stored beside it is confirmed without it.
  expect(here.last('personChanged').person).toMatchObject({ genres: ['Drama'], ratings: [] });
  free();
  await vi.advanceTimersByTimeAsync(6000);
  expect(here.last('unstored').count).toBe(0);
  expect(here.last('personChanged').person.ratings).toMatchObject([{ movie: { id: 103 }, stars: 4 }]);
  expect((await ratings()).get(103)?.stars).toBe(4);
});

it('a later change of the same movie takes the place of the one that waits', async () => {
  const { visit, ratings, free } = fullDevice();
  const here = visit();
  await here.settled();
  here.handle({ type: 'rate', movieId: 103, stars: 4 });
  await here.settled();
  free();
  here.handle({ type: 'rate', movieId: 103, stars: 2 });
  await here.settled();
  await vi.advanceTimersByTimeAsync(6000);
  expect(here.last('unstored').count).toBe(0);
  expect((await ratings()).get(103)?.stars).toBe(2);
});

it('a disk without room does not keep a visit from opening with what an earlier one left', async () => {
  const { visit, ratings, free } = fullDevice();
  const unconfirmed = [{ command: { type: 'rate' as const, movieId: 103, stars: 4 }, at: 1000 }];
  const here = visit({ unconfirmed, watched: [LIST] });
  const opened = await here.until('opened');
  expect(opened.person.ratings).toEqual([]);
  expect(opened.unstored).toMatchObject([
    { movie: { id: 103, title: 'Film 3' }, command: { stars: 4 }, at: 1000 },
  ]);
  await here.settled();
  expect(here.last('unstored').count).toBe(1);
  expect(here.recommended()).not.toContain(103);
  free();
  await vi.advanceTimersByTimeAsync(6000);
  expect((await ratings()).get(103)).toEqual({ stars: 4, at: 1000 });
});
