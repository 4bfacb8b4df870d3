import { describe, expect, it } from 'vitest';
import { backupEntry, backupRows, backupText, isBackup } from '../../../../src/dataset/exports/backup.ts';
import { doublingBins, medianOf, shareOfTop } from '../../../../src/dataset/long-tail.ts';
import { findAnyTables } from '../../../../src/dataset/tables/table-heads.ts';

const heat = { id: 6, title: 'Heat', year: 1995, genres: ['Crime'] };

describe('a back-up', () => {
  const text = backupText(
    [
      { movieId: 6, opinion: { kind: 'rating', stars: 5 }, at: 77 },
      { movieId: 9, opinion: { kind: 'watchlist' }, at: null },
    ],
    (id) => (id === 6 ? heat : undefined),
    { guests: ['Ann'], films: 'not these' },
  );

  it('is read as it was written, with titles and all other data', () => {
    const value: unknown = JSON.parse(text);
    expect(isBackup(value)).toBe(true);
    const { rows, other } = backupRows(value);
    expect(other).toEqual({ guests: ['Ann'] });
    expect(rows).toEqual([
      { movieId: 6, title: 'Heat', year: 1995, kind: 'rating', stars: 5, at: 77 },
      { movieId: 9, kind: 'watchlist' },
    ]);
    expect(rows.map(backupEntry)).toMatchObject([
      { movieId: 6, titles: ['Heat'], year: 1995, opinion: { kind: 'rating', stars: 5 }, at: 77 },
      { movieId: 9, titles: [], year: null, opinion: { kind: 'watchlist' }, at: null },
    ]);
  });

  it('of a newer version, or without its list, is refused', () => {
    const value = JSON.parse(text);
    expect(() => backupRows({ ...value, version: value.version + 1 })).toThrow(
      expect.objectContaining({ code: 'file-unknown' }),
    );
    expect(() => backupRows({ ...value, films: {} })).toThrow(
      expect.objectContaining({ code: 'file-broken' }),
    );
    expect(isBackup({ ...value, format: 'other' })).toBe(false);
    expect(isBackup(null)).toBe(false);
  });

  it.each([
    [{ kind: 'rating', stars: 5.5, movieId: 1 }, 'Rows without a rating that can be read'],
    [{ kind: 'rating', stars: 0, movieId: 1 }, 'Rows without a rating that can be read'],
    [{ kind: 'rating', stars: 3.3, movieId: 1 }, 'Rows without a rating that can be read'],
    [{ kind: 'rating', stars: '4', movieId: 1 }, 'Rows without a rating that can be read'],
    [{ kind: 'toString', movieId: 1 }, 'Rows without a rating that can be read'],
    [{ kind: 'seen' }, 'Rows without a title'],
    [null, 'Rows without a title'],
  ])('skips a row such as %j', (row, why) => {
    expect(backupEntry(row)).toBe(why);
  });

  it.each([0.5, 5])('has ratings of %d stars', (stars) => {
    expect(backupEntry({ kind: 'rating', stars, title: 'Heat' })).toMatchObject({ opinion: { stars } });
  });
});

describe('the long tail', () => {
  it('is counted in bins that double, without empty ones at the ends', () => {
    expect(doublingBins([2, 3, 17, 2])).toEqual([
      { from: 2, to: 3, rows: 3 },
      { from: 4, to: 7, rows: 0 },
      { from: 8, to: 15, rows: 0 },
      { from: 16, to: 31, rows: 1 },
    ]);
    expect(doublingBins([0, 1, 0])).toEqual([
      { from: 0, to: 0, rows: 2 },
      { from: 1, to: 1, rows: 1 },
    ]);
    expect(doublingBins([])).toEqual([]);
  });

  it('has a head with a share of all ratings, and a lower median', () => {
    expect(shareOfTop([1, 6, 1, 2], 0.25)).toBe(0.6);
    expect(shareOfTop([1, 6, 1, 2], 0.26)).toBe(0.8);
    expect(shareOfTop([0, 0], 0.5)).toBe(0);
    expect([medianOf([9, 1, 5, 7]), medianOf([3, 1, 2]), medianOf([])]).toEqual([5, 2, 0]);
  });
});

describe('tables in files', () => {
  const file = (name: string, content: string | Uint8Array<ArrayBuffer>) => ({
    name,
    content: new Blob([content]),
  });

  it('of one name in two folders are refused', async () => {
    const twice = [file('a/x.csv', 'u,i,r\n1,2,3\n'), file('b/x.csv', 'u,i,r\n1,2,3\n')];
    await expect(findAnyTables(twice)).rejects.toMatchObject({ code: 'file-unknown' });
    expect((await findAnyTables([twice[0], file('b/y.csv', 'u,i\n1,2\n')])).map(({ name }) => name)).toEqual([
      'x.csv',
      'y.csv',
    ]);
  });

  it.each([
    [0xff, 0xfe],
    [0xfe, 0xff],
  ])('in UTF-16 (%d, %d) are refused, and other bytes are not', async (...mark) => {
    await expect(findAnyTables([file('a.csv', Uint8Array.of(...mark, 0, 44))])).rejects.toMatchObject({
      code: 'file-unknown',
    });
    const [first, second] = mark;
    for (const bytes of [Uint8Array.of(first, 44, 97, 10), Uint8Array.of(97, second, 44, 97, 10)])
      expect(await findAnyTables([file('a.csv', bytes)])).toHaveLength(1);
  });

  it('are separated by what cuts the most rows alike', async () => {
    const [table] = await findAnyTables([file('a.txt', 'u;i, or not;r\n1;2;3\n4;5, 6;7\n')]);
    expect(table).toMatchObject({ separator: ';', columns: ['u', 'i, or not', 'r'], hasHeader: true });
    expect(table.sample).toEqual([
      ['1', '2', '3'],
      ['4', '5, 6', '7'],
    ]);
  });
});
