import { describe, expect, it } from 'vitest';
import { correlation, correlationInterval } from '../../../src/base/correlation.ts';

const A = [5, 4.5, 3, 2, 4, 3.5, 1, 5, 2.5, 4, 0.5, 3];
const B = [4.5, 4, 3.5, 1, 4.5, 2, 2, 5, 3, 3.5, 1.5, 2.5];

describe('correlation', () => {
  it('is that of another computation: by sums, in exact fractions', () => {
    expect(correlation(A, B)).toBeCloseTo(0.842223099244282, 12);
    expect(correlation(A, A)).toBeCloseTo(1, 12);
    expect(
      correlation(
        A,
        A.map((value) => -value),
      ),
    ).toBeCloseTo(-1, 12);
  });

  it('is unknown where one series does not vary', () => {
    expect(correlation(A, new Array(A.length).fill(3.5))).toBeNull();
    expect(correlation([], [])).toBeNull();
  });
});

describe('its interval', () => {
  it('is that of another computation, by logarithms', () => {
    const { low, high } = correlationInterval(0.842223099244282, 12);
    expect(low).toBeCloseTo(0.5193518695461413, 10);
    expect(high).toBeCloseTo(0.9546780346372472, 10);
  });

  it('is that of the textbook: r = 0.5 of 30 pairs lies between 0.17 and 0.73', () => {
    const { low, high } = correlationInterval(0.5, 30);
    expect([low, high].map((bound) => bound.toFixed(3))).toEqual(['0.170', '0.729']);
  });

  it('shrinks with more pairs and never leaves -1 to 1', () => {
    const widths = [4, 10, 100].map((pairs) => {
      const { low, high } = correlationInterval(0.3, pairs);
      return high - low;
    });
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
    expect(correlationInterval(1 + 1e-12, 10)).toEqual({ low: 1, high: 1 });
  });
});
