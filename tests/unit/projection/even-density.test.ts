import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/base/random.ts';
import { evenDensity } from '../../../src/projection/even-density.ts';
import { ready } from '../../fixtures/point-groups.ts';

/** A crowd in the middle with a few points far outside, as a layout leaves them. */
function crowded(n: number): Float32Array {
  const random = createRandom(3);
  const points = new Float32Array(2 * n);
  for (let i = 0; i < n; i++) {
    const reach = i % 20 === 0 ? 1 : 0.12;
    for (let c = 0; c < 2; c++) {
      const value = reach === 1 ? 2 * random.uniform() - 1 : reach * random.normal();
      points[2 * i + c] = Math.min(1, Math.max(-1, value));
    }
  }
  return points;
}

/** The share of the points in the tenth of 20 by 20 cells that holds most. */
function shareOfDensest(points: Float32Array): number {
  const cells = new Int32Array(400);
  const cell = (value: number) => Math.min(19, Math.floor(((value + 1) / 2) * 20));
  for (let at = 0; at < points.length; at += 2) cells[cell(points[at + 1]) * 20 + cell(points[at])]++;
  return (
    cells
      .sort()
      .slice(-40)
      .reduce((sum, count) => sum + count, 0) /
    (points.length / 2)
  );
}

describe('even density', () => {
  it('spreads a crowd over the square, and nothing leaves the square', async () => {
    const points = crowded(4000);
    expect(shareOfDensest(points)).toBeGreaterThan(0.85);
    await evenDensity(points, ready);
    expect(shareOfDensest(points)).toBeLessThan(0.3);
    for (const value of points) expect(Math.abs(value)).toBeLessThanOrEqual(1);
  });

  it('keeps what lies close together close together', async () => {
    const points = crowded(4000);
    // Each of these lies a thousandth beside a point of the crowd.
    const pairs = Array.from({ length: 200 }, (_, n) => [7 * n + 1, 7 * n + 2] as const);
    for (const [a, b] of pairs) points.set([points[2 * a] + 0.001, points[2 * a + 1]], 2 * b);
    await evenDensity(points, ready);
    for (const [a, b] of pairs) {
      const [dx, dy] = [points[2 * a] - points[2 * b], points[2 * a + 1] - points[2 * b + 1]];
      expect(Math.hypot(dx, dy)).toBeLessThan(0.02);
    }
  });

  it('hardly moves points that are spread evenly', async () => {
    const even = Float32Array.from({ length: 2 * 100 * 100 }, (_, at) => {
      const i = at >> 1;
      return (2 * ((at % 2 === 0 ? i % 100 : Math.floor(i / 100)) + 0.5)) / 100 - 1;
    });
    const before = even.slice();
    await evenDensity(even, ready);
    const most = even.reduce((far, value, at) => Math.max(far, Math.abs(value - before[at])), 0);
    expect(most).toBeLessThan(0.04);
  });

  it('leaves a single point and no points as they are, within the square', async () => {
    await evenDensity(new Float32Array(0), ready);
    const one = Float32Array.from([1, -1]);
    await evenDensity(one, ready);
    for (const value of one) expect(Math.abs(value)).toBeLessThanOrEqual(1);
  });

  it('rejects once it is to give up', async () => {
    const stop = async () => Promise.reject(new Error('enough'));
    await expect(evenDensity(crowded(100), stop)).rejects.toThrow('enough');
  });
});
