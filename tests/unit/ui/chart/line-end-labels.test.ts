import { describe, expect, it } from 'vitest';
import { spreadLabels } from '../../../../src/ui/chart/line-end-labels.ts';

describe('names at the ends', () => {
  const room = { gap: 16, reach: 100, bottom: 200 };
  const name = (x: number, y: number) => ({ text: `${x}`, colour: '', x, y });

  it('are pushed apart where they would touch, and stay in the chart', () => {
    const ys = spreadLabels([name(0, 195), name(0, 190), name(0, 50)], room).map(({ y }) => y);
    expect(ys[0]).toBe(50);
    expect((ys[2] ?? 0) - (ys[1] ?? 0)).toBeGreaterThanOrEqual(16);
    expect(Math.max(...ys)).toBeLessThanOrEqual(200);
  });

  it('stay where they are when far from each other', () => {
    expect(spreadLabels([name(0, 50), name(300, 50)], room).map(({ y }) => y)).toEqual([50, 50]);
  });
});
