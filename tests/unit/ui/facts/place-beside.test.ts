import { expect, it } from 'vitest';
import { placeBeside } from '../../../../src/ui/facts/place-beside.ts';
import { fc } from '../../../fixtures/property.ts';

const screen = { width: 1000, height: 800 };
const size = { width: 300, height: 200 };
const box = (left: number, top: number) => ({ left, right: left + 160, top });

it('is to the right, else to the left, and above on a screen without room for either', () => {
  expect(placeBeside(box(100, 300), size, screen)).toEqual({ left: 272, top: 300 });
  expect(placeBeside(box(700, 300), size, screen)).toEqual({ left: 388, top: 300 });
  expect(placeBeside(box(100, 400), size, { width: 390, height: 800 })).toEqual({ left: 78, top: 188 });
});

it('never leaves the screen and never covers the element beside which it has room', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 840 }), fc.integer({ min: -200, max: 780 }), (left, top) => {
      const at = placeBeside(box(left, top), size, screen);
      expect(at.left).toBeGreaterThanOrEqual(12);
      expect(at.left + size.width).toBeLessThanOrEqual(988);
      expect(at.top).toBeGreaterThanOrEqual(12);
      expect(at.top + size.height).toBeLessThanOrEqual(788);
      expect(at.left >= left + 160 || at.left + size.width <= left).toBe(true);
    }),
  );
});
