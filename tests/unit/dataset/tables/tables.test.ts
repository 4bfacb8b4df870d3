import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import { guessMapping, isNamedRatings } from '../../../../src/dataset/tables/guess-mapping.ts';
import { type DatasetMapping, starsOnScale } from '../../../../src/dataset/tables/mapping.ts';
import { readTableDataset } from '../../../../src/dataset/tables/read-table-dataset.ts';
import { findAnyTables } from '../../../../src/dataset/tables/table-heads.ts';

const BOOKS = [
  'ISBN;Book-Title;Book-Author;Year-Of-Publication;genres',
  '034545104X;"Flesh Tones: A Novel";M. J. Rose;2002;Crime|Romance',
  '0155061224;"Rites of ""Passage"" (1999)";Judith Rae;2001.0;',
  ';No id;Nobody;1990;',
  '0155061224;Again;Judith Rae;1990;',
].join('\n');
const BOOK_RATINGS = [
  'User-ID;ISBN;Book-Rating;Date',
  'u1;034545104X;10;2004-05-01',
  'u2;034545104X;0;2004-05-01',
  'u2;0155061224;5;1083369600',
  'u3;not listed;8;1083369600000',
  'u3;0155061224;11;',
  'u3;0155061224;seven;',
  'u3;0155061224;7',
  ';0155061224;7;',
  'u1;0155061224;1;2004-05-01',
  'u1;0155061224;3;2004-06-01',
  'u4;"0155061224;4;',
  'u5;0155061224;6;2999-01-01',
].join('\n');

const file = (name: string, text: string | Uint8Array<ArrayBuffer>) => ({ name, content: new Blob([text]) });
const books = () => [file('Books.csv', BOOKS), file('Ratings.csv', BOOK_RATINGS)];

async function guessed(files: ReturnType<typeof books>) {
  const tables = await findAnyTables(files);
  const mapping = guessMapping(tables);
  if (mapping === null) throw new Error('no mapping');
  return { tables, mapping };
}
const skipped = (report: { leftOut: readonly { why: string; count: number }[] }) =>
  Object.fromEntries(report.leftOut.map(({ why, count }) => [why, count]));

describe('what the columns hold', () => {
  it('is guessed by their names', async () => {
    const { mapping } = await guessed(books());
    expect(mapping).toEqual({
      ratings: { table: 'Ratings.csv', user: 0, item: 1, rating: 2, time: 3 },
      items: { table: 'Books.csv', id: 0, title: 1, year: 3, genres: 4 },
      scale: 10,
      zero: 'unrated',
      subject: 'books',
    } satisfies DatasetMapping);
  });

  it.each([
    ['user_id,app_name,score\nann,Portal,9\nbob,Doom,7', { user: 0, item: 1, rating: 2 }, 10, 'games'],
    [
      'rating\ttrack\tlistener\n4\tHelp!\tann\n0\tYesterday\tbob',
      { user: 2, item: 1, rating: 0 },
      5,
      'music',
    ],
    ['1 | 2 | 5\n2 | 2 | 3'.replaceAll(' ', ''), { user: 0, item: 1, rating: 2 }, 5, 'other'],
    [
      'movieId,userId,timestamp,rating\n1,2,978300760,4',
      { user: 1, item: 0, rating: 3, time: 2 },
      5,
      'films',
    ],
  ])('is found in %j', async (text, roles, scale, subject) => {
    const { mapping } = await guessed([file('table.tsv', text)]);
    expect(mapping).toMatchObject({ ratings: roles, items: null, scale, subject });
  });

  it.each([
    'movieId,title,genres\n1,A (1990),War',
    'Date,Name,Year,Letterboxd URI,Rating\n2020-01-01,Heat,1995,https://boxd.it/x,4',
    'Const,Your Rating,Date Rated,Title\ntt0113277,8,2020-01-01,Heat',
    'just one column\nof text',
  ])('is not asked for an export of one person, or no ratings: %j', async (text) => {
    const tables = await findAnyTables([file('ratings.csv', text)]);
    expect(tables.some(isNamedRatings)).toBe(false);
  });

  it('is found in a zip, and text in UTF-16 is refused', async () => {
    const zip = zipSync({ 'a/Ratings.csv': strToU8(BOOK_RATINGS), 'a/notes.md': strToU8('a,b,c') });
    expect((await findAnyTables([file('books.zip', new Uint8Array(zip))])).map(({ name }) => name)).toEqual([
      'Ratings.csv',
    ]);
    const wide = Uint8Array.from([0xff, 0xfe, 97, 0, 44, 0]);
    await expect(findAnyTables([file('a.csv', wide)])).rejects.toMatchObject({ code: 'file-unknown' });
  });
});

describe('the scale', () => {
  const on = (scale: DatasetMapping['scale'], zero: DatasetMapping['zero'], ratings: number[]) =>
    ratings.map((rating) => starsOnScale(rating, { scale, zero }));

  it('becomes half stars', () => {
    expect(on(10, 'unrated', [1, 2, 7, 10])).toEqual([0.5, 1, 3.5, 5]);
    expect(on(5, 'unrated', [0.5, 1, 3.3, 5])).toEqual([0.5, 1, 3.5, 5]);
    expect(on(100, 'lowest', [0, 1, 50, 100])).toEqual([0.5, 0.5, 2.5, 5]);
  });

  it('has no ratings outside of it', () => {
    expect(on(10, 'unrated', [0, -1, 10.5, Number.NaN])).toEqual([null, null, null, null]);
  });
});

describe('tables that are read as a data set', () => {
  it('keep titles, external ids and times, and count every row that is left out', async () => {
    const { tables, mapping } = await guessed(books());
    const dataset = await readTableDataset(tables, { ...mapping, scale: 10 }, 'books');
    expect(dataset).toMatchObject({
      name: 'books',
      subject: 'books',
      genres: ['Crime', 'Romance'],
      movies: [
        { title: 'Flesh Tones: A Novel', externalId: '034545104X', year: 2002, genres: ['Crime', 'Romance'] },
        { title: 'Rites of "Passage" (1999)', externalId: '0155061224', year: 2001, genres: [] },
        { title: 'not listed', externalId: 'not listed', year: null },
      ],
    });
    expect(new Set(dataset.movies.map(({ id }) => id)).size).toBe(3);
    expect(Math.min(...dataset.movies.map(({ id }) => id))).toBeGreaterThanOrEqual(1e15);
    const { ratings } = dataset;
    expect([...ratings.rowStart]).toEqual([0, 2, 3, 4, 5]);
    expect([...ratings.item]).toEqual([0, 1, 1, 2, 1]);
    expect([...ratings.value]).toEqual([5, 1.5, 2.5, 4, 3]);
    expect([...ratings.time]).toEqual([
      Date.parse('2004-05-01') / 1000,
      Date.parse('2004-06-01') / 1000,
      1083369600,
      1083369600,
      0,
    ]);
    expect(skipped(dataset.report)).toEqual({
      'Title rows without an id': 1,
      'Titles listed twice (the first is kept)': 1,
      'Ratings of 0, which mean not rated, as you said': 1,
      'Ratings that are not a number from 0 to 10': 2,
      'Rating rows with missing or extra columns': 2,
      'Ratings without a user or a title': 1,
      'Repeated ratings of one title by one user (the latest is kept)': 1,
      'Impossible dates (the ratings are kept without a date)': 1,
      'Titles that are not in the table of titles (shown by their id)': 1,
    });
  });

  it('keep the ids of MovieLens for movies with numbers', async () => {
    const { tables, mapping } = await guessed([
      file('films.csv', 'movieId,title\n7,"Matrix, The (1999)"\n9,Heat'),
      file('stars.csv', 'userId,movieId,rating\na,7,4\nb,9,2'),
    ]);
    const dataset = await readTableDataset(tables, mapping, 'films');
    expect(dataset.subject).toBeUndefined();
    expect(dataset.movies).toMatchObject([
      { id: 7, title: 'The Matrix', year: 1999 },
      { id: 9, title: 'Heat', year: null },
    ]);
  });

  it('have an id that depends on content and mapping', async () => {
    const { tables, mapping } = await guessed(books());
    const idOf = async (scale: DatasetMapping['scale']) =>
      (await readTableDataset(tables, { ...mapping, scale }, 'books')).id;
    expect(await idOf(10)).toBe(await idOf(10));
    expect(await idOf(10)).not.toBe(await idOf(20));
  });

  it('are refused where a column is missing or nothing can be used', async () => {
    const { tables, mapping } = await guessed(books());
    const without = { ...mapping, ratings: { ...mapping.ratings, user: null } };
    await expect(readTableDataset(tables, without, 'x')).rejects.toMatchObject({ code: 'settings' });
    const wrong = { ...mapping, ratings: { ...mapping.ratings, rating: 1, item: 2 } };
    await expect(readTableDataset(tables, wrong, 'x')).rejects.toMatchObject({
      code: 'data-invalid',
      message: expect.stringContaining('Ratings that are not a number from 0 to 10: '),
    });
  });
});

describe('tables of any content', () => {
  it('end at the signal, and never read more than they may', async () => {
    const { tables, mapping } = await guessed(books());
    const signal = AbortSignal.abort();
    await expect(readTableDataset(tables, mapping, 'x', { signal })).rejects.toThrow();
    const limits = { entries: 9, movies: 1e6, ratings: 1e6, facts: 1e6, rows: 2 };
    await expect(readTableDataset(tables, mapping, 'x', { limits })).rejects.toMatchObject({
      code: 'file-too-large',
    });
  });

  it('lose no row: of whatever is written, each line is a rating or is counted', async () => {
    const random = createRandom(7);
    const pieces = ['a', '"', '""', ',', '5', '0', '-1', '3.5', ' ', 'é', '\t', 'x,y,4', 'u,i,3'];
    for (let round = 0; round < 200; round++) {
      const lines = Array.from({ length: 1 + random.integer(12) }, () =>
        Array.from({ length: random.integer(7) }, () => pieces[random.integer(pieces.length)]).join(''),
      );
      const text = `user,item,rating\nu,i,4\n${lines.join('\n')}`;
      const [head] = await findAnyTables([file('t.csv', 'user,item,rating\nu,i,4')]);
      const [{ file: content }] = await findAnyTables([file('t.csv', text)]);
      const table = { ...head, file: content };
      const mapping: DatasetMapping = {
        ratings: { table: 't.csv', user: 0, item: 1, rating: 2, time: null },
        items: null,
        scale: 5,
        zero: 'unrated',
        subject: 'other',
      };
      const { report } = await readTableDataset([table], mapping, 't');
      const counted = report.leftOut.reduce((sum, { count }) => sum + count, 0);
      expect(report.ratings + counted).toBe(1 + lines.filter((line) => line !== '').length);
    }
  });
});
