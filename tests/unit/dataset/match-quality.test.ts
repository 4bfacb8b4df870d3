import { describe, expect, it } from 'vitest';
import { rowKeys } from '../../../src/dataset/exports/row-keys.ts';
import { allBegin, allWhole, editsIn } from '../../../src/dataset/match-quality.ts';
import { createPersonSearch } from '../../../src/dataset/person-search.ts';
import { readOne } from '../../fixtures/exports.ts';
import { noMovieFacts } from '../../fixtures/movie-facts.ts';

it('a query matches by whole words, or by beginnings of words, of which each must be there', () => {
  expect(allWhole(['kill', 'bill'], ['bill', 'kill', '2'])).toBe(true);
  expect(allWhole(['kill', 'bi'], ['bill', 'kill'])).toBe(false);
  expect(allBegin(['ki', 'bi'], ['bill', 'kill'])).toBe(true);
  expect(allBegin(['ki', 'ill'], ['bill', 'kill'])).toBe(false);
});

it('more letters of a longer word may be wrong, and none of a number', () => {
  expect(['abc', 'abcd', 'abcde', 'abcdef', 'abc123'].map(editsIn)).toEqual([0, 1, 1, 2, 0]);
});

describe('people who match a query', () => {
  const search = async (...people: [string, number][]) => {
    const found = createPersonSearch(people.map(([, fame]) => fame));
    await found.add(people.map(([name]) => ({ ...noMovieFacts, directors: [name] })));
    return (query: string) => found.find(query, 9).map(({ name }) => name);
  };

  it('are found by the whole name before its beginning, however well known they are', async () => {
    const find = await search(['Annabel Leeds', 90], ['Ann Lee', 1], ['Ann Leeson', 95]);
    expect(find('ann lee')).toEqual(['Ann Lee', 'Ann Leeson', 'Annabel Leeds']);
  });

  it('are found by fewer wrong letters first: two that changed places are one', async () => {
    const find = await search(['Max Petersan', 90], ['Max Peterson', 1]);
    expect(find('petersno')).toEqual(['Max Peterson', 'Max Petersan']);
    const same = await search(['Max Petersan', 1], ['Max Petersen', 90]);
    expect(same('peterson')).toEqual(['Max Petersen', 'Max Petersan']);
  });

  it('are found though the first two letters changed places, and not where both differ', async () => {
    const find = await search(['Max Peterson', 1]);
    expect(find('eptersen')).toEqual(['Max Peterson']);
    expect(find('keterson')).toEqual(['Max Peterson']);
    expect(find('kxterson')).toEqual([]);
  });
});

it('a row is known by its ids, the surest first, then by title and year', () => {
  const none = { imdb: null, tmdb: null, movieId: null, titles: [], year: null };
  expect(rowKeys(none)).toEqual([]);
  expect(rowKeys({ ...none, titles: ['The Matrix'], year: 1999 })).toEqual(['title matrix 1999']);
  expect(rowKeys({ imdb: 1, tmdb: 2, movieId: 3, titles: ['???'], year: null })).toEqual([
    'imdb 1',
    'tmdb 2',
    'movielens 3',
    'title ??? ',
  ]);
});

describe('rows of services', () => {
  it('MovieLens.org: a movie without a title is known by its ids', async () => {
    const { entries } = await readOne(
      'ratings.csv',
      'movie_id,imdb_id,tmdb_id,rating,average_rating,title\n2571,0133093,603,4.5,4.19,\n',
    );
    expect(entries).toMatchObject([{ movieId: 2571, imdb: 133093, titles: [] }]);
  });

  it('TMDB: a list has no stars; a table of ratings without them is of no use', async () => {
    const rows =
      'TMDb ID,IMDb ID,Type,Name,Release Date,Your Rating,Date Added\n603,tt0133093,,The Matrix,1999-03-30,,2020-01-02\n';
    expect((await readOne('watchlist.csv', rows)).entries).toMatchObject([
      { tmdb: 603, imdb: 133093, year: 1999, opinion: { kind: 'watchlist' }, at: Date.UTC(2020, 0, 2) },
    ]);
    expect((await readOne('favorites.csv', rows)).entries).toMatchObject([{ opinion: { kind: 'liked' } }]);
    expect((await readOne('ratings.csv', rows)).entries).toEqual([]);
  });

  it('Trakt: ids of IMDb and TMDB are kept', async () => {
    const movie = { title: 'Alien', year: 1979, ids: { imdb: 'tt0078748', tmdb: 348 } };
    const { entries } = await readOne(
      'r.json',
      JSON.stringify([{ rated_at: '2014-09-01', rating: 9, movie }]),
    );
    expect(entries).toMatchObject([{ imdb: 78748, tmdb: 348 }]);
  });

  it('Letterboxd’s layout for importing: a row needs a title or an id', async () => {
    const { entries, leftOut } = await readOne(
      'import.csv',
      'imdbID,tmdbID,Title,Year,Rating10,WatchedDate\ntt0078748,,,,9,2020-01-02\n,348,,,,\n,,Heat,1995,7,\n,,,1995,7,\n',
    );
    expect(entries).toMatchObject([
      { imdb: 78748, titles: [], opinion: { kind: 'rating', stars: 4.5 }, at: Date.UTC(2020, 0, 2) },
      { tmdb: 348, titles: [], opinion: { kind: 'seen' } },
      { imdb: null, titles: ['Heat'], year: 1995, opinion: { kind: 'rating', stars: 3.5 } },
    ]);
    expect(leftOut).toMatchObject([{ why: 'Rows without a title', count: 1 }]);
  });

  it('Criticker: a score has its day', async () => {
    const { entries } = await readOne(
      'rankings.csv',
      'Score,Film Name,Year,Rating Date\n80,Heat,1995,2019-05-04\n20,Alien,1979,2019-05-05\n',
    );
    expect(entries.map(({ at }) => at)).toEqual([Date.UTC(2019, 4, 4), Date.UTC(2019, 4, 5)]);
    expect(entries.map(({ opinion }) => opinion)).toEqual([
      { kind: 'rating', stars: 4 },
      { kind: 'rating', stars: 1 },
    ]);
  });
});
