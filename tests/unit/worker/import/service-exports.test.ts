/** Exports as services write them, each of a kind that people report as read wrongly. */
import { describe, expect, it } from 'vitest';
import { zip } from '../../../fixtures/archives.ts';
import { imported } from '../../../fixtures/linked-movies.ts';

const SERIES = 'Series, episodes and other things that are not films';

describe('Criticker', () => {
  it('scores of which none is above ten are of ten; entities are decoded; addresses tell series', async () => {
    const found = await imported({
      'rankings.csv': [
        'Score, Film Name, Year, Date Rated, Mini Review, URL, IMDB ID',
        '"9","Willy Wonka &amp; the Chocolate Factory","1971","Apr 05 2019, 21:10","","https://www.criticker.com/film/Willy-Wonka/",""',
        '"8","Rock &#039;n&#039; Nothing","2000","Jun 21 2014, 22:06","","https://www.criticker.com/film/none/",""',
        '"7","Sherlock","2010","May 01 2018, 20:00","","https://www.criticker.com/tv/Sherlock/","tt1475582"',
        '"10","Fargo","1996","May 03 2018, 20:00","","https://www.criticker.com/film/Fargo/","tt0116282"',
        '"1","Battlefield Earth","2000","May 04 2018, 20:00","","https://www.criticker.com/film/Battlefield-Earth/","tt0185183"',
        '"5","Speed","1994","May 05 2018, 20:00","","https://www.criticker.com/film/Speed/","tt0111257"',
      ].join('\n'),
    });
    expect(found.ratings).toEqual([
      'Willy Wonka & the Chocolate Factory 4.5 2019-04-05',
      'Fargo 5 2018-05-03',
      'Battlefield Earth 0.5 2018-05-04',
      'Speed 2.5 2018-05-05',
    ]);
    expect(found.waiting).toEqual(["Rock 'n' Nothing 2000 rare"]);
    expect(found.leftOut).toEqual([[SERIES, ['row 4: Sherlock']]]);
  });
});

describe('IMDb', () => {
  const NEW =
    'Position,Const,Created,Modified,Description,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors,Your Rating,Date Rated';

  it('rated movies leave the watchlist', async () => {
    const found = await imported({
      'WATCHLIST.csv': [
        NEW,
        '1,tt0364569,2024-02-03,2024-02-03,,Oldboy,Oldeuboi,u,Movie,8.3,120,2003,"Action, Drama",600000,2003-11-21,Chan-wook Park,,',
        '2,tt0111161,2024-02-04,2024-02-04,,The Shawshank Redemption,The Shawshank Redemption,u,Movie,9.3,142,1994,Drama,2800000,1994-10-14,Frank Darabont,10,2024-03-01',
        '3,tt0903747,2024-02-05,2024-02-05,,Breaking Bad,Breaking Bad,u,TV Series,9.5,49,2008,Crime,2200000,2008-01-20,,,',
      ].join('\n'),
    });
    expect(found.marks).toEqual(['Old Boy watchlist 2024-02-03']);
    expect(found.ratings).toEqual(['The Shawshank Redemption 5 2024-03-01']);
    expect(found.leftOut).toEqual([[SERIES, ['row 4: Breaking Bad']]]);
  });

  it('the watchlist of earlier years has no rating; another list is one of that name', async () => {
    const rows = [
      'Position,Const,Created,Modified,Description,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors',
      '1,tt0080684,2016-02-03,2016-02-03,,Star Wars: Episode V - The Empire Strikes Back,u,movie,8.7,124,1980,Action,1400000,1980-05-17,Irvin Kershner',
    ].join('\n');
    expect((await imported({ 'WATCHLIST.csv': rows })).marks).toEqual([
      'Star Wars: Episode V - The Empire Strikes Back watchlist 2016-02-03',
    ]);
    expect((await imported({ 'Space operas.csv': rows })).lists).toEqual([
      ['Space operas', ['Star Wars: Episode V - The Empire Strikes Back']],
    ]);
  });

  it('ids decide where titles differ or are there twice; music videos are left out', async () => {
    const row = (imdb: number, stars: number, title: string, year: number, type = 'Movie') =>
      `tt${String(imdb).padStart(7, '0')},${stars},2024-01-02,${title},${title},u,${type},7,100,${year},Drama,1,${year}-01-01,x`;
    const found = await imported({
      'ratings.csv': [
        'Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors',
        row(407304, 7, 'War of the Worlds', 2005),
        row(4016934, 9, 'Ah-ga-ssi', 2016),
        row(290334, 8, 'X2', 2003),
        row(4425200, 8, 'John Wick: Chapter 2', 2017),
        row(166924, 10, 'Mulholland Dr.', 2001),
        row(266697, 9, 'Kill Bill: Volume 1', 2003),
        row(9999999, 5, 'A Song In Pictures', 2019, 'Music Video'),
      ].join('\n'),
    });
    expect(found.ids).toEqual([34048, 158783, 6333, 168248, 4848, 6874]);
    expect(found.leftOut).toEqual([[SERIES, ['row 8: A Song In Pictures']]]);
  });
});

it('MovieLens.org: the id decides though the title was changed', async () => {
  const found = await imported({
    'movielens-ratings.csv':
      'movie_id,imdb_id,tmdb_id,rating,average_rating,title\n122912,tt4154756,299536,4.5,4.1,Avengers: Infinity War (2018)\n',
  });
  expect(found.ids).toEqual([122912]);
});

describe('Letterboxd', () => {
  it('re-saved by a spreadsheet: one day above 12 settles the order of all dates', async () => {
    const found = await imported({
      'ratings.csv':
        'Date;Name;Year;Letterboxd URI;Rating\n04.05.2019;Fargo;1996;u;"3,5"\n24.05.2019;Speed;1994;u;4\n',
    });
    expect(found.ratings).toEqual(['Fargo 3.5 2019-05-04', 'Speed 4 2019-05-24']);
    const american = await imported({
      'ratings.csv':
        'Date,Name,Year,Letterboxd URI,Rating\n05/04/2019,Fargo,1996,u,3.5\n5/24/2019,Speed,1994,u,4\n',
    });
    expect(american.ratings).toEqual(found.ratings);
    const words = await imported({
      'ratings.csv':
        'Date,Name,Year,Letterboxd URI,Rating\n4. Mai 2019,Fargo,1996,u,3.5\n24 mai 2019,Speed,1994,u,4\n',
    });
    expect(words.ratings).toEqual(found.ratings);
  });

  it('a diary: the last rating counts, and a later viewing is the day it was seen; 0 is no rating', async () => {
    const found = await imported({
      'diary.csv': [
        'Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date',
        '2021-03-01,Fargo,1996,https://boxd.it/1,3,,,2021-02-28',
        '2022-03-01,Fargo,1996,https://boxd.it/2,4,Yes,,2022-02-28',
        '2023-03-01,Fargo,1996,https://boxd.it/3,,Yes,,2023-02-28',
        '2021-04-01,Speed,1994,https://boxd.it/4,0,,,2021-03-31',
        '2021-05-01,Heat,1995,https://boxd.it/5,★★★½,,,2021-04-30',
      ].join('\n'),
    });
    expect(found.ratings).toEqual(['Fargo 4 2022-03-01', 'Heat 3.5 2021-05-01']);
    expect(found.marks).toEqual(['Fargo seen 2023-02-28', 'Speed seen 2021-03-31']);
    expect(found.rows).toEqual({ read: 5, accounted: 5 });
  });

  it('a list of two tables, likes, and the layout for importing', async () => {
    const list = [
      'Letterboxd list export v7',
      'Date,Name,Tags,URL,Description',
      '2024-01-01,For a rainy night,,https://boxd.it/list,"Position, or not\nPosition 1"',
      '',
      'Position,Name,Year,URL,Description',
      '1,Fargo,1996,https://boxd.it/a,',
      '2,"Good, the Bad and the Ugly, The",1966,https://boxd.it/b,',
      '3,A Film That No Data Set Has,2025,https://boxd.it/c,',
    ].join('\r\n');
    const found = await imported({ 'for-a-rainy-night.csv': list });
    expect(found.lists).toEqual([['For a rainy night', ['Fargo', 'The Good, the Bad and the Ugly']]]);
    expect(found.waiting).toEqual(['A Film That No Data Set Has 2025 newer']);
    const likes = 'Date,Name,Year,Letterboxd URI\n2023-01-01,Fargo,1996,u\n2023-01-02,Heat,1995,u\n';
    for (const files of [{ 'likes.csv': likes }, { 'export.zip': zip({ 'likes/films.csv': likes }) }])
      expect((await imported(files)).marks).toEqual(['Fargo liked 2023-01-01', 'Heat liked 2023-01-02']);
    const layout = 'Title,Year,Rating10,WatchedDate\nFargo,1996,9,2024-05-01\nHeat,1995,7,\n';
    expect((await imported({ 'x.csv': layout })).ratings).toEqual([
      'Fargo 4.5 2024-05-01',
      'Heat 3.5 2026-01-01',
    ]);
  });
});

describe('tables of TMDB, Simkl and Movary', () => {
  it('TMDB: of its two ratings the person’s own counts, and series are left out', async () => {
    const found = await imported({
      'ratings.csv':
        'TMDb ID,IMDb ID,Type,Name,Release Date,Season Number,Episode Number,Rating,Your Rating,Date Rated\n' +
        '275,tt0116282,movie,Fargo,1996-04-05,,,7.9,9,2024-05-01\n1396,tt0903747,tv,Breaking Bad,2008-01-20,,,8.9,10,2024-05-02\n',
    });
    expect(found.ratings).toEqual(['Fargo 4.5 2024-05-01']);
    expect(found.leftOut).toEqual([[SERIES, ['row 3: Breaking Bad']]]);
  });

  it('Simkl, as a table and as JSON', async () => {
    const table = await imported({
      'SimklBackup.csv':
        'SIMKL_ID,Title,Type,Year,Watchlist,LastEpWatched,WatchedDate,Rating,Memo,TVDB,TMDB,IMDB\n' +
        '1,Fargo,movie,1996,completed,,2024-05-01,9,,,275,tt0116282\n2,Heat,movie,1995,plantowatch,,,,,,949,tt0113277\n3,Lost,tv,2004,completed,S1E1,,8,,,4607,tt0411008\n',
    });
    expect(table.ratings).toEqual(['Fargo 4.5 2024-05-01']);
    expect(table.marks).toEqual(['Heat watchlist 2026-01-01']);
    const movie = { title: 'Fargo', year: 1996, ids: { simkl: 1, imdb: 'tt0116282', tmdb: '275' } };
    const json = await imported({
      'simkl.json': JSON.stringify({
        shows: [{ status: 'completed', show: { title: 'Lost' } }],
        movies: [
          { last_watched_at: '2024-05-01T10:00:00Z', user_rating: 9, status: 'completed', movie },
          {
            added_to_watchlist_at: '2024-05-02T10:00:00Z',
            user_rating: null,
            status: 'plantowatch',
            movie: { ...movie, title: 'Heat', year: 1995, ids: {} },
          },
        ],
      }),
    });
    expect(json.ratings).toEqual(['Fargo 4.5 2024-05-01']);
    expect(json.marks).toEqual(['Heat watchlist 2024-05-02']);
    expect(json.leftOut).toEqual([[SERIES, ['number 3: Lost']]]);
  });

  it('Movary: history, ratings and watchlist', async () => {
    const found = await imported({
      'history.csv': 'title,year,tmdbId,imdbId,watchedAt,comment\nFargo,1996,275,tt0116282,2024-05-01,\n',
      'ratings.csv': 'title,year,tmdbId,imdbId,userRating\nSpeed,1994,1637,tt0111257,7\n',
      'watchlist.csv': 'title,year,tmdbId,imdbId,addedAt\nHeat,1995,949,tt0113277,2024-05-02 10:00:00\n',
    });
    expect(found.marks).toEqual(['Fargo seen 2024-05-01', 'Heat watchlist 2024-05-02']);
    expect(found.ratings).toEqual(['Speed 3.5 2026-01-01']);
  });
});

describe('Trakt', () => {
  const row = (dates: object, title: string, year: number, imdb: string) => ({
    ...dates,
    type: 'movie',
    movie: { title, year, ids: { imdb } },
  });
  const one = (dates: object, title: string, year: number, imdb: string) =>
    JSON.stringify([row(dates, title, year, imdb)]);
  const at = (date: string) => `${date}T20:00:00.000Z`;

  it('a flat zip: each list is what its name says, and the history is read in the order of its numbers', async () => {
    const found = await imported({
      'trakt.zip': zip({
        'hidden-recommendations.json': one({ hidden_at: at('2024-02-05') }, 'Waterworld', 1995, 'tt0114898'),
        'hidden-calendar.json': one({ hidden_at: at('2024-02-05') }, 'Casino', 1995, 'tt0112641'),
        'lists-favorites.json': one({ listed_at: at('2024-02-04') }, 'Speed', 1994, 'tt0111257'),
        'lists-list-9-worst-films-ever.json': one(
          { listed_at: at('2024-02-03') },
          'Battlefield Earth',
          2000,
          'tt0185183',
        ),
        'lists-watchlist.json': one({ listed_at: at('2024-02-02') }, 'Heat', 1995, 'tt0113277'),
        'ratings-movies.json': one({ rated_at: at('2024-01-02'), rating: 9 }, 'Fargo', 1996, 'tt0116282'),
        'watched-history-1.json': one({ watched_at: at('2022-01-01') }, 'Casino', 1995, 'tt0112641'),
        'watched-history-10.json': one({ watched_at: at('2024-01-01') }, 'Casino', 1995, 'tt0112641'),
        'watched-movies.json': one(
          { plays: 2, last_watched_at: at('2024-01-01') },
          'Casino',
          1995,
          'tt0112641',
        ),
      }),
    });
    expect(found.ratings).toEqual(['Fargo 4.5 2024-01-02']);
    expect([...found.marks].sort()).toEqual([
      'Casino seen 2024-01-01',
      'Heat watchlist 2024-02-02',
      'Speed liked 2024-02-04',
      'Waterworld notInterested 2024-02-05',
    ]);
    expect(found.lists).toEqual([['worst films ever', ['Battlefield Earth']]]);
    expect(found.rows).toEqual({ read: 8, accounted: 8 });
  });

  it('folders of a script', async () => {
    const found = await imported({
      'trakt.zip': zip({
        'ratings/ratings-movies.json': one(
          { rated_at: at('2024-01-02'), rating: 9 },
          'Fargo',
          1996,
          'tt0116282',
        ),
        'lists/watchlist.json': one({ listed_at: at('2024-02-02') }, 'Heat', 1995, 'tt0113277'),
        'lists/on-a-plane.json': one({ listed_at: at('2024-02-02') }, 'Speed', 1994, 'tt0111257'),
      }),
    });
    expect(found.ratings).toEqual(['Fargo 4.5 2024-01-02']);
    expect(found.marks).toEqual(['Heat watchlist 2024-02-02']);
    expect(found.lists).toEqual([['on a plane', ['Speed']]]);
  });
});
