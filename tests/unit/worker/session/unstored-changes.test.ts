import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Problem } from '../../../../src/base/problem.ts';
import { stalledStorage } from '../../../../src/storage/database/storage-errors.ts';
import { device, eventually, LIST } from '../../../fixtures/visits.ts';
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

/** A device whose databases do not answer until `answer`. */
function stalledDevice() {
  const here = device();
  let isStalled = true;
  const visit = (options = {}) =>
    here.visit(
      {
        openAppStorage: async () => {
          if (!isStalled) return memoryAppStorage(here.stored);
          const refuse = () => Promise.reject(stalledStorage());
          return {
            ...memoryAppStorage(),
            isDataPersistent: false,
            stalled: ['person', 'data'],
            setRating: refuse,
            setGenres: refuse,
            changePerson: refuse,
          };
        },
        doesAnswer: async () => !isStalled,
      },
      { autoTrain: false, ...options },
    );
  return { ...here, visit, answer: () => (isStalled = false) };
}

it('databases that do not answer are said, changes wait, and all is taken up once they answer', async () => {
  const { visit, stored, answer } = stalledDevice();
  const before = memoryAppStorage(stored);
  await before.setRating(101, { stars: 3, at: 1000 });
  const here = visit();
  await here.until('opened');
  await here.settled();
  expect(here.last('unstored')).toMatchObject({ count: 0, problem: { code: 'storage-stalled' } });
  here.handle({ type: 'rate', movieId: 103, stars: 4 });
  await here.settled();
  expect(here.last('unstored')).toMatchObject({ count: 1, problem: { code: 'storage-stalled' } });
  expect(here.all('failed')).toEqual([]);
  expect(here.recommended()).not.toContain(103);
  await vi.advanceTimersByTimeAsync(12_000);
  expect(here.all('opened')).toHaveLength(1);

  answer();
  await vi.advanceTimersByTimeAsync(12_000);
  await eventually(() => expect(here.all('opened')).toHaveLength(2));
  await here.settled();
  expect(here.last('unstored')).toEqual({ type: 'unstored', count: 0, problem: null });
  expect(here.last('personChanged').person.ratings.map(({ movie, stars }) => [movie.id, stars])).toEqual([
    [103, 4],
    [101, 3],
  ]);
  expect([...(await memoryAppStorage(stored).loadPerson()).ratings.keys()].sort()).toEqual([101, 103]);
  // What was fetched meanwhile is stored too.
  expect((await memoryAppStorage(stored).loadDataset())?.id).toBe('small-1');
});

it('a write that does not end is shown as not saved, and is confirmed when it ends after all', async () => {
  const here = device();
  let end = () => {};
  const visit = here.visit(
    {
      openAppStorage: async () => {
        const storage = memoryAppStorage(here.stored);
        return {
          ...storage,
          setRating: async (...rating: Parameters<typeof storage.setRating>) => {
            await new Promise<void>((resolve) => {
              end = resolve;
            });
            return storage.setRating(...rating);
          },
        };
      },
    },
    { autoTrain: false },
  );
  await visit.until('opened');
  await visit.settled();
  visit.handle({ type: 'rate', movieId: 103, stars: 4 });
  await vi.advanceTimersByTimeAsync(4000);
  expect(visit.all('unstored').filter(({ count }) => count > 0)).toEqual([]);
  await vi.advanceTimersByTimeAsync(1500);
  expect(visit.last('unstored')).toMatchObject({ count: 1, problem: { code: 'storage-stalled' } });
  end();
  await visit.settled();
  expect(visit.last('unstored').count).toBe(0);
  expect(visit.last('personChanged').person.ratings).toMatchObject([{ movie: { id: 103 } }]);
});
