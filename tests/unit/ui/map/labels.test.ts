import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import { wordsOf } from '../../../../src/protocol/words.ts';
import { areasAt, areasOf } from '../../../../src/ui/map/areas.ts';
import { areaLabels, type Box, mapLabels } from '../../../../src/ui/map/labels.ts';
import { toScreen } from '../../../../src/ui/map/viewport.ts';

const movieWords = wordsOf('films');

const SIZE = { width: 400, height: 300 };
const WIDTH = 60;

/** Labels for points at these places, best known first, all with names of the same width. */
const label = (
  points: readonly (readonly [number, number])[],
  covered = [] as Parameters<typeof mapLabels>[0],
  first: number[] = [],
) =>
  mapLabels(
    covered,
    first,
    points.map((_, n) => n),
    SIZE,
    (n) => ({ x: points[n][0], y: points[n][1] }),
    () => WIDTH,
  );
const sides = (labels: ReturnType<typeof label>) => labels.map(({ index, align }) => [index, align]);

describe('names on the map', () => {
  it('stand to the right, or to the left where the right is taken or outside', () => {
    expect(
      sides(
        label([
          [100, 50],
          [390, 50],
        ]),
      ),
    ).toEqual([
      [0, 'left'],
      [1, 'right'],
    ]);
    expect(
      sides(
        label([
          [200, 50],
          [190, 52],
        ]),
      ),
    ).toEqual([
      [0, 'left'],
      [1, 'right'],
    ]);
  });

  it('are left out where both sides are taken', () => {
    expect(
      sides(
        label([
          [200, 50],
          [190, 52],
          [195, 51],
        ]),
      ),
    ).toEqual([
      [0, 'left'],
      [1, 'right'],
    ]);
  });

  it('keep a space between each other, so that two do not read as one', () => {
    // The first name ends at 167. One that began at 170 would touch it.
    expect(
      sides(
        label([
          [100, 50],
          [163, 50],
        ]),
      ),
    ).toEqual([[0, 'left']]);
    expect(
      sides(
        label([
          [100, 50],
          [169, 50],
        ]),
      ),
    ).toEqual([
      [0, 'left'],
      [1, 'left'],
    ]);
  });

  it('do not cover what lies over the map, except the name of the chosen movie', () => {
    const plate = { left: 90, right: 180, top: 30, bottom: 70 };
    expect(sides(label([[100, 50]], [plate]))).toEqual([]);
    expect(sides(label([[100, 50]], [plate], [0]))).toEqual([[0, 'left']]);
  });
});

describe('names of neighbourhoods', () => {
  const areas = (names: readonly string[], places: readonly (readonly [number, number])[]) =>
    areaLabels(
      [],
      names,
      SIZE,
      (n) => ({ x: places[n][0], y: places[n][1] }),
      () => WIDTH,
    ).map(({ index }) => index);

  it('stand over the middle, the first one where two would overlap, and none over the edge', () => {
    const places = [
      [100, 50],
      [120, 55],
      [390, 50],
    ] as const;
    expect(areas(['1990s dramas', 'Horror', 'Westerns'], places)).toEqual([0]);
  });

  it('are not repeated close by', () => {
    const places = [
      [50, 50],
      [150, 50],
      [350, 50],
    ] as const;
    expect(areas(['Horror', 'Horror', 'Horror'], places)).toEqual([0, 2]);
    expect(areas(['Horror', 'Westerns', '1990s horror'], places)).toEqual([0, 1, 2]);
  });

  it('are those of the size that suits the zoom, or of the finest there is', () => {
    const of = (level: number) => ({ level, at: [0, 0] as const, genre: 'Horror', decade: 1980, movies: 20 });
    const all = areasOf([of(0), of(1), of(2)], movieWords);
    expect([1, 2, 4.9, 5, 60].map((zoom) => areasAt(all, zoom).map(({ level }) => level))).toEqual([
      [0],
      [1],
      [1],
      [2],
      [2],
    ]);
    expect(areasAt(all.slice(0, 1), 60)).toEqual([all[0]]);
    expect(areasAt([], 1)).toEqual([]);
    expect(all[0].name).toBe('1980s horror');
  });
});

describe('all names on the map', () => {
  it('never overlap each other or what lies over the map, at any size, zoom and place', () => {
    const random = createRandom(11);
    for (let round = 0; round < 120; round++) {
      const n = 40 + random.integer(400);
      const points = Array.from({ length: n }, () => [random.normal() / 3, random.normal() / 3] as const);
      const widths = points.map(() => 20 + random.integer(200));
      const size = { width: 280 + random.integer(1200), height: 250 + random.integer(700) };
      const view = { x: random.normal() / 4, y: random.normal() / 4, zoom: 0.7 * 80 ** random.uniform() };
      const at = (i: number) => toScreen(view, size, points[i][0], points[i][1]);
      const tools = { left: size.width - 72, right: size.width, top: size.height - 216, bottom: size.height };
      const names = Array.from({ length: 30 }, (_, i) => `name ${i % 7}`);
      const areas = areaLabels([tools], names, size, at, (i) => widths[i]);
      const covered = [tools, ...areas.map(({ box }) => box)];
      const labels = mapLabels(covered, [], points.keys(), size, at, (i) => widths[i]);
      const boxes = labels.map(({ index, x, y, align }): Box => {
        const left = align === 'left' ? x : x - widths[index];
        return { left, right: left + widths[index], top: y - 8, bottom: y + 8 };
      });
      const all = [...covered, ...boxes];
      const clashes = all.flatMap((a, i) =>
        all
          .slice(i + 1)
          .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
      );
      expect(clashes).toEqual([]);
      for (const box of [...boxes, ...areas.map((area) => area.box)]) {
        expect(Math.min(box.left, box.top)).toBeGreaterThanOrEqual(0);
        expect(box.right).toBeLessThanOrEqual(size.width);
        expect(box.bottom).toBeLessThanOrEqual(size.height);
      }
    }
  });
});
