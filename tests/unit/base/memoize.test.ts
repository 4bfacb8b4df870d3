import { expect, test, vi } from 'vitest';
import { memoize } from '../../../src/base/memoize.ts';

test('computes once while it is kept, and lets go of what was not asked for longest', () => {
  const compute = vi.fn((n: number) => n * n);
  const square = memoize(2, compute);
  expect([square(2), square(3), square(2)]).toEqual([4, 9, 4]);
  expect(compute).toHaveBeenCalledTimes(2);
  // 3 is the one not asked for longest.
  expect(square(4)).toBe(16);
  expect(square(2)).toBe(4);
  expect(compute).toHaveBeenCalledTimes(3);
  expect(square(3)).toBe(9);
  expect(compute).toHaveBeenCalledTimes(4);
});
