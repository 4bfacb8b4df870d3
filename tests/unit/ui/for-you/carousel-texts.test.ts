import { expect, test } from 'vitest';
import { wordsOf } from '../../../../src/protocol/words.ts';
import { occasionText, rowText } from '../../../../src/ui/for-you/carousel-texts.ts';

const movieWords = wordsOf('films');

const on = (day: number, month: number | null, weekday: number | null) => ({
  kind: 'occasion' as const,
  day,
  month,
  weekday,
});

test('the row of a day is named after its part of the month, and after the weekday where that says more', () => {
  expect(rowText(on(29, 10, null), movieWords).title).toBe('For late November');
  expect(rowText(on(10, 0, null), movieWords).title).toBe('For early January');
  expect(rowText(on(11, 11, null), movieWords).title).toBe('For mid-December');
  expect(rowText(on(29, null, 0), movieWords).title).toBe('For a Sunday');
  expect(rowText(on(29, 10, 6), movieWords).title).toBe('For a Saturday in late November');
  expect(rowText(on(29, 10, null), movieWords).hint).toContain('when people rated, not when they watched');
});

test('a card says what is rated more, and by whose dates', () => {
  const day = on(29, 10, 0);
  expect(occasionText([{ by: 'month', genres: ['War', 'Western'], isOwn: false }], day, movieWords)).toBe(
    'Rated more in November: War and Western',
  );
  expect(
    occasionText(
      [
        { by: 'weekday', genres: [], isOwn: false },
        { by: 'month', genres: ['War'], isOwn: true },
      ],
      day,
      movieWords,
    ),
  ).toBe('Rated more on Sundays: this film. You rate more in November: War');
});
