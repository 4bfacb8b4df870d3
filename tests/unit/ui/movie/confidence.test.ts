import { expect, it } from 'vitest';
import { wordsOf } from '../../../../src/protocol/words.ts';
import { halfStarsAround, rangeText, whyText } from '../../../../src/ui/movie/confidence-texts.ts';
import { fc } from '../../../fixtures/property.ts';

const movieWords = wordsOf('films');

const text = (low: number, high: number) => rangeText({ level: 'fair', spread: 0.2, low, high });

it('holds the whole interval in half stars of the scale, and no half star more', () => {
  const bound = fc.double({ min: 0.5, max: 5, noNaN: true });
  fc.assert(
    fc.property(bound, bound, (a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const { from, to } = halfStarsAround(low, high);
      expect([Number.isInteger(from * 2), Number.isInteger(to * 2)]).toEqual([true, true]);
      expect(from).toBeLessThanOrEqual(low);
      expect(to).toBeGreaterThanOrEqual(high);
      expect(low - from).toBeLessThan(0.5);
      expect(to - high).toBeLessThan(0.5);
    }),
  );
});

it('stays on the scale', () => {
  expect(halfStarsAround(0.1, 5.4)).toEqual({ from: 0.5, to: 5 });
});

it.each([
  [3.1, 4.4, 'Nine times in ten you would give it 3 to 4½ stars.'],
  [3.1, 4.6, 'Nine times in ten you would give it 3 to 5 stars.'],
  [2.9, 4.0, 'Nine times in ten you would give it 2½ to 4 stars.'],
  [0.5, 5, 'Nine times in ten you would give it anything from half a star to five.'],
  [0.5, 0.9, 'Nine times in ten you would give it half a star to 1 star.'],
  [5, 5, 'Nine times in ten you would give it 5 stars.'],
])('%d to %d: %s', (low, high, words) => {
  expect(text(low, high)).toBe(words);
});

it.each([
  ['guess', 0, 300, 'you have not rated a film yet. Each rating you give helps.'],
  ['fair', 1, 300, 'you have rated only 1 film so far. Each rating you give helps.'],
  ['guess', 20, 1, 'only 1 person in this data set rated this one.'],
  ['fair', 40, 0, 'nobody in this data set has rated this one.'],
  [
    'guess',
    6,
    3,
    'you have rated only 6 films so far, and only 3 people in this data set rated this one. Each rating you give helps.',
  ],
] as const)('a %s from %d of yours and %d of the movie names what is few', (level, yours, ofMovie, words) => {
  expect(whyText(level, yours, ofMovie, movieWords)).toBe(words);
});

it('blames no number of ratings where there are enough, or where it is sure', () => {
  for (const words of [
    whyText('guess', 20, 10, movieWords),
    whyText('fair', 20, 10, movieWords),
    whyText('sure', 3, 2, movieWords),
  ])
    expect(words).not.toContain('only');
});
