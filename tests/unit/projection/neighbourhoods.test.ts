import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/base/random.ts';
import { groupPoints } from '../../../src/projection/group-points.ts';
import { neighbourhoodsOf } from '../../../src/projection/neighbourhoods.ts';
import { ready } from '../../fixtures/point-groups.ts';

const random = createRandom(5);

/** A movie of a drama's map: all are dramas, so that only what differs can name a part. */
const movie = (year: number | null, ...genres: string[]) => ({ year, genres: ['Drama', ...genres] });

/** Movies around a place. */
const around = (x: number, y: number, n: number, made: () => ReturnType<typeof movie>) =>
  Array.from({ length: n }, () => ({
    at: [x + 0.05 * random.normal(), y + 0.05 * random.normal()] as const,
    movie: made(),
  }));

const drawnOf = (parts: ReturnType<typeof around>) => ({
  movies: parts.map((part) => part.movie),
  points: Float32Array.from(parts.flatMap(({ at }) => [...at])),
});

describe('neighbourhoods', () => {
  it('are named after what is commoner there than elsewhere, not after what all movies are', async () => {
    const { movies, points } = drawnOf([
      ...around(-0.5, 0, 60, () => movie(1990 + random.integer(10), 'Thriller')),
      ...around(0.5, 0, 60, () => movie(1940 + random.integer(80), 'Western')),
    ]);
    const found = await neighbourhoodsOf(movies, points, ready);
    const names = new Set(found.map(({ genre, decade, at }) => `${Math.sign(at[0])} ${decade} ${genre}`));
    expect([...names].filter((name) => name.startsWith('-1'))).toEqual(['-1 1990 Thriller']);
    expect([...names].some((name) => name === '1 null Western')).toBe(true);
    expect(found.every(({ genre }) => genre !== 'Drama')).toBe(true);
  });

  it('have no name where no genre is that of a third', async () => {
    const genres = ['Action', 'Comedy', 'Crime', 'Horror', 'War', 'Western', 'Musical'];
    const { movies, points } = drawnOf(
      around(0, 0, 200, () => ({ year: null, genres: [genres[random.integer(7)]] })),
    );
    // The finest groups are small, so that chance may give one a genre; the rest have none.
    const found = await neighbourhoodsOf(movies, points, ready);
    for (const { genre, at, movies: size } of found) {
      expect(size).toBeGreaterThanOrEqual(12);
      expect(genres).toContain(genre);
      expect(at.every(Number.isFinite)).toBe(true);
    }
    expect(found.length).toBeLessThan(4);
  });

  it('are of several sizes where there are many movies, larger ones first', async () => {
    const { movies, points } = drawnOf(
      Array.from({ length: 2000 }, () => random.uniform()).flatMap((x) =>
        around(2 * x - 1, 2 * random.uniform() - 1, 1, () => movie(2005, x < 0.5 ? 'Horror' : 'Comedy')),
      ),
    );
    const found = await neighbourhoodsOf(movies, points, ready);
    const levels = found.map(({ level }) => level);
    expect(levels).toEqual([...levels].sort());
    expect(new Set(levels)).toEqual(new Set([0, 1]));
    for (const { genre, at } of found) if (at[0] < -0.4) expect(genre).toBe('Horror');
  });

  it.each([0, 1, 20])('of %d movies are none', async (n) => {
    const { movies, points } = drawnOf(around(0, 0, n, () => movie(2000, 'Horror')));
    expect(await neighbourhoodsOf(movies, points, ready)).toEqual([]);
  });
});

describe('groups of points', () => {
  it('put each point with its nearest centre, and are the same for the same points', async () => {
    const points = Float32Array.from({ length: 600 }, () => random.normal());
    const { centres, groupOf } = await groupPoints(points, 9, ready);
    expect(await groupPoints(points, 9, ready)).toEqual({ centres, groupOf });
    // The last round moves the centres once more, so a few points at the borders may be off.
    let misplaced = 0;
    for (let i = 0; i < 300; i++) {
      const to = (g: number) =>
        (centres[2 * g] - points[2 * i]) ** 2 + (centres[2 * g + 1] - points[2 * i + 1]) ** 2;
      if ([...Array(9).keys()].some((g) => to(g) < to(groupOf[i]))) misplaced++;
    }
    expect(misplaced).toBeLessThan(9);
    expect(new Set(groupOf).size).toBe(9);
  });
});
