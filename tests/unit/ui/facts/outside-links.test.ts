import { expect, it } from 'vitest';
import { articleAddress, outsideLinks } from '../../../../src/ui/facts/outside-links.ts';

const HREFS = (...asked: Parameters<typeof outsideLinks>) =>
  Object.fromEntries(outsideLinks(...asked).map(({ name, href }) => [name, href]));

it('writes the addresses of other sites, with seven digits or more for IMDb', () => {
  expect(HREFS({ title: 'Toy Story' }, { imdb: 114_709, tmdb: 862 }, 'Toy_Story')).toEqual({
    'Where to watch (JustWatch)': 'https://www.justwatch.com/us/search?q=Toy%20Story',
    Wikipedia: 'https://en.wikipedia.org/wiki/Toy_Story',
    IMDb: 'https://www.imdb.com/title/tt0114709/',
    TMDB: 'https://www.themoviedb.org/movie/862',
    Letterboxd: 'https://letterboxd.com/tmdb/862',
  });
  expect(HREFS({ title: 'x' }, { imdb: 12_345_678, tmdb: null }, null)).toMatchObject({
    IMDb: 'https://www.imdb.com/title/tt12345678/',
  });
});

it('has no link where a number is unknown', () => {
  expect(Object.keys(HREFS({ title: 'x' }, { imdb: null, tmdb: null }, null))).toEqual([
    'Where to watch (JustWatch)',
  ]);
});

it('writes titles with any letters as one part of an address', () => {
  const { 'Where to watch (JustWatch)': search } = HREFS(
    { title: 'Face/Off & "M"?' },
    { imdb: null, tmdb: null },
    null,
  );
  expect(new URL(search).searchParams.get('q')).toBe('Face/Off & "M"?');
  const article = new URL(articleAddress('Face/Off?#_(film)'));
  expect(decodeURIComponent(article.pathname)).toBe('/wiki/Face/Off?#_(film)');
  expect(article.search + article.hash).toBe('');
});
