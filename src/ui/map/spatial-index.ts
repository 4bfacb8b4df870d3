import type { Point } from './viewport.ts';

/** Finds points of the plane by position. */
export interface MapIndex {
  /** Finds the nearest point within a distance. @returns its index, or null if no point is that near */
  nearest(at: Point, within: number): number | null;
  /** Finds the indexes of all points in a rectangle, bounds included. */
  inRectangle(low: Point, high: Point): number[];
}

/** The average number of points in a cell. */
const PER_CELL = 4;

/** Builds a grid over -1..1; each cell holds its points. @param points `[n, 2]` */
export function createMapIndex(points: Float32Array): MapIndex {
  const n = points.length / 2;
  const side = Math.max(1, Math.round(Math.sqrt(n / PER_CELL)));
  const cellOf = (value: number) => Math.min(side - 1, Math.max(0, Math.floor(((value + 1) / 2) * side)));
  const cells: number[][] = Array.from({ length: side * side }, () => []);
  for (let i = 0; i < n; i++) cells[cellOf(points[2 * i + 1]) * side + cellOf(points[2 * i])].push(i);

  function* around(low: Point, high: Point): Generator<number> {
    for (let row = cellOf(low.y); row <= cellOf(high.y); row++)
      for (let column = cellOf(low.x); column <= cellOf(high.x); column++) yield* cells[row * side + column];
  }

  return {
    nearest({ x, y }, within) {
      let best: number | null = null;
      let least = within * within;
      for (const i of around({ x: x - within, y: y - within }, { x: x + within, y: y + within })) {
        const square = (points[2 * i] - x) ** 2 + (points[2 * i + 1] - y) ** 2;
        if (square > least || (square === least && best !== null && i > best)) continue;
        least = square;
        best = i;
      }
      return best;
    },
    inRectangle(low, high) {
      const found: number[] = [];
      for (const i of around(low, high)) {
        const x = points[2 * i];
        const y = points[2 * i + 1];
        if (x >= low.x && x <= high.x && y >= low.y && y <= high.y) found.push(i);
      }
      return found.sort((a, b) => a - b);
    },
  };
}

/** Finds the points inside a closed hand-drawn line by the even-odd rule. */
export function inLasso(index: MapIndex, points: Float32Array, line: readonly Point[]): number[] {
  if (line.length < 3) return [];
  const xs = line.map(({ x }) => x);
  const ys = line.map(({ y }) => y);
  const low = { x: Math.min(...xs), y: Math.min(...ys) };
  const high = { x: Math.max(...xs), y: Math.max(...ys) };
  return index
    .inRectangle(low, high)
    .filter((i) => isInside(line, { x: points[2 * i], y: points[2 * i + 1] }));
}

function isInside(line: readonly Point[], { x, y }: Point): boolean {
  let inside = false;
  let before = line[line.length - 1];
  for (const corner of line) {
    const crosses = corner.y > y !== before.y > y;
    if (crosses && x < corner.x + ((y - corner.y) * (before.x - corner.x)) / (before.y - corner.y))
      inside = !inside;
    before = corner;
  }
  return inside;
}
