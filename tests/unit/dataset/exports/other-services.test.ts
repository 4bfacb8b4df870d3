import { describe, expect, it } from 'vitest';
import { inShort, leftOut, readOne } from '../../../fixtures/exports.ts';

describe('IMDb', () => {
  it('has ten-point ratings, which are halved, and series, which are skipped', async () => {
    const file = await readOne(
      '5c1e.csv',
      'Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors\n' +
        'tt0211915,9,2019-05-04,Amélie,Le fabuleux destin d\'Amélie Poulain,https://www.imdb.com/title/tt0211915,Movie,8.3,122,2001,"Comedy, Romance",780000,2001-04-25,Jean-Pierre Jeunet\n' +
        'tt0078748,7,5/24/2019,Alien,Alien,u,Movie,8.5,117,1979,Horror,1,1979-05-25,Ridley Scott\n' +
        'tt0903747,10,2015-01-01,Breaking Bad,Breaking Bad,u,TV Series,9.5,49,2008,Crime,1,2008-01-20,\n' +
        'tt2301451,10,2015-01-01,Ozymandias,Ozymandias,u,TV Episode,10,47,2013,Crime,1,2013-09-15,\n' +
        'tt0185906,10,2015-01-01,Band of Brothers,Band of Brothers,u,TV Mini Series,9.4,594,2001,War,1,2001-09-09,\n' +
        '<script>window.x=1</script>\n',
    );
    expect(file.service).toBe('imdb');
    expect(inShort(file)).toEqual(['Amélie 2001 rating 4.5 2019-05-04', 'Alien 1979 rating 3.5 2019-05-24']);
    expect(file.entries[0].titles).toEqual(['Amélie', "Le fabuleux destin d'Amélie Poulain"]);
    expect(leftOut(file)).toEqual({
      'Series, episodes and other things that are not films': 3,
      'Rows without a title': 1,
    });
  });

  it('is read in the format of earlier years', async () => {
    const file = await readOne(
      'ratings.csv',
      '"position","const","created","modified","description","Title","Title type","Directors","You rated","IMDb Rating","Runtime (mins)","Year","Genres","Num. Votes","Release Date (month/day/year)","URL"\n' +
        '"1","tt0078748","Wed May 24 00:00:00 2017","","","Alien","Feature Film","Ridley Scott","8","8.5","117","1979","horror, sci_fi","1","1979-05-25","u"\n' +
        '"2","tt0944947","Wed May 24 00:00:00 2017","","","Game of Thrones","tvSeries","","8","9.3","57","2011","drama","1","2011","u"\n',
    );
    expect(file.entries).toMatchObject([{ titles: ['Alien'], year: 1979, opinion: { stars: 4 } }]);
    expect(new Date(file.entries[0].at ?? 0).getFullYear()).toBe(2017);
  });
});

it('MovieLens.org: ids are used and titles are parsed', async () => {
  const file = await readOne(
    'movielens-ratings.csv',
    'movie_id,imdb_id,tmdb_id,rating,average_rating,title\n' +
      '2571,0133093,603,4.5,4.19,"Matrix, The (1999)"\n2572,x,,-1,3,"No (2000)"\n,x,,3,3,\n',
  );
  expect(file.service).toBe('movielens');
  expect(file.entries).toEqual([
    {
      movieId: 2571,
      imdb: 133093,
      tmdb: 603,
      titles: ['The Matrix'],
      year: 1999,
      opinion: { kind: 'rating', stars: 4.5 },
      at: null,
      isCurrent: true,
    },
  ]);
  expect(leftOut(file)).toEqual({
    'Rows without a rating that can be read': 1,
    'Rows without a title': 1,
  });
});

it('Trakt: ratings, watchlist and history are distinguished by their date fields', async () => {
  const movie = {
    title: 'Alien',
    year: 1979,
    ids: { trakt: 295, slug: 'alien-1979', imdb: 'tt0078748', tmdb: 348 },
  };
  const file = await readOne(
    'ratings-movies.json',
    JSON.stringify([
      { rated_at: '2014-09-01T09:10:11.000Z', rating: 9, type: 'movie', movie },
      { rated_at: '2014-09-01T09:10:11.000Z', rating: 9, type: 'show', show: { title: 'Lost' } },
      { rated_at: '2014-09-01T09:10:11.000Z', rating: 12, movie },
      { listed_at: '2015-09-01T09:10:11.000Z', movie: { ...movie, year: null } },
      { last_watched_at: '2016-09-01T09:10:11.000Z', plays: 2, movie },
      { rated_at: 'yesterday', rating: 5, movie: { title: '' } },
      null,
    ]),
  );
  expect(file.service).toBe('trakt');
  expect(inShort(file)).toEqual([
    'Alien 1979 rating 4.5 2014-09-01',
    'Alien ? watchlist 2015-09-01',
    'Alien 1979 seen 2016-09-01',
  ]);
  expect(leftOut(file)).toEqual({
    'Series, episodes and other things that are not films': 2,
    'Rows without a rating that can be read': 1,
    'Rows without a title': 1,
  });
  expect(file.leftOut[0].examples[0]).toBe('number 2: Lost');
});

it('Matinee’s own table: the apostrophe that protects titles in spreadsheets is removed', async () => {
  const file = await readOne(
    'matinee-ratings.csv',
    '\uFEFFmovieId,title,year,rating,ratedAt\r\n' +
      "260,'=1+1,1977,4.5,2024-05-06T07:08:09.123Z\r\n1,'Tis Pity,1995,3,2024-05-06T07:08:09.123Z\r\n",
  );
  expect(file.entries).toMatchObject([
    { movieId: 260, titles: ['=1+1'], at: Date.UTC(2024, 4, 6, 7, 8, 9, 123) },
    { movieId: 1, titles: ["'Tis Pity"] },
  ]);
});

describe('Criticker', () => {
  const rankings = (scores: readonly number[]) =>
    `Score,Film ID,Film Name,Year,IMDB ID\n${scores.map((score, n) => `${score},${n},Film ${n},1990,tt1`).join('\n')}`;

  it('has scores, which are converted by the person’s own percentiles to everyone’s ratings', async () => {
    // One movie per percentile, with scores between 70 and 95.
    const scores = Array.from({ length: 100 }, (_, n) => 70 + n / 4);
    const file = await readOne('rankings.csv', rankings(scores));
    const stars = file.entries.map(({ opinion }) => (opinion.kind === 'rating' ? opinion.stars : 0));
    const counts = Array.from({ length: 10 }, (_, n) => stars.filter((one) => one === (n + 1) / 2).length);
    expect(counts).toEqual([1, 3, 1, 7, 4, 20, 11, 29, 8, 16]);
    expect(stars).toEqual(stars.toSorted((a, b) => a - b));
  });

  it('has equal stars for equal scores, and a twentieth of each score if there are few', async () => {
    const same = await readOne('rankings.csv', rankings(new Array(50).fill(80)));
    expect(new Set(inShort(same).map((text) => text.split(' ')[4]))).toEqual(new Set(['4']));
    expect(inShort(await readOne('rankings.csv', rankings([100, 71, 0])))).toEqual([
      'Film 0 1990 rating 5 -',
      'Film 1 1990 rating 3.5 -',
      'Film 2 1990 rating 0.5 -',
    ]);
  });

  it('is read from XML as plain text', async () => {
    const file = await readOne(
      'criticker.xml',
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY big "boom">]><recentratings>\n' +
        '<film id="1"><filmid>1</filmid><filmname><![CDATA[Alien & <Aliens>]]></filmname><filmyear>1979</filmyear><rating>90</rating></film>' +
        '<film><filmname>M&#252;nchen &amp; &big; (2005)</filmname><rating>40</rating></film>' +
        '<film><filmname>None</filmname><rating>many</rating></film></recentratings>',
    );
    expect(inShort(file)).toEqual(['Alien & <Aliens> 1979 rating 4.5 -', 'München & &big; 2005 rating 2 -']);
    expect(leftOut(file)).toEqual({ 'Rows without a rating that can be read': 1 });
  });
});

describe('Movary', () => {
  it('has ratings, what was seen and what is to be seen; a row with none of these is skipped', async () => {
    const file = await readOne(
      'history.csv',
      [
        'title,year,tmdbId,imdbId,userRating,watchedAt,addedAt',
        'Suspiria,1977,11906,tt0076786,9,2019-05-04,',
        'Heat,1995,949,tt0113277,,2020-01-02,',
        'Fargo,1996,275,tt0116282,,,2021-03-04',
        'Alien,1979,348,tt0078748,,,',
        'Tron,1982,97,tt0084827,many,2020-01-02,',
        ',1982,98,,7,2020-01-02,',
      ].join('\n'),
    );
    expect(file.service).toBe('movary');
    expect(inShort(file)).toEqual([
      'Suspiria 1977 rating 4.5 2019-05-04',
      'Heat 1995 seen 2020-01-02',
      'Fargo 1996 watchlist 2021-03-04',
    ]);
    expect(file.entries.map(({ tmdb, imdb }) => [tmdb, imdb])).toEqual([
      [11906, 76786],
      [949, 113277],
      [275, 116282],
    ]);
    expect(Object.values(leftOut(file))).toEqual([2, 1]);
  });
});
