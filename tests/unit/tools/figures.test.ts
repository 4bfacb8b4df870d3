import { expect, it } from 'vitest';
import { missingFigures } from '../../tools/figures.ts';

const lineOf = (figures: object) =>
  `a table\ncalibration: 9 ms\n${JSON.stringify({ sizes: { 100: figures } })}\n`;

it('finds nothing where every figure is there', () => {
  expect(missingFigures(lineOf({ importS: 1, byThreads: { 1: 2, 2: 1 } }), ['importS', 'byThreads'])).toEqual(
    [],
  );
});

it('names figures that are missing or not finite', () => {
  const figures = { importS: Number.NaN, byThreads: { 1: 2, 2: Number.POSITIVE_INFINITY }, none: {} };
  const missing = missingFigures(lineOf(figures), ['importS', 'byThreads', 'none', 'peakMb']);
  expect(missing.map((line) => line.split(' ')[1])).toEqual(['importS', 'byThreads', 'none', 'peakMb']);
});

it('says where there are no sizes at all', () => {
  for (const output of ['', 'no json', '{"sizes":{}}', 'null', '{"sizes":7}'])
    expect(missingFigures(output, ['importS'])).toEqual(['The last line has no sizes.']);
});
