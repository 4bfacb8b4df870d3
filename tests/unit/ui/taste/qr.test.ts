import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { tasteText } from '../../../../src/base/taste-text.ts';
import { MOST_OF_CODE, type QrShape, qrShape } from '../../../../src/ui/taste/qr.ts';

/** Points a module: as few as on a small phone. */
const SCALE = 3;
const QUIET = 4;

/** Whether a module is inside of the path, by the even-odd rule: all its edges are straight, from corner to corner. */
function insideOf({ path, size }: QrShape): (column: number, row: number) => boolean {
  const crossings: number[][] = Array.from({ length: size }, () => []);
  for (const outline of path.match(/M[^Z]*Z/g) ?? []) {
    const corners = (outline.match(/\d+ \d+/g) ?? []).map((pair) => pair.split(' ').map(Number));
    corners.forEach(([x1, y1], n) => {
      const [x2, y2] = corners[(n + 1) % corners.length];
      if (x1 === x2) for (let row = Math.min(y1, y2); row < Math.max(y1, y2); row++) crossings[row].push(x1);
    });
  }
  return (column, row) => crossings[row].filter((x) => x > column).length % 2 === 1;
}

/** The code as a picture of RGBA points: black on white, with a quiet zone. */
function picture(shape: QrShape): { readonly data: Uint8ClampedArray; readonly side: number } {
  const isInside = insideOf(shape);
  const modules = shape.size + 2 * QUIET;
  const side = modules * SCALE;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let row = 0; row < shape.size; row++) {
    for (let column = 0; column < shape.size; column++) {
      if (!isInside(column, row)) continue;
      for (let y = (row + QUIET) * SCALE; y < (row + QUIET + 1) * SCALE; y++) {
        const from = (y * side + (column + QUIET) * SCALE) * 4;
        for (let n = 0; n < 4 * SCALE; n += 4) data.fill(0, from + n, from + n + 3);
      }
    }
  }
  return { data, side };
}

function decoded(shape: QrShape): string | undefined {
  const { data, side } = picture(shape);
  return jsQR(data, side, side)?.data;
}

const START = 'https://matinee.example/app/taste#';

describe('a QR code', () => {
  it('is read from a picture of it, by another program', () => {
    const ratings = Array.from({ length: 40 }, (_, n) => ({
      movieId: 1 + n * 311,
      rating: 0.5 + (n % 10) / 2,
    }));
    const text = START + tasteText({ name: 'Zoë', ratings, total: 40, at: Date.UTC(2026, 10, 29) });
    expect(decoded(qrShape(text))).toBe(text);
  });

  it('of the longest text has 97 modules a side and is read, too; one character more makes a larger one', () => {
    const longest = (START + 'aB3-_x9'.repeat(200)).slice(0, MOST_OF_CODE);
    const shape = qrShape(longest);
    expect(shape.size).toBe(97);
    expect(decoded(shape)).toBe(longest);
    expect(qrShape(`${longest}a`).size).toBe(101);
  });
});
