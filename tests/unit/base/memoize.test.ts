import { expect, test, vi } from 'vitest';
import { memoize, once } from '../../../src/base/memoize.ts';

test('computes a remembered result once and drops the least recently used one', () => {
  const compute = vi.fn((n: number) => n * n);
  const square = memoize(2, compute);
  expect([square(2), square(3), square(2)]).toEqual([4, 9, 4]);
  expect(compute).toHaveBeenCalledTimes(2);
  // 3 is the least recently used.
  expect(square(4)).toBe(16);
  expect(square(2)).toBe(4);
  expect(compute).toHaveBeenCalledTimes(3);
  expect(square(3)).toBe(9);
  expect(compute).toHaveBeenCalledTimes(4);
});

test('once computes on the first call only, also where the result is null', () => {
  const compute = vi.fn(() => null);
  const get = once(compute);
  expect(compute).not.toHaveBeenCalled();
  expect([get(), get()]).toEqual([null, null]);
  expect(compute).toHaveBeenCalledTimes(1);
});
