import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBackgroundPause, giveWay } from '../../../src/base/scheduling.ts';

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
    if (performance.now() - from > 1000) throw new Error('It rests for ever.');
  }
  return performance.now() - from;
}

it('background work goes on at once while the person does nothing', async () => {
  expect(await restAfter(10, createBackgroundPause())).toBe(0);
});

it('while the person acts it leaves most of the time to the page, and then goes on as before', async () => {
  const pause = createBackgroundPause();
  giveWay(100);
  let rested = 0;
  for (let n = 0; n < 4; n++) rested += await restAfter(10, pause);
  expect(rested).toBeGreaterThan(3 * 10);
  vi.advanceTimersByTime(100);
  expect(await restAfter(10, pause)).toBe(0);
});

it('pieces shorter than half a frame are not interrupted', async () => {
  const pause = createBackgroundPause();
  giveWay(100);
  expect(await restAfter(3, pause)).toBe(0);
});
