import { describe, expect, it } from 'vitest';
import { defaultListSettings } from '../../../../src/protocol/list-settings.ts';
import {
  isSameValue,
  type MergedPerson,
  mergePersons,
} from '../../../../src/storage/person/merge-persons.ts';
import type { StoredWaiting } from '../../../../src/storage/person/waiting-schema.ts';

const nobody: MergedPerson = {
  ratings: new Map(),
  marks: new Map(),
  skipped: new Set(),
  waiting: new Map(),
  namedLists: new Map(),
  corrections: new Map(),
  guests: new Map(),
  changed: new Map(),
  genres: [],
  listSettings: defaultListSettings,
  rankedBy: 'hybrid',
  trainingSettings: null,
  onboarded: false,
};

/** Both orders: the result must not depend on which device is asked first. */
function merged(one: Partial<MergedPerson>, other: Partial<MergedPerson>): MergedPerson {
  const [a, b] = [
    { ...nobody, ...one },
    { ...nobody, ...other },
  ];
  const result = mergePersons(a, b);
  expect(mergePersons(b, a)).toEqual(result);
  expect(mergePersons(result, a)).toEqual(result);
  expect(mergePersons(result, b)).toEqual(result);
  return result;
}

describe('ratings and marks of two devices', () => {
  it('are all there, and the later one of a movie wins', () => {
    const { ratings, marks, changed } = merged(
      {
        ratings: new Map([
          [1, { stars: 4, at: 10 }],
          [2, { stars: 1, at: 30 }],
        ]),
        marks: new Map([[5, { mark: 'seen', at: 3 }]]),
      },
      {
        ratings: new Map([
          [2, { stars: 5, at: 20 }],
          [3, { stars: 3, at: 5 }],
        ]),
        marks: new Map([[5, { mark: 'watchlist', at: 4 }]]),
      },
    );
    expect(ratings).toEqual(
      new Map([
        [1, { stars: 4, at: 10 }],
        [2, { stars: 1, at: 30 }],
        [3, { stars: 3, at: 5 }],
      ]),
    );
    expect(marks).toEqual(new Map([[5, { mark: 'watchlist', at: 4 }]]));
    // Ratings and marks hold their times themselves.
    expect(changed).toEqual(new Map());
  });

  it.each([
    ['later', 11, false],
    ['earlier', 9, true],
    ['at the same time', 10, true],
  ])('a removal %s', (_, at, isThere) => {
    const { ratings, changed } = merged(
      { ratings: new Map([[1, { stars: 4, at: 10 }]]) },
      { changed: new Map([['rating 1', at]]) },
    );
    expect(ratings.has(1)).toBe(isThere);
    expect(changed).toEqual(isThere ? new Map() : new Map([['rating 1', 11]]));
  });

  it('a removal on both devices counts at its later time', () => {
    const { ratings, changed } = merged(
      { changed: new Map([['rating 1', 7]]) },
      { changed: new Map([['rating 1', 9]]) },
    );
    expect(ratings.size).toBe(0);
    expect(changed).toEqual(new Map([['rating 1', 9]]));
  });

  it('a removed mark does not remove the rating of the movie', () => {
    const { ratings } = merged(
      { ratings: new Map([[1, { stars: 4, at: 10 }]]) },
      { changed: new Map([['mark 1', 99]]) },
    );
    expect(ratings.size).toBe(1);
  });
});

describe('what holds no time itself', () => {
  it('is known to have changed later by a time beside it', () => {
    const { skipped, corrections, changed } = merged(
      { skipped: new Set([1, 2]), corrections: new Map([['x', 7]]), changed: new Map([['skipped 2', 8]]) },
      {
        corrections: new Map([['x', 9]]),
        changed: new Map([
          ['skipped 1', 5],
          ['skipped 2', 6],
          ['correction x', 4],
        ]),
      },
    );
    expect(skipped).toEqual(new Set([2]));
    expect(corrections).toEqual(new Map([['x', 9]]));
    expect(changed).toEqual(
      new Map([
        ['skipped 1', 5],
        ['skipped 2', 8],
        ['correction x', 4],
      ]),
    );
  });

  it('keeps people, and the later name of one', () => {
    const guest = (name: string, at: number) => ({ name, ratings: [], seen: [], at });
    const { guests } = merged(
      {
        guests: new Map([
          ['g', guest('Ann', 5)],
          ['h', guest('Bo', 1)],
        ]),
      },
      { guests: new Map([['g', guest('Anna', 6)]]) },
    );
    expect(guests).toEqual(
      new Map([
        ['g', guest('Anna', 6)],
        ['h', guest('Bo', 1)],
      ]),
    );
  });
});

describe('settings of two devices', () => {
  it('are those that were chosen: a default without a time is no choice', () => {
    const chosen = { ...defaultListSettings, niche: 0.5 };
    const result = merged({ genres: ['Drama'], listSettings: chosen, rankedBy: 'ease' }, { onboarded: true });
    expect(result).toMatchObject({
      genres: ['Drama'],
      listSettings: chosen,
      rankedBy: 'ease',
      onboarded: true,
    });
    expect(result.changed).toEqual(new Map());
    expect(merged({}, {})).toEqual(nobody);
  });

  it('are the later ones, also where these are the default again', () => {
    const { genres, rankedBy, changed } = merged(
      {
        genres: ['Drama'],
        rankedBy: 'ease',
        changed: new Map([
          ['genres', 5],
          ['rankedBy', 4],
        ]),
      },
      {
        genres: [],
        rankedBy: 'popularity',
        changed: new Map([
          ['genres', 6],
          ['rankedBy', 3],
        ]),
      },
    );
    expect(genres).toEqual([]);
    expect(rankedBy).toBe('ease');
    expect(changed).toEqual(
      new Map([
        ['genres', 6],
        ['rankedBy', 4],
      ]),
    );
  });
});

describe('lists that both devices have', () => {
  const list = (at: number, ...movieIds: number[]) => new Map([['best', { movieIds, at }]]);

  it('have the movies of both, those of the later one first', () => {
    const { namedLists } = merged({ namedLists: list(4, 1, 2) }, { namedLists: list(5, 3, 2) });
    expect(namedLists.get('best')).toEqual({ movieIds: [3, 2, 1], at: 5 });
  });

  it('of one time have those of the longer one first', () => {
    const { namedLists } = merged({ namedLists: list(5, 9) }, { namedLists: list(5, 1, 2) });
    expect(namedLists.get('best')).toEqual({ movieIds: [1, 2, 9], at: 5 });
    const same = merged({ namedLists: list(5, 1, 2) }, { namedLists: list(5, 8, 2) }).namedLists.get('best');
    expect(new Set(same?.movieIds)).toEqual(new Set([1, 2, 8]));
    expect(same?.movieIds).toHaveLength(3);
  });
});

describe('a movie that waits on both devices', () => {
  const row = (stars: number) => ({ opinion: { kind: 'rating' as const, stars }, at: null, isCurrent: true });
  const waiting = (more: Partial<StoredWaiting>): Partial<MergedPerson> => ({
    waiting: new Map([
      ['k', { titles: [], year: null, movieId: null, imdb: null, tmdb: null, rows: [], ...more }],
    ]),
  });

  it('has all titles, ids and rows, each once', () => {
    const result = merged(
      waiting({ titles: ['Heat', 'Fire'], year: 1995, imdb: 3, rows: [row(4), row(2)] }),
      waiting({ titles: ['Heat', 'Calor'], year: 1996, tmdb: 8, movieId: 6, rows: [row(2), row(5)] }),
    ).waiting.get('k');
    expect(result).toMatchObject({
      titles: ['Heat', 'Calor', 'Fire'],
      year: 1996,
      imdb: 3,
      tmdb: 8,
      movieId: 6,
    });
    expect(result?.rows).toHaveLength(3);
    expect(result?.rows).toEqual(expect.arrayContaining([row(2), row(4), row(5)]));
  });

  it('is known by the first title of either', () => {
    const titles = (...of: string[]) => waiting({ titles: of });
    expect(merged(titles('Zulu', 'Ant'), titles('Yes')).waiting.get('k')?.titles).toEqual([
      'Yes',
      'Ant',
      'Zulu',
    ]);
    expect(merged(titles(), titles('Yes')).waiting.get('k')?.titles).toEqual(['Yes']);
    expect(merged(titles(), waiting({ imdb: 5 })).waiting.get('k')?.titles).toEqual([]);
  });
});

it('values are the same whatever the order of their fields', () => {
  expect(isSameValue({ a: 1, b: [{ c: 2, d: null }] }, { b: [{ d: null, c: 2 }], a: 1 })).toBe(true);
  expect(isSameValue([1, 2], [2, 1])).toBe(false);
  expect(isSameValue({ a: 1 }, { a: 2 })).toBe(false);
  expect(isSameValue(null, null)).toBe(true);
  expect(isSameValue(null, {})).toBe(false);
});
