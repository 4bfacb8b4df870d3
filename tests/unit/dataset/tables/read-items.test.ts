import { describe, expect, it } from 'vitest';
import { SkippedRowsCounter } from '../../../../src/dataset/archive/skipped-rows.ts';
import type { Subject } from '../../../../src/dataset/subject.ts';
import { guessMapping } from '../../../../src/dataset/tables/guess-mapping.ts';
import { type DatasetMapping, isComplete } from '../../../../src/dataset/tables/mapping.ts';
import { readItems } from '../../../../src/dataset/tables/read-items.ts';
import type { AnyTable } from '../../../../src/dataset/tables/table-heads.ts';

const roles = { table: 'items', id: 0, title: 1, year: 2, genres: 3 };

function itemsOf(rows: readonly string[], subject: Subject = 'books', hasHeader = false) {
  const skippedRows = new SkippedRowsCounter();
  const table = { columns: ['', '', '', ''], hasHeader, separator: ';' } as unknown as AnyTable;
  const items = readItems(new TextEncoder().encode(rows.join('\n')), table, roles, subject, skippedRows);
  return { items, skipped: skippedRows.list() };
}

describe('a table of items', () => {
  it('has titles, years and genres in whatever way they are written', () => {
    const { items, skipped } = itemsOf([
      " a1 ; Emma ;1815.0;['Novel', 'Romance']",
      'a2;Dune;published 1965-08-01;Novel|Sci-Fi|Novel',
      'a3;Ulysses;31922;(no genres listed)',
      'a4;"Faust; the first part";;"Play; Verse"',
      'a5;It;2086;',
    ]);
    expect(items).toEqual([
      { externalId: 'a1', title: 'Emma', year: 1815, genres: ['Novel', 'Romance'] },
      { externalId: 'a2', title: 'Dune', year: 1965, genres: ['Novel', 'Sci-Fi'] },
      { externalId: 'a3', title: 'Ulysses', year: null, genres: [] },
      { externalId: 'a4', title: 'Faust; the first part', year: null, genres: ['Play', 'Verse'] },
      { externalId: 'a5', title: 'It', year: 2086, genres: [] },
    ]);
    expect(skipped).toEqual([]);
  });

  it('has years and other titles in the titles of movies only', () => {
    const row = ['1;City of Lost Children, The (Cité des enfants perdus, La) (1995);;'];
    expect(itemsOf(row, 'films').items).toEqual([
      {
        externalId: '1',
        title: 'The City of Lost Children',
        alsoKnownAs: ['La Cité des enfants perdus'],
        year: 1995,
        genres: [],
      },
    ]);
    expect(itemsOf(['1;Heat (1995);1996;'], 'films').items).toEqual([
      { externalId: '1', title: 'Heat', year: 1996, genres: [] },
    ]);
    expect(itemsOf(row).items[0]).toMatchObject({ title: row[0].slice(2, -2), year: null });
  });

  it('counts every row that is no item, with an example', () => {
    const { items, skipped } = itemsOf(
      [
        'id;title;year;genres',
        'b1;Emma;1815;',
        'b2;Dune;1965',
        ' ;No id;1965;',
        'b3; ;1965;',
        'b1;Emma again;1816;',
        `b4;${'x'.repeat(501)};;`,
        `b5;${'y'.repeat(500)};;`,
      ],
      'books',
      true,
    );
    expect(items.map(({ externalId }) => externalId)).toEqual(['b1', 'b5']);
    expect(skipped.map(({ why, count, examples }) => [why, count, examples[0].slice(0, 20)])).toEqual([
      ['Title rows with missing or extra columns', 1, 'line 3: b2;Dune;1965'],
      ['Title rows without an id', 1, 'line 4:  ;No id;1965'],
      ['Title rows without a title', 1, 'line 5: b3; ;1965;'],
      ['Titles listed twice (the first is kept)', 1, 'line 6: b1;Emma agai'],
      ['Titles with over 500 letters', 1, 'line 7: b4;xxxxxxxxx'],
    ]);
  });

  it('keeps the 40 most common genres, and counts the others', () => {
    const tags = Array.from({ length: 41 }, (_, n) => `tag${n}`);
    const forty = tags.slice(0, 40).map((tag, n) => `${n};Title ${n};;${tag}`);
    expect(itemsOf(forty).items.flatMap(({ genres }) => genres)).toEqual(tags.slice(0, 40));
    // Tag 7 stands in one row, all others in two.
    const { items, skipped } = itemsOf(
      tags.map((tag, n) => `${n};Title ${n};;${tag}|${n === 6 ? '' : tags[(n + 1) % 41]}`),
    );
    expect(new Set(items.flatMap(({ genres }) => genres))).toEqual(new Set(tags.toSpliced(7, 1)));
    expect(skipped).toMatchObject([
      { why: 'Genres beyond the 40 most common', count: 1, examples: ['tag7'] },
    ]);
  });
});

describe('what columns hold', () => {
  const head = (name: string, columns: string[], sample: string[][] = [], hasHeader = true) => ({
    name,
    columns,
    sample,
    hasHeader,
  });

  it.each([
    ['a mean of ratings is no rating', ['user', 'book', 'average_rating', 'rating'], [0, 1, 3]],
    ['the name of the reviewer is no rating', ['reviewer_score_id', 'isbn', 'score'], [0, 1, 2]],
    ['names may have numbers, spaces and capitals', [' User No ', 'GAME_ID', 'Overall'], [0, 1, 2]],
  ])('%s', (_, columns, expected) => {
    const found = guessMapping([head('r', columns, [['1', '2', '3', '4']])]);
    const { user, item, rating } = found?.ratings ?? {};
    expect([user, item, rating]).toEqual(expected);
  });

  it('finds the rating of columns without names by its small numbers', () => {
    const rows = [
      ['7', '12', '978300760', '4,5'],
      ['8', '99', '978300761', '3'],
    ];
    const found = guessMapping([head('r', ['', '', '', ''], rows, false)]);
    expect(found?.ratings).toEqual({ table: 'r', user: 0, item: 1, rating: 3, time: null });
    expect(found?.scale).toBe(5);
  });

  it('finds none in fewer than three columns, in text without names, and where nobody rates', () => {
    expect(guessMapping([head('r', ['user', 'item'], [['1', '2']])])).toBeNull();
    expect(guessMapping([head('r', ['', '', ''], [['1', 'x', '3']], false)])).toBeNull();
    expect(guessMapping([head('r', ['a', 'b', 'c'], [['1', '2', '3']])])).toBeNull();
    expect(guessMapping([head('r', ['a', 'b', 'rating'])])).toBeNull();
    expect(guessMapping([head('r', ['a', 'b', 'rating'], [['1', '2', '3']])])).not.toBeNull();
  });

  it.each([
    [[0, 3, 5], 5, 'lowest'],
    [[1, 3, 5], 5, 'unrated'],
    [[0, 7, 9], 10, 'unrated'],
    [[11, 14, 18], 20, 'unrated'],
    [[50, 70, 90], 100, 'unrated'],
    // One slip of seven.
    [[1, 2, 3, 4, 5, 5, 55], 5, 'unrated'],
    [[1, 2, 3, 4, 5, 9], 10, 'unrated'],
  ])('the ratings %j are on a scale of %d, with 0 as %s', (ratings, scale, zero) => {
    const sample = ratings.map((rating) => ['u', 'i', ` ${rating} `]);
    expect(guessMapping([head('r', ['user', 'item', 'rating'], sample)])).toMatchObject({ scale, zero });
  });

  it('takes the other table for that of the items, whatever stands first', () => {
    const ratings = head('ratings', ['user', 'item', 'rating'], [['1', '2', '3']]);
    const items = head('songs', ['genre', 'artist name', 'song id', 'title', 'released']);
    const expected = {
      items: { table: 'songs', id: 2, title: 3, year: 4, genres: 0 },
      subject: 'music',
    };
    expect(guessMapping([items, ratings])).toMatchObject({ ...expected, ratings: { table: 'ratings' } });
    expect(guessMapping([ratings, items])).toMatchObject(expected);
    expect(guessMapping([ratings, head('x', ['what', 'wherefore'])])?.items).toEqual({
      table: 'x',
      id: 0,
      title: 1,
      year: null,
      genres: null,
    });
    expect(guessMapping([ratings, head('lonely', ['id'])])?.items).toBeNull();
  });

  it('are all known before a data set is read', () => {
    const complete: DatasetMapping = {
      ratings: { table: 'r', user: 0, item: 1, rating: 2, time: null },
      items: { table: 'i', id: 0, title: 1, year: null, genres: null },
      scale: 5,
      zero: 'unrated',
      subject: 'books',
    };
    expect(isComplete(complete)).toBe(true);
    expect(isComplete({ ...complete, items: null })).toBe(true);
    for (const role of ['user', 'item', 'rating'])
      expect(isComplete({ ...complete, ratings: { ...complete.ratings, [role]: null } })).toBe(false);
    for (const role of ['id', 'title'])
      expect(isComplete({ ...complete, items: { ...roles, [role]: null } })).toBe(false);
  });
});
