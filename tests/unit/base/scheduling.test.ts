import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  aheadOfBackground,
  createBackgroundPause,
  createPause,
  giveWay,
  onSignOfLife,
  onStandStill,
  signOfLife,
  standStill,
} from '../../../src/base/scheduling.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Works for `ms` and pauses. @returns milliseconds of rest */
async function restAfter(ms: number, pause: () => Promise<void>): Promise<number> {
  vi.advanceTimersByTime(ms);
  const from = performance.now();
  let resumed = false;
  void pause().then(() => {
    resumed = true;
  });
  for (let n = 0; n < 20 && !resumed; n++) await new Promise((resolve) => setImmediate(resolve));
  while (!resumed) {
    await vi.advanceTimersByTimeAsync(1);
    if (performance.now() - from > 1000) throw new Error('It rests forever.');
  }
  return performance.now() - from;
}

it('lets background work continue at once while the person does nothing', async () => {
  expect(await restAfter(10, createBackgroundPause())).toBe(0);
});

it('leaves most of the time to the page while the person acts, and not afterwards', async () => {
  const pause = createBackgroundPause();
  giveWay(100);
  let rested = 0;
  for (let n = 0; n < 4; n++) rested += await restAfter(10, pause);
  expect(rested).toBeGreaterThan(3 * 10);
  vi.advanceTimersByTime(100);
  expect(await restAfter(10, pause)).toBe(0);
});

it('holds background work up while something is done that the person waits for', async () => {
  let end = () => {};
  const work = aheadOfBackground(
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
  );
  setTimeout(() => end(), 200);
  const [held, other] = [createBackgroundPause(), createPause()];
  expect(await restAfter(10, other)).toBe(0);
  expect(await restAfter(10, held)).toBeGreaterThan(150);
  await work;
  expect(await restAfter(10, held)).toBe(0);
  // What fails holds nobody up either.
  await expect(aheadOfBackground(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await restAfter(10, held)).toBe(0);
});

it('lets background work stand still while the person waits for an answer, and no other work', async () => {
  const [still, other] = [createBackgroundPause(), createPause()];
  const heard: number[] = [];
  const ended = onStandStill((ms) => heard.push(ms));
  standStill(500);
  // What is asked for last counts.
  standStill(200);
  expect(await restAfter(10, other)).toBe(0);
  const rested = await restAfter(10, still);
  expect(rested).toBeGreaterThanOrEqual(180);
  expect(rested).toBeLessThan(300);
  expect(await restAfter(10, still)).toBe(0);
  ended();
  standStill(30);
  expect(heard).toEqual([500, 200]);
  onStandStill((ms) => heard.push(ms))();
  expect(heard).toEqual([500, 200, 30]);
  vi.advanceTimersByTime(30);
  onStandStill((ms) => heard.push(ms))();
  expect(heard).toHaveLength(3);
});

it('gives up held background work with the reason of its signal', async () => {
  let end = () => {};
  const work = aheadOfBackground(
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
  );
  const controller = new AbortController();
  const pause = createBackgroundPause(controller.signal);
  vi.advanceTimersByTime(10);
  const given = pause();
  controller.abort(new Error('another data set'));
  const refused = expect(given).rejects.toThrow('another data set');
  await vi.advanceTimersByTimeAsync(50);
  await refused;
  end();
  await work;
});

it('does not interrupt pieces shorter than half a frame', async () => {
  const pause = createBackgroundPause();
  giveWay(100);
  expect(await restAfter(3, pause)).toBe(0);
});

it.each([
  ['the pause', createPause],
  ['the background pause', createBackgroundPause],
])('%s rejects with the reason once its signal is aborted, also while it waits', async (_, create) => {
  const controller = new AbortController();
  const pause = create(controller.signal);
  await expect(pause()).resolves.toBeUndefined();
  vi.advanceTimersByTime(10);
  const rejected = expect(pause()).rejects.toBe('stopped');
  controller.abort('stopped');
  await vi.advanceTimersByTimeAsync(100);
  await rejected;
  await expect(pause()).rejects.toBe('stopped');
});

it('gives a sign of life once a second at most, however often work asks', () => {
  const given: number[] = [];
  onSignOfLife(() => given.push(performance.now()));
  for (let n = 0; n < 350; n++) {
    signOfLife();
    vi.advanceTimersByTime(10);
  }
  onSignOfLife(() => {});
  expect(given).toHaveLength(4);
  for (const [n, at] of given.slice(1).entries()) expect(at - given[n]).toBeGreaterThanOrEqual(1000);
});
