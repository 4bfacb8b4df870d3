import { expect, it } from 'vitest';
import {
  starsAfterTap,
  starsAfterTouch,
  starsFromKey,
  starsFromPointer,
} from '../../../../src/ui/movie/rating-input.ts';

it('reads half stars from a pointer, clamped to the control', () => {
  const at = (x: number) => starsFromPointer(x, 100, 200);
  expect([at(0), at(100), at(101), at(120), at(121), at(199), at(300), at(999)]).toEqual([
    0.5, 0.5, 0.5, 0.5, 1, 2.5, 5, 5,
  ]);
});

it('takes stars away when the same are tapped again', () => {
  expect(starsAfterTap(4, 4)).toBeNull();
  expect(starsAfterTap(4, 3.5)).toBe(3.5);
  expect(starsAfterTap(null, 3.5)).toBe(3.5);
});

it('gives whole stars to a finger, half of the last one to a second tap, and none to a third', () => {
  expect([0.5, 1, 1.5, 2, 4.5, 5].map((at) => starsAfterTouch(null, at))).toEqual([1, 1, 2, 2, 5, 5]);
  expect(starsAfterTouch(3, 2.5)).toBe(2.5);
  expect(starsAfterTouch(2.5, 3)).toBeNull();
  expect(starsAfterTouch(1, 0.5)).toBe(0.5);
  expect(starsAfterTouch(0.5, 1)).toBeNull();
  expect(starsAfterTouch(4, 3)).toBe(3);
});

it('reads digits as half stars, meant at once', () => {
  expect([...'1234567890'].map((key) => starsFromKey(key, null))).toEqual(
    [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5].map((stars) => ({ stars, settled: true })),
  );
});

it.each([
  ['ArrowRight', null, 0.5],
  ['ArrowUp', 4.5, 5],
  ['ArrowRight', 5, 5],
  ['ArrowLeft', 0.5, null],
  ['ArrowDown', 3, 2.5],
  ['ArrowLeft', null, null],
  ['PageUp', 4.5, 5],
  ['PageDown', 1, null],
  ['Home', 4, 0.5],
  ['End', null, 5],
] as const)('%s on %s is %s, once it rests', (key, current, stars) => {
  expect(starsFromKey(key, current)).toEqual({ stars, settled: false });
});

it('removes by Delete and Backspace and leaves other keys alone', () => {
  expect(starsFromKey('Delete', 3)).toEqual({ stars: null, settled: true });
  expect(starsFromKey('Backspace', 3)).toEqual({ stars: null, settled: true });
  for (const key of ['a', 'Tab', '10', '/', 'Escape']) expect(starsFromKey(key, 3)).toBeNull();
});
