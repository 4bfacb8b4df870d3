import { describe, expect, it } from 'vitest';
import { linearScale } from '../../../../src/ui/chart/linear-scale.ts';
import { fc } from '../../../fixtures/property.ts';

describe('a scale', () => {
  it('ends at round numbers around the values', () => {
    expect(linearScale([0.07, 0.31], 0, 4)).toMatchObject({
      low: 0,
      high: 0.4,
      ticks: [0, 0.1, 0.2, 0.3, 0.4],
    });
    expect(linearScale([0.83, 0.91], null, 4).ticks).toEqual([0.82, 0.84, 0.86, 0.88, 0.9, 0.92]);
    expect(linearScale([0.2], 0, 4).at(0.1)).toBeCloseTo(0.5, 12);
  });

  it('holds every value, for any values', () => {
    const values = fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 8 }), (some, most) => {
        const scale = linearScale(some, null, most);
        for (const value of some) {
          expect(scale.at(value)).toBeGreaterThanOrEqual(-1e-6);
          expect(scale.at(value)).toBeLessThanOrEqual(1 + 1e-6);
        }
        expect(scale.ticks.length).toBeLessThanOrEqual(most + 3);
        expect(scale.ticks.length).toBeGreaterThanOrEqual(2);
      }),
    );
  });
});
