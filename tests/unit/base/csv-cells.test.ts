import { expect, it } from 'vitest';
import { textCell, withoutGuard } from '../../../src/base/csv-cells.ts';

it.each([
  ['Heat', 'Heat'],
  ['Goodbye, Lenin', '"Goodbye, Lenin"'],
  ['"Great Performances" Cats', '"""Great Performances"" Cats"'],
  ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['\rx', '"\'\rx"'],
  ['\nx', '"\'\nx"'],
  ['a\nb', '"a\nb"'],
  ['1=1', '1=1'],
])('writes %j as %j', (text, cell) => {
  expect(textCell(text)).toBe(cell);
});

it.each(['=1', "'-", "''@x", "'tis", '-', "it's"])('reads %j back as it was', (text) => {
  expect(withoutGuard(textCell(text))).toBe(text);
});
