import { expect, it } from 'vitest';
import { readArchive } from '../../../../src/dataset/archive/read-archive.ts';
import { zip } from '../../../fixtures/archives.ts';

const flags = (...on: number[]) => Array.from({ length: 19 }, (_, n) => (on.includes(n) ? 1 : 0)).join('|');
const ITEMS = [
  `1|Toy Story (1995)|01-Jan-1995||http://x|${flags(3, 4, 5)}`,
  `2|Misérables, Les (1995)|01-Jan-1995||http://x|${flags(8)}`,
  `3|Little Ship (1996) (V)|01-Jan-1996||http://x|${flags(4)}`,
  `4|No Year Here|12-Mar-1997||http://x|${flags(8)}`,
  `267|unknown||||${flags(0)}`,
  '9|Too|few|fields',
  '',
].join('\n');
const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const DATA = '196\t1\t3\t881250949\n186\t2\t5\t891717742\n196\t267\t1\t878887116\n5\t3\t3.5\t1\n5\t3\t0\t1\n';

it('reads u.item and u.data', async () => {
  const bytes = zip({ 'ml-100k/u.item': latin1(ITEMS), 'ml-100k/u.data': DATA, 'ml-100k/u1.base': DATA });
  const { dataset } = await readArchive(bytes, 'ml-100k.zip');
  expect(dataset.movies).toEqual([
    { id: 1, title: 'Toy Story', year: 1995, genres: ['Animation', 'Children', 'Comedy'] },
    { id: 2, title: 'Les Misérables', year: 1995, genres: ['Drama'] },
    { id: 3, title: 'Little Ship', year: 1996, genres: ['Children'] },
    { id: 4, title: 'No Year Here', year: 1997, genres: ['Drama'] },
    { id: 267, title: 'unknown', year: null, genres: [] },
  ]);
  // User 186 comes before user 196.
  expect([...dataset.ratings.rowStart]).toEqual([0, 1, 3]);
  expect([...dataset.ratings.item]).toEqual([1, 0, 4]);
  expect([...dataset.ratings.value]).toEqual([5, 3, 1]);
  expect(dataset.report.leftOut).toMatchObject([
    { why: 'Film rows with missing or extra columns', count: 1 },
    { why: 'Ratings that are not 1 to 5 in steps of 1', count: 2 },
  ]);
});
