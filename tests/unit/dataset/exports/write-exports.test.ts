import { describe, expect, it } from 'vitest';
import { createPause } from '../../../../src/base/scheduling.ts';
import { readFile } from '../../../../src/dataset/exports/read-file.ts';
import {
  type ExportedList,
  type ExportedRating,
  letterboxdTables,
  listTables,
  movielensTables,
} from '../../../../src/dataset/exports/write-exports.ts';
import { fc } from '../../../fixtures/property.ts';

const rating = (change: Partial<ExportedRating> = {}): ExportedRating => ({
  movieId: 608,
  imdb: 116_282,
  tmdb: 275,
  title: 'Fargo',
  year: 1996,
  stars: 4.5,
  meanStars: 4.116,
  ...change,
});

/** As a browser saves it and the person drops it. */
const dropped = (name: string, text: string) =>
  readFile(name, new TextEncoder().encode(`\uFEFF${text}`), {
    everyone: new Array<number>(10).fill(1),
    pause: createPause(),
  });

/** Titles that spreadsheets, separators and quotes are after; without blanks at the ends, which reading removes. */
const title = fc
  .tuple(fc.constantFrom('', '=', '+', '-', '@', "'", '"', '1'), fc.string({ minLength: 1, maxLength: 12 }))
  .map(([start, rest]) => `${start}${rest}`.replace(/[\0\r\n\uFEFF\uFFFD]/g, ' ').trim())
  .filter((text) => text !== '');
const id = fc.option(fc.integer({ min: 1, max: 99_999_999 }));
const movie = {
  movieId: id,
  imdb: id,
  tmdb: id,
  title,
  year: fc.option(fc.integer({ min: 1888, max: 2030 })),
};
const ratings = fc.array(
  fc.record({
    ...movie,
    stars: fc.option(fc.integer({ min: 1, max: 10 }).map((n) => n / 2)),
    meanStars: fc.constantFrom(null, 3.25),
  }),
  { minLength: 1, maxLength: 20 },
);

describe('Letterboxd’s layout', () => {
  it('is as Letterboxd describes it', () => {
    expect(
      letterboxdTables([rating(), rating({ title: 'Heat, the film', imdb: null, stars: null })]),
    ).toEqual([
      {
        name: 'letterboxd.csv',
        rows: 2,
        text: 'imdbID,tmdbID,Title,Year,Rating10\r\ntt0116282,275,Fargo,1996,9\r\n,275,"Heat, the film",1996,\r\n',
      },
    ]);
    expect(letterboxdTables([])).toEqual([]);
  });

  it('is read back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(ratings, async (given) => {
        const [{ name, text }] = letterboxdTables(given);
        const { entries, leftOut, service } = await dropped(name, text);
        expect([service, leftOut]).toEqual(['letterboxd', []]);
        expect(
          entries.map(({ imdb, tmdb, titles, year, opinion }) => [imdb, tmdb, titles, year, opinion]),
        ).toEqual(
          given.map(({ imdb, tmdb, title, year, stars }) => [
            imdb,
            tmdb,
            [title],
            year,
            stars === null ? { kind: 'seen' } : { kind: 'rating', stars },
          ]),
        );
      }),
    );
  });

  it('is divided into files of 1,900 rows and 1 MB at most, with every row once and in order', async () => {
    const many = Array.from({ length: 4000 }, (_, n) => rating({ imdb: n + 1 }));
    const files = letterboxdTables(many);
    expect(files.map(({ name, rows }) => [name, rows])).toEqual([
      ['letterboxd-1-of-3.csv', 1900],
      ['letterboxd-2-of-3.csv', 1900],
      ['letterboxd-3-of-3.csv', 200],
    ]);
    const read = await Promise.all(files.map(({ name, text }) => dropped(name, text)));
    expect(read.flatMap(({ entries }) => entries.map(({ imdb }) => imdb))).toEqual(
      many.map(({ imdb }) => imdb),
    );
    // Two bytes a sign: bytes count, not letters.
    const long = Array.from({ length: 1000 }, () => rating({ title: 'é'.repeat(1000) }));
    const large = letterboxdTables(long);
    expect(large.length).toBeGreaterThan(2);
    for (const { text } of large)
      expect(new TextEncoder().encode(`\uFEFF${text}`).length).toBeLessThanOrEqual(1_000_000);
    expect(large.reduce((sum, { rows }) => sum + rows, 0)).toBe(1000);
  });
});

describe('the layout of MovieLens.org', () => {
  it('has its columns, and rated films only', () => {
    expect(
      movielensTables([rating(), rating({ stars: null }), rating({ year: null, meanStars: null })]),
    ).toEqual([
      {
        name: 'movielens-ratings.csv',
        rows: 2,
        text: 'movie_id,imdb_id,tmdb_id,rating,average_rating,title\r\n608,tt0116282,275,4.5,4.12,Fargo (1996)\r\n608,tt0116282,275,4.5,,Fargo\r\n',
      },
    ]);
    expect(movielensTables([rating({ stars: null })])).toEqual([]);
  });

  it('is read back as it was', async () => {
    // Parentheses and articles at the end are taken for other titles, as MovieLens writes them.
    const plain = ratings.map((all) =>
      all.map((one) => ({
        ...one,
        stars: one.stars ?? 3,
        title: one.title.replace(/[(),[\]]/g, '').trim() || 'x',
      })),
    );
    await fc.assert(
      fc.asyncProperty(plain, async (given) => {
        const [{ name, text }] = movielensTables(given);
        const { entries, leftOut, service } = await dropped(name, text);
        expect([service, leftOut]).toEqual(['movielens', []]);
        expect(
          entries.map(({ movieId, imdb, tmdb, titles, year, opinion }) => [
            movieId,
            imdb,
            tmdb,
            titles,
            year,
            opinion,
          ]),
        ).toEqual(
          given.map(({ movieId, imdb, tmdb, title, year, stars }) => [
            movieId,
            imdb,
            tmdb,
            [title],
            year,
            { kind: 'rating', stars },
          ]),
        );
      }),
    );
  });
});

describe('lists', () => {
  const list = (kind: ExportedList['kind'], name = ''): ExportedList => ({
    kind,
    name,
    movies: [{ ...rating(), at: Date.UTC(2024, 4, 1) }],
  });

  it('are a file each, named after the list', () => {
    const files = listTables([
      list('watchlist'),
      list('notInterested'),
      list('list', 'For a rainy night!'),
      list('list', 'for a rainy night'),
      list('list', '=1+1'),
      list('list', '!?'),
      { ...list('seen'), movies: [] },
    ]);
    expect(files.map(({ name }) => name)).toEqual([
      'watchlist.csv',
      'not-interested.csv',
      'list-for-a-rainy-night.csv',
      'list-for-a-rainy-night-2.csv',
      'list-1-1.csv',
      'list-unnamed.csv',
    ]);
    expect(files[0].text).toBe(
      'movieId,imdbID,tmdbID,Title,Year,Kind,List,AddedAt\r\n608,tt0116282,275,Fargo,1996,watchlist,,2024-05-01T00:00:00.000Z\r\n',
    );
    expect(files[4].text).toContain(",list,'=1+1,");
  });

  it('are read back as they were, whatever they are called', async () => {
    const given = fc.record({
      kind: fc.constantFrom('watchlist', 'seen', 'liked', 'notInterested', 'list'),
      name: title,
      movies: fc.array(fc.record({ ...movie, at: fc.option(fc.integer({ min: 0, max: 2 ** 41 })) }), {
        minLength: 1,
        maxLength: 20,
      }),
    });
    await fc.assert(
      fc.asyncProperty(given, async ({ kind, name: called, movies }) => {
        const one = { kind, name: kind === 'list' ? called : '', movies } as ExportedList;
        const [{ name, text }] = listTables([one]);
        const { entries, leftOut, service } = await dropped(name, text);
        expect([service, leftOut]).toEqual(['matinee', []]);
        expect(entries).toEqual(
          movies.map(({ title, ...ids }) => ({
            ...ids,
            titles: [title],
            opinion: kind === 'list' ? { kind: 'listed', list: called } : { kind },
            isCurrent: true,
          })),
        );
      }),
    );
  });

  it('of another kind, or without a name, are left out and named', async () => {
    const text = 'movieId,Title,Kind,List\n1,Toy Story,list,\n2,Jumanji,favourite,x\n3,Heat,watchlist,\n';
    const { entries, leftOut } = await dropped('lists.csv', text);
    expect(entries).toHaveLength(1);
    expect(leftOut).toMatchObject([{ why: 'Rows that name no list', count: 2 }]);
  });
});
