import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import { createMapIndex, inLasso } from '../../../../src/ui/map/spatial-index.ts';
import { mapAddressOf, mapPlaceFrom } from '../../../../src/ui/map/url.ts';
import { between, movedBy, toMap, toScreen, wholeMap, zoomedAt } from '../../../../src/ui/map/viewport.ts';

const size = { width: 800, height: 600 };

function scattered(n: number): Float32Array {
  const random = createRandom(5);
  return Float32Array.from({ length: 2 * n }, () => 2 * random.uniform() - 1);
}

describe('what of the plane is seen', () => {
  test('a point of the picture is a point of the plane, there and back', () => {
    const view = { x: 0.2, y: -0.4, zoom: 3 };
    const at = toScreen(view, size, 0.31, -0.17);
    const back = toMap(view, size, at);
    expect(back.x).toBeCloseTo(0.31, 12);
    expect(back.y).toBeCloseTo(-0.17, 12);
    // The middle of the picture is the view's own point, and up is up.
    expect(toScreen(view, size, 0.2, -0.4)).toEqual({ x: 400, y: 300 });
    expect(toScreen(view, size, 0.2, 0).y).toBeLessThan(300);
  });

  test('what is under the pointer stays there while it is magnified', () => {
    const at = { x: 500, y: 200 };
    const held = toMap(wholeMap, size, at);
    const seen = toScreen(zoomedAt(wholeMap, size, 2.5, at), size, held.x, held.y);
    expect(seen.x).toBeCloseTo(at.x, 9);
    expect(seen.y).toBeCloseTo(at.y, 9);
  });

  test('the map goes with the hand, and not out of the picture', () => {
    const moved = movedBy({ x: 0, y: 0, zoom: 2 }, size, 100, 50);
    expect(toScreen(moved, size, 0, 0)).toEqual({ x: 500, y: 350 });
    expect(movedBy(wholeMap, size, 1e6, 1e6)).toMatchObject({ x: -1, y: 1 });
    expect(zoomedAt(wholeMap, size, 1e6, { x: 0, y: 0 }).zoom).toBe(60);
  });

  test('a flight begins and ends where it should, and magnifies by equal factors', () => {
    const to = { x: 0.5, y: 0.1, zoom: 16 };
    expect(between(wholeMap, to, 0)).toEqual(wholeMap);
    const end = between(wholeMap, to, 1);
    expect(end.x).toBeCloseTo(to.x, 12);
    expect(end.zoom).toBeCloseTo(16, 12);
    expect(between(wholeMap, to, 0.5).zoom).toBeCloseTo(4, 12);
  });
});

describe('the address', () => {
  test('is read as it is written', () => {
    const place = { movie: 608, view: { x: 0.25, y: -0.5, zoom: 7 }, mode: 'stars' } as const;
    expect(mapPlaceFrom(mapAddressOf(place))).toEqual(place);
    expect(mapAddressOf({ movie: null, view: wholeMap, mode: 'genre' }).toString()).toBe('');
  });

  test.each(['film=-1&x=a&y=0&zoom=2', 'film=1e9&x=0&y=0', 'colour=blue&x=0&y=0&zoom=-3'])(
    '%s makes no sense: as if it were not there',
    (query) => {
      expect(mapPlaceFrom(new URLSearchParams(query))).toEqual({ movie: null, view: null, mode: 'genre' });
    },
  );
});

describe('movies by place', () => {
  const points = scattered(500);
  const index = createMapIndex(points);
  const all = Array.from({ length: 500 }, (_, i) => i);
  const distance = (i: number, x: number, y: number) => Math.hypot(points[2 * i] - x, points[2 * i + 1] - y);

  test('the nearest, by looking at every one', () => {
    const asked = scattered(40);
    for (let n = 0; n < 40; n++) {
      const [x, y] = [asked[2 * n], asked[2 * n + 1]];
      const nearest = all.reduce((best, i) => (distance(i, x, y) < distance(best, x, y) ? i : best));
      expect(index.nearest({ x, y }, 0.3)).toBe(distance(nearest, x, y) <= 0.3 ? nearest : null);
    }
    expect(index.nearest({ x: 0, y: 0 }, 1e-9)).toBeNull();
  });

  test('within a rectangle and within a triangle, by looking at every one', () => {
    const [low, high] = [
      { x: -0.4, y: -0.2 },
      { x: 0.3, y: 0.7 },
    ];
    const isIn = (i: number) =>
      points[2 * i] >= low.x &&
      points[2 * i] <= high.x &&
      points[2 * i + 1] >= low.y &&
      points[2 * i + 1] <= high.y;
    expect(index.inRectangle(low, high)).toEqual(all.filter(isIn));
    const triangle = [
      { x: -0.8, y: -0.8 },
      { x: 0.8, y: -0.8 },
      { x: 0, y: 0.8 },
    ];
    const caught = inLasso(index, points, triangle);
    expect(caught).toEqual(
      all.filter((i) => {
        const [x, y] = [points[2 * i], points[2 * i + 1]];
        return y > -0.8 && y < 0.8 - 2 * Math.abs(x);
      }),
    );
    expect(caught.length).toBeGreaterThan(50);
    expect(inLasso(index, points, triangle.slice(0, 2))).toEqual([]);
  });
});
