import { describe, expect, it } from 'vitest';
import { backupText } from '../../../../src/dataset/exports/backup.ts';
import type { ImportedEntry, Opinion } from '../../../../src/dataset/exports/entry.ts';
import { rename, zip } from '../../../fixtures/archives.ts';
import { EVERYONE, read, readOne } from '../../../fixtures/exports.ts';
import { fc } from '../../../fixtures/property.ts';

const HEADERS = [
  'Date,Name,Year,Letterboxd URI,Rating',
  'Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date',
  'Const,Your Rating,Date Rated,Title,Title Type,Year',
  'movie_id,imdb_id,tmdb_id,rating,average_rating,title',
  'movieId,title,year,rating,ratedAt',
  'Score,Film Name,Year,Date Rated',
];

/** Reads a file that must be rejected. @returns code and message of the problem */
async function rejection(name: string, content: string | Uint8Array): Promise<string> {
  const { files, refused } = await read({ [name]: content });
  expect(files).toEqual([]);
  expect(refused).toHaveLength(1);
  return `${refused[0].code}: ${refused[0].message}`;
}

describe('files that are no exports are rejected with a reason', () => {
  it.each([
    ['an empty file', 'a.csv', '', /^file-unknown: a.csv is empty/],
    ['a picture', 'a.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1), /is not text/],
    ['prose', 'a.txt', 'Dear diary', /is not a table/],
    [
      'a table without rows',
      'a.csv',
      'name,age\n',
      /has columns of no service that Matinee can read \(name, age\)/,
    ],
    [
      'ratings of many people',
      'ratings.csv',
      'userId,movieId,rating,timestamp\n1,1,4,1\n',
      /part of a MovieLens/,
    ],
    ['a page', 'a.html', '<!doctype html><p>films', /holds no ratings/],
    ['other JSON', 'a.json', '[{"a": 1}]', /holds no ratings/],
    ['JSON that is cut short', 'a.json', '[{"rated_at":', /^file-broken: a.json is damaged/],
    ['JSON nested beyond measure', 'a.json', '['.repeat(200_000), /^file-too-large: .*64 deep/],
    [
      'a back-up of a newer version',
      'b.json',
      '{"format":"matinee-backup","version":3,"films":[]}',
      /newer version/,
    ],
    ['a back-up without movies', 'b.json', '{"format":"matinee-backup","version":1}', /no list of films/],
  ])('%s', async (_, name, content, message) => {
    expect(await rejection(name, content)).toMatch(message);
  });

  it('archives without exports, spreadsheets, damaged archives, archives that are cut short', async () => {
    const ratings = `${HEADERS[0]}\n2020-01-01,Alien,1979,u,4\n`;
    const whole = zip({ 'ratings.csv': ratings });
    const flipped = zip({ 'ratings.csv': ratings }, 0).slice();
    flipped[60] ^= 1;
    expect(await rejection('a.zip', zip({ 'a.png': 'x' }))).toMatch(/holds no export that Matinee can read/);
    expect(await rejection('a.xlsx', zip({ '[Content_Types].xml': '<a/>' }))).toMatch(/is a spreadsheet/);
    expect(await rejection('a.zip', flipped)).toMatch(/^file-broken: .*checksum/);
    expect(await rejection('a.zip', whole.slice(0, -30))).toMatch(/^file-broken/);
  });

  it('and valid files next to them are read', async () => {
    const { files, refused } = await read({
      'a.txt': 'x',
      'ratings.csv': `${HEADERS[0]}\n2020-01-01,Alien,1979,u,4\n`,
    });
    expect(files).toHaveLength(1);
    expect(refused).toHaveLength(1);
  });

  it('zip bombs are not unpacked', async () => {
    const bomb = zip({ 'ratings.csv': new Uint8Array(65e6) });
    expect(bomb.length).toBeLessThan(1e5);
    expect(await rejection('a.zip', bomb)).toMatch(/^file-too-large: a.zip holds more than 64 MB/);
  });

  it('files with more rows than a person has', async () => {
    const rows = `[{"rated_at":""}${',0'.repeat(1_000_000)}]`;
    expect(await rejection('a.json', rows)).toMatch(/^file-too-large: The file has more than 200,000 rows/);
    const table = `${HEADERS[0]}${'\n,,,,4'.repeat(1_000_001)}`;
    expect(await rejection('a.csv', table)).toMatch(/^file-too-large/);
  });

  it('and a hostile record does not take long to search', async () => {
    const hostile = `<r><film><filmname>A</filmname><rating>5</rating>${'<a><![CDATA['.repeat(300_000)}</film></r>`;
    const before = performance.now();
    expect((await readOne('a.xml', hostile)).rows).toBe(1);
    expect(performance.now() - before).toBeLessThan(5000);
  });
});

const piece = fc.constantFrom(
  '"',
  ',',
  ';',
  '\n',
  '\r\n',
  '\t',
  'Alien',
  '1979',
  '4',
  '-1',
  '2020-02-30',
  '__proto__',
  '<film>',
  '</film>',
  '{',
  '}',
  '[',
  ']',
  'é',
  '\u0000',
  '99999999999999999999',
  '5/24/2019',
  'TV Episode',
  "'=1",
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

/** Expects an entry that the import can use: half stars from 0.5 to 5, titles, a date and a year or none. */
function expectValid({ titles, opinion, at, year }: ImportedEntry): void {
  const stars = opinion.kind === 'rating' ? opinion.stars : 0.5;
  expect(Number.isInteger(stars * 2)).toBe(true);
  expect(stars).toBeGreaterThanOrEqual(0.5);
  expect(stars).toBeLessThanOrEqual(5);
  expect(titles.every((title) => title !== '')).toBe(true);
  expect(at === null || (Number.isFinite(at) && at >= 0)).toBe(true);
  expect(year === null || Number.isInteger(year)).toBe(true);
}

describe('random files', () => {
  it('are read or rejected, and every row is an entry or skipped', async () => {
    const content = fc.oneof(
      fc.tuple(fc.constantFrom(...HEADERS), text).map(([header, rest]) => `${header}\n${rest}`),
      text,
      fc.json(),
    );
    const name = fc.constantFrom('ratings.csv', 'watched.csv', 'x.json', '__proto__', 'diary.csv');
    await fc.assert(
      fc.asyncProperty(name, content, fc.boolean(), async (name, content, zipped) => {
        const { files, refused, tables } = await read(
          zipped
            ? { 'a.zip': rename(zip({ 'abcdefghi.csv': content }), 'abcdefghi.csv', '__proto__.csv') }
            : { [name]: content },
        );
        expect(files.length + refused.length + tables.length).toBe(1);
        for (const { rows, entries, leftOut } of files) {
          expect(entries.length + leftOut.reduce((sum, { count }) => sum + count, 0)).toBe(rows);
          for (const entry of entries) expectValid(entry);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('as tables are read as they were written', async () => {
    const title = fc
      .string({ unit: fc.constantFrom('a', 'É', ' ', ',', '"', '\n', ';', '=', '🎬'), maxLength: 9 })
      .filter((text) => text.trim() !== '');
    const row = fc.record({
      title,
      year: fc.integer({ min: 1890, max: 2030 }),
      stars: fc.integer({ min: 1, max: 10 }).map((n) => n / 2),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
        const lines = rows.map(
          ({ title, year, stars }) => `2020-01-01,"${title.replaceAll('"', '""')}",${year},u,${stars}`,
        );
        const { entries } = await readOne('ratings.csv', `${HEADERS[0]}\r\n${lines.join('\r\n')}\r\n`);
        expect(
          entries.map(({ titles, year, opinion }) => ({
            title: titles[0],
            year,
            stars: 'stars' in opinion ? opinion.stars : 0,
          })),
        ).toEqual(rows.map((one) => ({ ...one, title: one.title.trim() })));
      }),
    );
  });

  it('as back-ups are read as they were written', async () => {
    const opinion: fc.Arbitrary<Opinion> = fc.oneof(
      fc.integer({ min: 1, max: 10 }).map((n) => ({ kind: 'rating' as const, stars: n / 2 })),
      fc
        .constantFrom('seen' as const, 'watchlist' as const, 'notInterested' as const, 'skipped' as const)
        .map((kind) => ({ kind })),
    );
    const movie = fc.record({
      movieId: fc.integer({ min: 1, max: 1e6 }),
      opinion,
      at: fc.option(fc.integer({ min: 0, max: 2e12 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(movie), fc.dictionary(fc.string(), fc.jsonValue()), async (movies, other) => {
        const text = backupText(
          movies,
          (id) => (id % 2 ? { id, title: `Film ${id}`, year: null, genres: [] } : undefined),
          other,
        );
        const file = await readOne('b.json', text);
        expect(file.entries.map(({ movieId, opinion, at }) => ({ movieId, opinion, at }))).toEqual(movies);
        expect(file.leftOut).toEqual([]);
      }),
    );
  });
});

it('reads 50,000 rows in less than three seconds', async () => {
  const rows = Array.from({ length: 50_000 }, (_, n) => `2020-01-01,Film ${n},1990,https://boxd.it/${n},3.5`);
  const before = performance.now();
  expect((await readOne('ratings.csv', `${HEADERS[0]}\n${rows.join('\n')}`)).entries).toHaveLength(50_000);
  expect(performance.now() - before).toBeLessThan(3000);
  expect(EVERYONE.reduce((sum, n) => sum + n)).toBe(100);
});
