import { expect, it } from 'vitest';
import { isBackupDue, parseBackup } from '../../../../src/ui/app/backup-reminder.ts';
import { movie } from '../../../fixtures/movies.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = 1000 * DAY;
const ratings = (count: number, daysAgo: number) =>
  Array.from({ length: count }, (_, n) => ({ movie: movie(n + 1), stars: 4, at: NOW - daysAgo * DAY }));

it.each([
  ['no back-up and 49 new ratings', ratings(49, 1), null, null, false],
  ['no back-up and 50 ratings', ratings(50, 1), null, null, true],
  ['one rating for more than 30 days', ratings(1, 31), null, null, true],
  ['49 since the last back-up', ratings(149, 1), { at: NOW - DAY, ratings: 100 }, null, false],
  ['50 since the last back-up', ratings(150, 1), { at: NOW - DAY, ratings: 100 }, null, true],
  ['one since a back-up 31 days ago', ratings(101, 1), { at: NOW - 31 * DAY, ratings: 100 }, null, true],
  ['none since a back-up long ago', ratings(100, 90), { at: NOW - 90 * DAY, ratings: 100 }, null, false],
  ['“Later” yesterday', ratings(500, 90), null, NOW - DAY, false],
  ['“Later” eight days ago', ratings(500, 90), null, NOW - 8 * DAY, true],
])('%s', (_, given, last, laterAt, isDue) => {
  expect(isBackupDue(given, last, laterAt, NOW)).toBe(isDue);
});

it('reads what was noted of the last back-up, and nothing else', () => {
  expect(parseBackup('1700000000000 12')).toEqual({ at: 1700000000000, ratings: 12 });
  for (const text of [null, '', 'yes', '12', '1 x']) expect(parseBackup(text)).toBeNull();
});
