import { describe, expect, it } from 'vitest';
import { createPause } from '../../../../src/base/scheduling.ts';
import {
  isUsable,
  readMapped,
  suggestMapping,
  type TableMapping,
} from '../../../../src/dataset/exports/mapped-table.ts';
import type { Table } from '../../../../src/dataset/exports/table.ts';
import { inShort, leftOut, read } from '../../../fixtures/exports.ts';

/** The only table of unknown columns in a file. */
async function tableIn(text: string): Promise<Table> {
  const { tables, refused } = await read({ 'mine.csv': text });
  expect(refused).toEqual([]);
  expect(tables).toHaveLength(1);
  return tables[0].table;
}

const short = async (table: Table, mapping: TableMapping) =>
  inShort(await readMapped({ name: 'mine.csv', table }, mapping, createPause()));

describe('a table of no known service', () => {
  it('is suggested to mean what its names and numbers say', async () => {
    const table = await tableIn(
      'Titel;Jahr;Bewertung;Datum\nFargo;1996;8;04.05.2019\nHeat;1995;6,5;24.05.2019\n',
    );
    const mapping = suggestMapping(table);
    expect(mapping).toEqual({
      columns: { title: 0, year: 1, rating: 2, date: 3, imdb: null, tmdb: null },
      scale: 10,
      dateOrder: null,
      unrated: 'seen',
    });
    expect(await short(table, mapping)).toEqual([
      'Fargo 1996 rating 4 2019-05-04',
      'Heat 1995 rating 3.5 2019-05-24',
    ]);
  });

  it('is read as the person says: scale, order of dates, ids, what no rating means', async () => {
    const table = await tableIn(
      'what,points,when,link\nFargo (1996),17,05/04/2019,https://www.imdb.com/title/tt0116282/\nHeat (1995),,,\n,9,,\n,x,,tt0113277\n',
    );
    const mapping: TableMapping = {
      columns: { title: 0, rating: 1, date: 2, imdb: 3, year: null, tmdb: null },
      scale: 20,
      dateOrder: 'dayFirst',
      unrated: 'watchlist',
    };
    expect(await short(table, mapping)).toEqual([
      'Fargo 1996 rating 4.5 2019-04-05',
      'Heat 1995 watchlist -',
    ]);
    const file = await readMapped({ name: 'mine.csv', table }, mapping, createPause());
    expect(file.entries[0].imdb).toBe(116282);
    expect(leftOut(file)).toEqual({ 'Rows without a title': 1, 'Rows without a rating that can be read': 1 });
    expect(file.rows).toBe(4);
  });

  it('without a column for the movie is not read', async () => {
    const mapping = suggestMapping(await tableIn('age,points\n3,4\n'));
    expect(isUsable(mapping)).toBe(false);
    expect(isUsable({ ...mapping, columns: { ...mapping.columns, tmdb: 0 } })).toBe(true);
  });
});

it('ratings of many people and what is no table stay refused', async () => {
  const { tables, refused } = await read({
    'many.csv': 'userId,movieId,rating\n1,2,3\n',
    'diary.txt': 'Dear diary\n',
    'x.json': '{"a": [1, 2]}',
  });
  expect(tables).toEqual([]);
  expect(refused.map(({ message }) => message)).toEqual([
    'diary.txt is not a table.',
    'many.csv holds ratings of many people: it is part of a MovieLens data set.',
    'x.json holds no ratings that can be read.',
  ]);
});
