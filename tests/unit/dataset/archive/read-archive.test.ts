import { describe, expect, it } from 'vitest';
import { ARCHIVE_LIMITS, readArchive as readWhole } from '../../../../src/dataset/archive/read-archive.ts';
import type { Dataset } from '../../../../src/dataset/dataset.ts';
import { archive, MOVIES, RATINGS, rename, zip } from '../../../fixtures/archives.ts';
import { fc } from '../../../fixtures/property.ts';

const readArchive = async (...given: Parameters<typeof readWhole>) => (await readWhole(...given)).dataset;

/** Ratings as `[user index, movie id, stars, time]`. */
function rowsOf({ movies, ratings }: Dataset): number[][] {
  const rows: number[][] = [];
  for (let u = 0; u < ratings.users; u++) {
    for (let n = ratings.rowStart[u]; n < ratings.rowStart[u + 1]; n++) {
      rows.push([u, movies[ratings.item[n]].id, ratings.value[n], ratings.time[n]]);
    }
  }
  return rows;
}
const withRows = (...rows: readonly string[]) => readArchive(archive(MOVIES, RATINGS + rows.join('\n')), 'x');
const leftOutOf = async (...rows: readonly string[]) => (await withRows(...rows)).report.leftOut;
const good = [
  [0, 1, 4, 964982703],
  [0, 30, 0.5, 964981247],
  [1, 2, 5, 1500000000],
];

it('reads movies and ratings', async () => {
  const dataset = await readArchive(archive(), 'downloads/ml-x.zip');
  expect(dataset.name).toBe('ml-x');
  expect(dataset.movies).toEqual([
    { id: 1, title: 'Toy Story', year: 1995, genres: ['Adventure', 'Animation'] },
    { id: 2, title: 'The Matrix', year: 1999, genres: ['Action'] },
    { id: 30, title: 'Say "Hi"', year: 2001, genres: [] },
  ]);
  expect(dataset.genres).toEqual(['Action', 'Adventure', 'Animation']);
  expect(rowsOf(dataset)).toEqual(good);
  expect(dataset.report).toEqual({
    ratings: 3,
    users: 2,
    movies: 3,
    moviesWithoutGenres: 1,
    moviesWithoutRatings: 0,
    leftOut: [],
  });
});

it('has an id that depends on name and content', async () => {
  const idOf = async (bytes: Uint8Array, name: string) => (await readArchive(bytes, name)).id;
  const id = await idOf(archive(), 'x.zip');
  expect(await idOf(zip({ 'ratings.csv': RATINGS, 'movies.csv': MOVIES }, 0), 'x')).toBe(id);
  expect(await idOf(archive(), 'y.zip')).not.toBe(id);
  expect(await idOf(archive(MOVIES, RATINGS.replace('4.0', '4.5')), 'x')).not.toBe(id);
  expect(await idOf(archive(MOVIES.replace('Toy', 'Boy')), 'x')).not.toBe(id);
});

it.each([
  ['CRLF', MOVIES.replaceAll('\n', '\r\n'), RATINGS.replaceAll('\n', '\r\n')],
  ['byte order marks', `\ufeff${MOVIES}`, `\ufeff${RATINGS}`],
  ['no last line break', MOVIES.trimEnd(), RATINGS.trimEnd()],
  ['blank lines at the end', `${MOVIES}\n\n`, `${RATINGS}\n\n`],
  ['quoted numbers', MOVIES, RATINGS.replace('1,1,4.0,964982703', '"1","1","4.0","964982703"')],
  [
    'other columns in another order',
    MOVIES,
    'rating,extra,movieId,timestamp,userId\n4.0,x,1,964982703,1\n0.5,x,30,964981247,1\n5,x,2,1500000000,2\n',
  ],
  ['users out of order', MOVIES, RATINGS.replace(/(.*\n)(.*\n)(.*\n)(.*\n)/, '$1$4$3$2')],
  ['large and sparse ids', MOVIES, RATINGS.replace('\n2,2', '\n999999999999,2')],
])('reads the same with %s', async (_, movies, ratings) => {
  expect(rowsOf(await readArchive(archive(movies, ratings), 'x'))).toEqual(good);
});

it('reads ratings without dates', async () => {
  const dataset = await readArchive(archive(MOVIES, 'userId,movieId,rating\n1,1,4\n'), 'x');
  expect(rowsOf(dataset)).toEqual([[0, 1, 4, 0]]);
  expect(dataset.report.leftOut).toEqual([]);
});

it('ignores other files, also with unusual names', async () => {
  const bytes = zip({
    xxproto__: 'x',
    '__MACOSX/._movies.csv': 'x',
    'm/tags.csv': 'x',
    'm/movies.csv': MOVIES,
    'm/ratings.csv': RATINGS,
  });
  expect(rowsOf(await readArchive(rename(bytes, 'xxproto__', '__proto__'), 'x'))).toEqual(good);
});

it('reads random ratings as they were written', async () => {
  const rating = fc.record({
    user: fc.integer({ min: 1, max: 400 }),
    movie: fc.constantFrom(1, 2, 30),
    halves: fc.integer({ min: 1, max: 10 }),
    time: fc.integer({ min: 0, max: 1_700_000_000 }),
  });
  const pairs = fc.uniqueArray(rating, {
    selector: ({ user, movie }) => `${user} ${movie}`,
    minLength: 1,
    maxLength: 300,
  });
  await fc.assert(
    fc.asyncProperty(pairs, async (ratings) => {
      const lines = ratings.map(
        ({ user, movie, halves, time }) => `${user},${movie},${(halves / 2).toFixed(1)},${time}`,
      );
      const dataset = await readArchive(
        archive(MOVIES, ['userId,movieId,rating,timestamp', ...lines].join('\n')),
        'x',
      );
      const users = [...new Set(ratings.map(({ user }) => user))].sort((a, b) => a - b);
      const expected = ratings
        .map(({ user, movie, halves, time }) => [users.indexOf(user), movie, halves / 2, time])
        .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      expect(rowsOf(dataset)).toEqual(expected);
      expect(dataset.report.leftOut).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

describe('skips and reports', () => {
  it.each([
    ['Rating rows with missing or extra columns', '3,1,4.0', '3,1,4.0,5,6', 'x'],
    [
      'Ratings whose user or film id is not a whole positive number',
      '0,1,4,1',
      '-3,1,4,1',
      '3,1.5,4,1',
      'a,1,4,1',
      ',1,4,1',
    ],
    [
      'Ratings that are not 0.5 to 5 in steps of 0.5',
      '3,1,0,1',
      '3,1,5.5,1',
      '3,1,3.7,1',
      '3,1,,1',
      '3,1,1e0,1',
      '3,1,NaN,1',
    ],
    ['Ratings of films that the film list does not contain', '3,99,4,1', '3,3,4,1'],
  ])('%s', async (why, ...rows) => {
    const dataset = await withRows(...rows);
    expect(rowsOf(dataset)).toEqual(good);
    expect(dataset.report.users).toBe(2);
    const [reason, ...others] = dataset.report.leftOut;
    expect(others).toEqual([]);
    expect(reason).toMatchObject({ why, count: rows.length });
    expect(reason.examples).toHaveLength(Math.min(5, rows.length));
    expect(reason.examples.every((example, n) => example.startsWith(`line ${5 + n}: `))).toBe(true);
  });

  it('impossible dates, but uses the ratings', async () => {
    const dataset = await withRows('3,1,4,-5', '4,1,4,99999999999', '5,1,4,soon', '6,1,4,1.5');
    expect(rowsOf(dataset).slice(3)).toEqual([2, 3, 4, 5].map((user) => [user, 1, 4, 0]));
    expect(dataset.report.leftOut).toMatchObject([{ count: 4 }]);
  });

  it('repeated ratings except the latest', async () => {
    const dataset = await withRows('junk', '1,1,2.0,964982000', '1,30,3,970000000', '2,2,1,1500000000');
    expect(rowsOf(dataset)).toEqual([
      [0, 1, 4, 964982703],
      [0, 30, 3, 970000000],
      [1, 2, 1, 1500000000],
    ]);
    expect(dataset.report.leftOut[1]).toEqual({
      why: 'Repeated ratings of one film by one user (the latest is kept)',
      count: 3,
      examples: ['line 6: user 1, movie 1', 'line 3: user 1, movie 30', 'line 4: user 2, movie 2'],
    });
    expect(dataset.report.ratings).toBe(3);
  });

  it('at most five examples', async () => {
    const [reason] = await leftOutOf(...Array.from({ length: 1000 }, () => 'bad'));
    expect(reason.count).toBe(1000);
    expect(reason.examples).toHaveLength(5);
  });

  it('an endless line with a short example', async () => {
    const [reason] = await leftOutOf('9'.repeat(300_000));
    expect(reason.examples[0].length).toBeLessThan(120);
  });

  it('movies without an id or a title, listed twice or with missing columns', async () => {
    const movies = `${MOVIES}0,No id (2000),Drama\nx,No id (2000),Drama\n5,,Drama\n1,Again (2000),Drama\n6,Short\n8,${'x'.repeat(600)},Drama\n`;
    const dataset = await readArchive(archive(movies), 'x');
    expect(dataset.movies.map(({ id }) => id)).toEqual([1, 2, 30]);
    expect(dataset.genres).not.toContain('Drama');
    expect(dataset.report.leftOut).toEqual([
      {
        why: 'Films whose id is not a whole positive number',
        count: 2,
        examples: ['line 5: 0', 'line 6: x'],
      },
      { why: 'Films without a title', count: 1, examples: ['line 7: movie 5'] },
      {
        why: 'Films listed twice (the first is kept)',
        count: 1,
        examples: ['line 8: movie 1, Again (2000)'],
      },
      { why: 'Film rows with missing or extra columns', count: 1, examples: ['line 9: 6,Short'] },
      { why: 'Films whose title has over 500 letters', count: 1, examples: ['line 10: movie 8'] },
    ]);
  });
});

describe('rejects', () => {
  it.each([
    [
      'no rating that can be used',
      archive(MOVIES, 'userId,movieId,rating,timestamp\n1,99,4,1\n'),
      'data-invalid',
    ],
    ['empty ratings', archive(MOVIES, ''), 'data-invalid'],
    ['ratings without a column', archive(MOVIES, 'user,movie,stars\n1,1,4\n'), 'data-invalid'],
    ['movies without a column', archive('id,name\n1,x\n'), 'data-invalid'],
    ['empty movies', archive(''), 'data-invalid'],
    ['no ratings.csv', zip({ 'movies.csv': MOVIES }), 'file-unknown'],
    ['no movies.csv', zip({ 'x/ratings.csv': RATINGS }), 'file-unknown'],
    ['other files only', zip({ 'notes.txt': 'x' }), 'file-unknown'],
    ['an empty archive', zip({}), 'file-unknown'],
    [
      'two data sets',
      zip({ 'a/movies.csv': MOVIES, 'a/ratings.csv': RATINGS, 'b/movies.csv': MOVIES }),
      'file-unknown',
    ],
    ['text', new TextEncoder().encode(RATINGS), 'file-unknown'],
    ['an archive cut short', archive().slice(0, -30), 'file-broken'],
  ])('%s', async (_, bytes, code) => {
    await expect(readArchive(bytes, 'x')).rejects.toMatchObject({ code });
  });

  it('files beyond the limit', async () => {
    const limits = { ...ARCHIVE_LIMITS, ratings: 20 };
    await expect(readArchive(archive(), 'x', { limits })).rejects.toMatchObject({
      code: 'file-too-large',
    });
  });

  it('archives and names what is missing', async () => {
    await expect(readArchive(zip({ 'movies.csv': MOVIES }), 'x')).rejects.toThrow('holds no ratings.csv');
    await expect(readArchive(archive(MOVIES, 'userId,rating\n1,4\n'), 'x')).rejects.toThrow(
      'no column movieId',
    );
  });
});

it('reports its progress in bytes, up to the total', async () => {
  const seen: [number, number][] = [];
  await readArchive(archive(), 'x', { onProgress: (done, total) => seen.push([done, total]) });
  const total = MOVIES.length + RATINGS.length;
  expect(seen[0]).toEqual([0, total]);
  expect(seen.at(-1)).toEqual([total, total]);
  expect(seen.every(([done], n) => n === 0 || done >= seen[n - 1][0])).toBe(true);
});

it('gives other tasks turns while it reads', async () => {
  const lines = Array.from(
    { length: 600_000 },
    (_, n) => `${n + 1},1,4.0,${1_000_000_000 + (Math.imul(n, 7919) & 0xffffff)}`,
  );
  const bytes = archive(MOVIES, ['userId,movieId,rating,timestamp', ...lines].join('\n'));
  let turns = 0;
  const timer = setInterval(() => turns++);
  const dataset = await readArchive(bytes, 'x');
  clearInterval(timer);
  expect(dataset.report.ratings).toBe(600_000);
  expect(turns).toBeGreaterThan(0);
});
