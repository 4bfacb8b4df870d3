import { expect, it } from 'vitest';
import { moviesToAsk } from '../../../src/recommenders/lists/elicitation-without-model.ts';
import { fitTfidf, genreVector } from '../../../src/recommenders/models/tfidf.ts';
import { placeOf, topItems } from '../../../src/recommenders/top-items.ts';
import { fc } from '../../fixtures/property.ts';

it('finds the same top items as a full sort, whatever the scores', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 60 }),
      fc.integer({ min: 0, max: 70 }),
      fc.array(fc.nat(60)),
      (scores, count, excluded) => {
        const out = new Set(excluded);
        const expected = scores
          .map((score, i) => ({ score, i }))
          .filter(({ i }) => !out.has(i))
          .sort((a, b) => b.score - a.score || a.i - b.i)
          .slice(0, count)
          .map(({ i }) => i);
        const found = topItems(Float32Array.from(scores), count, out);
        expect(found).toEqual(expected);
        found.forEach((item, n) => {
          expect(placeOf(Float32Array.from(scores), item, out)).toBe(n + 1);
        });
      },
    ),
  );
});

it('asks about well-known movies of different genres and none that is excluded', () => {
  const genres = ['Comedy', 'Drama', 'Horror'];
  const movies = Array.from({ length: 30 }, (_, i) => ({
    id: i,
    title: `${i}`,
    year: null,
    genres: [genres[i % 3]],
  }));
  const tfidf = fitTfidf(movies, genres);
  const known = Float32Array.from({ length: 30 }, (_, i) => 100 - i);
  const asked = moviesToAsk(tfidf, known, genreVector(tfidf, []), [], new Set([0]), 3);
  expect(asked).not.toContain(0);
  expect(new Set(asked.map((i) => movies[i].genres[0])).size).toBe(3);
  expect(Math.max(...asked)).toBeLessThan(6);
  const leaning = moviesToAsk(tfidf, known, genreVector(tfidf, ['Horror']), [], new Set(), 1);
  expect(movies[leaning[0]].genres).toEqual(['Horror']);
});
