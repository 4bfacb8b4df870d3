import fc from 'fast-check';
import { expect, it } from 'vitest';
import { halfStarsWithin } from '../../../src/ui/certainty.ts';
import { rangeText } from '../../../src/ui/texts-certainty.ts';

const text = (low: number, high: number) => rangeText({ level: 'fair', spread: 0.2, low, high });

it('holds every rating of the interval, and nothing half a step beyond', () => {
  const bound = fc.double({ min: 0.5, max: 5, noNaN: true });
  fc.assert(
    fc.property(bound, bound, (a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const { from, to } = halfStarsWithin(low, high);
      for (let stars = 0.5; stars <= 5; stars += 0.5) {
        const given = stars >= from && stars <= to;
        if (stars >= low && stars <= high) expect(given).toBe(true);
        if (stars < low - 0.25 || stars > high + 0.25) expect(given).toBe(false);
      }
      expect(from).toBeLessThanOrEqual(to);
    }),
  );
});

it.each([
  [3.1, 4.6, 'Eight times in ten you would give it 3 to 4½ stars.'],
  [2.9, 4.0, 'Eight times in ten you would give it 3 to 4 stars.'],
  [0.5, 5, 'Eight times in ten you would give it anything from half a star to five.'],
  [0.5, 1.1, 'Eight times in ten you would give it half a star to 1 star.'],
  [4.9, 5, 'Eight times in ten you would give it 5 stars.'],
  [2.75, 3.25, 'Eight times in ten you would give it 2½ to 3½ stars.'],
])('%d to %d: %s', (low, high, words) => {
  expect(text(low, high)).toBe(words);
});
