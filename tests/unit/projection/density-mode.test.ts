import { expect, it } from 'vitest';
import { densityMode } from '../../../src/projection/density-mode.ts';

it('lies in the heaviest group, never between two groups', () => {
  const points = Float32Array.of(-0.8, 0, -0.82, 0, -0.78, 0.02, 0.8, 0.1, 0.81, 0.1);
  const even = densityMode(points, Float32Array.of(1, 1, 1, 1, 1));
  expect(even?.[0]).toBeCloseTo(-0.8, 1);
  const heavy = densityMode(points, Float32Array.of(1, 1, 1, 5, 5));
  expect(heavy?.[0]).toBeCloseTo(0.805, 2);
  expect(heavy?.[1]).toBeCloseTo(0.1, 2);
});

it('is null without weights', () => {
  expect(densityMode(Float32Array.of(0.1, 0.2), Float32Array.of(0))).toBeNull();
  expect(densityMode(new Float32Array(0), new Float32Array(0))).toBeNull();
});
