import { describe, expect, it } from 'vitest';
import { zip } from '../../../fixtures/archives.ts';
import { inShort, leftOut, read, readOne } from '../../../fixtures/exports.ts';

const RATINGS = [
  'Date,Name,Year,Letterboxd URI,Rating',
  '2013-01-05,Suspiria,1977,https://boxd.it/29CG,4.5',
  '2018-11-20,Suspiria,2018,https://boxd.it/c7cC,3',
  '2019-03-02,"The Good, the Bad and the Ugly",1966,https://boxd.it/2a9s,5',
  '2020-02-02,Some Short,,https://boxd.it/xxxx,0.5',
  '',
].join('\r\n');

describe('the format of Letterboxd', () => {
  it('contains ratings with dates, and movies of the same name differ by year', async () => {
    const file = await readOne('ratings.csv', RATINGS);
    expect(file.service).toBe('letterboxd');
    expect(inShort(file)).toEqual([
      'Suspiria 1977 rating 4.5 2013-01-05',
      'Suspiria 2018 rating 3 2018-11-20',
      'The Good, the Bad and the Ugly 1966 rating 5 2019-03-02',
      'Some Short ? rating 0.5 2020-02-02',
    ]);
    expect(file.rows).toBe(4);
  });

  it.each([
    ['a byte order mark', `\uFEFF${RATINGS}`],
    ['bare line feeds', RATINGS.replaceAll('\r\n', '\n')],
    [
      'tabs',
      RATINGS.replaceAll('"The Good, the', '"The Good; the')
        .replaceAll(',', '\t')
        .replaceAll('Good;', 'Good,'),
    ],
    [
      'semicolons and decimal commas',
      RATINGS.replaceAll('"The Good, the', '"The Good| the')
        .replaceAll(',', ';')
        .replaceAll('4.5', '4,5')
        .replaceAll('0.5', '0,5')
        .replaceAll('|', ','),
    ],
  ])('is read with %s', async (_, text) => {
    const plain = inShort(await readOne('ratings.csv', RATINGS));
    expect(plain).toHaveLength(4);
    expect(inShort(await readOne('export (3).csv', text))).toEqual(plain);
  });

  it('is read with other columns in another order', async () => {
    const text = 'Extra,Rating,Letterboxd URI,Year,Name,Date\nx,4,u,1979,Alien,2019-05-04\n';
    expect(inShort(await readOne('export.csv', text))).toEqual(['Alien 1979 rating 4 2019-05-04']);
  });

  it('is read in UTF-16 and in Windows-1252, which spreadsheets write', async () => {
    const text = 'Date,Name,Year,Letterboxd URI,Rating\n2020-01-01,Amélie,2001,u,4\n';
    const utf16 = new Uint8Array(2 + text.length * 2);
    utf16.set([0xff, 0xfe]);
    for (let n = 0; n < text.length; n++) utf16[2 + 2 * n] = text.charCodeAt(n);
    const western = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    for (const bytes of [utf16, western])
      expect(inShort(await readOne('ratings.csv', bytes))).toEqual(['Amélie 2001 rating 4 2020-01-01']);
  });
});

describe('the tables of Letterboxd', () => {
  it('contain diary entries, which count on their day, and as seen without a rating', async () => {
    const file = await readOne(
      'diary.csv',
      'Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\r\n' +
        '2021-06-02,Alien,1979,https://boxd.it/1,4,,,2021-06-01\r\n' +
        '2021-06-03,Heat,1995,https://boxd.it/2,,Yes,"cinema, 35mm",2021-05-30\r\n',
    );
    expect(inShort(file)).toEqual(['Alien 1979 rating 4 2021-06-02', 'Heat 1995 seen 2021-05-30']);
    expect(file.entries.map(({ isCurrent }) => isCurrent)).toEqual([false, false]);
  });

  it('may contain reviews with line breaks, quotes and separators', async () => {
    const file = await readOne(
      'reviews.csv',
      'Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\r\n' +
        '2021-06-02,Alien,1979,u,4,,"Nobody\r\n\r\n""hears""; you, scream.\nReally",,2021-06-01\r\n' +
        '2021-06-03,Heat,1995,u,3.5,,Good,,2021-05-30\r\n',
    );
    expect(inShort(file)).toEqual(['Alien 1979 rating 4 2021-06-02', 'Heat 1995 rating 3.5 2021-06-03']);
  });

  const LIST = 'Date,Name,Year,Letterboxd URI\r\n2022-01-01,Alien,1979,https://boxd.it/1\r\n';

  it('watched and watchlist are distinguished by the file name, because the columns are the same', async () => {
    expect(inShort(await readOne('watched.csv', LIST))).toEqual(['Alien 1979 seen 2022-01-01']);
    expect(inShort(await readOne('my-watchlist (1).csv', LIST))).toEqual(['Alien 1979 watchlist 2022-01-01']);
    const { files, refused } = await read({ 'films.csv': LIST });
    expect(files).toEqual([]);
    expect(refused[0].message).toContain('films.csv may be films that you have seen, like, or want to see');
  });

  it('may contain rows without a title or stars, which are skipped and reported', async () => {
    const file = await readOne(
      'ratings.csv',
      'Date,Name,Year,Letterboxd URI,Rating\n2020-01-01,,1999,u,4\n2020-01-01,A,1999,u,eleven\n2020-01-01,B,1999,u,\n2020-01-01,C,1999,u,7\n</html>\n',
    );
    expect(file.entries).toEqual([]);
    expect(leftOut(file)).toEqual({
      'Rows without a title': 2,
      'Rows without a rating that can be read': 3,
    });
    expect(file.leftOut[1].examples[0]).toBe('row 3: A');
  });

  it('are read from a whole export, with likes and lists, without what was deleted', async () => {
    const parts = {
      'ratings.csv': RATINGS,
      'watched.csv': LIST,
      'watchlist.csv': LIST,
      'profile.csv': 'Date Joined,Username\n2010-01-01,me\n',
      'deleted/diary.csv':
        'Date,Name,Year,Letterboxd URI,Rating,Watched Date\n2020-01-01,Gone,1999,u,1,2020-01-01\n',
      'likes/films.csv': LIST,
      'lists/best.csv':
        'Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2024-01-01,The best,,u,"Two\nlines"\n\nPosition,Name,Year,URL,Description\n1,Alien,1979,u,\n',
    };
    const { files, passedOver } = await read({ 'letterboxd-me-2024.zip': zip(parts) });
    expect(files.slice(0, 2).map(inShort)).toEqual([
      ['Alien 1979 liked 2022-01-01'],
      ['Alien 1979 listed The best -'],
    ]);
    expect(files.map(({ name, rows }) => [name, rows])).toEqual([
      ['likes/films.csv', 1],
      ['lists/best.csv', 1],
      ['ratings.csv', 4],
      ['watched.csv', 1],
      ['watchlist.csv', 1],
    ]);
    expect([...passedOver].sort()).toEqual(['deleted/diary.csv', 'profile.csv']);

    // The same files as a folder.
    const folder = await read(
      Object.fromEntries(Object.entries(parts).map(([name, text]) => [`letterboxd-me/${name}`, text])),
    );
    expect(folder.files.map(inShort)).toEqual(files.map(inShort));
    expect(folder.passedOver).toEqual(['letterboxd-me/deleted/diary.csv', 'letterboxd-me/profile.csv']);
    expect(folder.refused).toEqual([]);
    const none = await read({ 'notes/profile.csv': 'Date Joined,Username\n2010-01-01,me\n' });
    expect(none.refused).toMatchObject([{ message: 'notes holds no export that Matinee can read.' }]);
  });
});

it.each([
  ['tmdbID,Rating10', '949,9', [949, null]],
  ['imdbID,WatchedDate', 'tt0113277,2020-01-02', [null, 113_277]],
])('the layout for importing needs no title where there is an id: %s', async (columns, row, ids) => {
  const file = await readOne('letterboxd.csv', `${columns}\n${row}\n`);
  expect(file.service).toBe('letterboxd');
  expect(file.entries.map(({ tmdb, imdb }) => [tmdb, imdb])).toEqual([ids]);
});
