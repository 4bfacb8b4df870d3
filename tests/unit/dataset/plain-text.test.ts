import { expect, it } from 'vitest';
import { findTables } from '../../../src/dataset/archive/archive-tables.ts';
import { readArchive } from '../../../src/dataset/archive/read-archive.ts';
import { readFactTables } from '../../../src/dataset/archive/read-facts.ts';
import { SkippedRowsCounter } from '../../../src/dataset/archive/skipped-rows.ts';
import { plainText } from '../../../src/dataset/plain-text.ts';
import { archive, zip } from '../../fixtures/archives.ts';
import { inShort, readOne } from '../../fixtures/exports.ts';

const RLO = '\u202e';
const ISOLATE = '\u2067';
const ZERO = '\u200b';

it.each([
  [`${RLO}taeH${ISOLATE}`, 'taeH'],
  [`He${ZERO}at\ufeff`, 'Heat'],
  [`H${'\u0301'.repeat(40)}eat`, `H${'\u0301'.repeat(4)}eat`],
  ['שלום', 'שלום'],
  ['می\u200cخواهم', 'می\u200cخواهم'],
  ['👨\u200d👩\u200d👧', '👨\u200d👩\u200d👧'],
  ['<b>=1+1</b>', '<b>=1+1</b>'],
])('%j is shown as %j', (written, shown) => {
  expect(plainText(written)).toBe(shown);
});

it('titles, genres and descriptions of a data set are plain, and a title of nothing is none', async () => {
  const movies = `movieId,title,genres\n1,${RLO}Heat${ZERO} (1995),Cr${ZERO}ime|${RLO}Drama\n2,${ZERO}${RLO},Drama\n30,Other,Drama\n`;
  const { dataset } = await readArchive(archive(movies), 'a.zip');
  expect(dataset.movies.map(({ title }) => title)).toEqual(['Heat', 'Other']);
  expect(dataset.movies[0].genres).toEqual(['Crime', 'Drama']);
  expect(dataset.report.leftOut.map(({ why }) => why)).toContain('Films without a title');
  const descriptions = `movieId,description,source,page\n1,"A ${RLO}man",x,y\n`;
  const facts = await readFactTables(await findTables([zip({ 'descriptions.csv': descriptions })]), {
    movies: new Set([1]),
    limit: 1e6,
    skippedRows: new SkippedRowsCounter(),
  });
  expect(facts.descriptions?.facts.map(({ text }) => text)).toEqual(['A man']);
});

it('titles and lists of an export are plain, and no longer than any title', async () => {
  const file = await readOne(
    'ratings.csv',
    `Date,Name,Year,Letterboxd URI,Rating\n2019-05-04,${RLO}Heat,1995,u,4\n2019-05-04,${'W'.repeat(900)},1995,u,4\n`,
  );
  const [first, second] = inShort(file);
  expect(first).toBe('Heat 1995 rating 4 2019-05-04');
  expect(second).toBe(`${'W'.repeat(500)} 1995 rating 4 2019-05-04`);
});
