import { expect, it } from 'vitest';
import { defaultListSettings } from '../../../../src/protocol/list-settings.ts';
import { ratingsCsv } from '../../../../src/ui/data/ratings-csv.ts';
import { movie } from '../../../fixtures/movies.ts';

it('writes one line per rating', () => {
  const ratings = [
    { movie: movie(6, { title: 'Heat', year: 1995 }), stars: 4.5, at: 0 },
    { movie: movie(7, { title: 'Sans année, tant pis', year: null }), stars: 2, at: 1000 },
  ];
  const absent = { ratings: [{ movie: movie(8, { title: 'Elsewhere' }), stars: 3, at: 2000 }], marks: [] };
  expect(
    ratingsCsv({
      ratings,
      absent,
      waiting: [],
      namedLists: [],
      genres: [],
      marks: [],
      listSettings: defaultListSettings,
      onboarded: true,
    }),
  ).toBe(
    'movieId,title,year,rating,ratedAt\r\n' +
      '6,Heat,1995,4.5,1970-01-01T00:00:00.000Z\r\n' +
      '7,"Sans année, tant pis",,2,1970-01-01T00:00:01.000Z\r\n' +
      '8,Elsewhere,1990,3,1970-01-01T00:00:02.000Z\r\n',
  );
});
