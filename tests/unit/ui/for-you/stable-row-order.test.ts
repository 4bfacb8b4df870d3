import { expect, test } from 'vitest';
import { holdRows } from '../../../../src/ui/for-you/stable-row-order.ts';

const held = (shown: string, next: string, places: number) =>
  holdRows([...shown], [...next], places, (row) => row).join('');

test('what is on the screen stays, what is new comes below it', () => {
  expect(held('abc', 'xabc', 1)).toBe('axbc');
  expect(held('abc', 'xaybc', 2)).toBe('abxyc');
  expect(held('abc', 'cba', 2)).toBe('abc');
});

test('the first time, and with nothing on the screen, rows are as planned', () => {
  expect(held('', 'abc', 2)).toBe('abc');
  expect(held('abc', 'xcab', 0)).toBe('xcab');
});

test('a row that is gone leaves its place to the best of the others', () => {
  expect(held('abc', 'xbc', 2)).toBe('xbc');
  expect(held('abc', 'bxc', 2)).toBe('xbc');
  expect(held('abc', 'b', 3)).toBe('b');
  expect(held('abc', '', 3)).toBe('');
});

test('no row is lost and none comes twice', () => {
  for (const next of ['abcdef', 'fedcba', 'xaybzc', 'cx', 'xyz'])
    for (const places of [0, 1, 2, 3, 9])
      expect([...held('abc', next, places)].sort()).toEqual([...next].sort());
});
