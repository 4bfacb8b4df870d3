import { expect, it } from 'vitest';
import { itemVectors, toDirections } from '../../../src/projection/item-vectors.ts';
import { factorModel, posteriorModel, smallDataset } from '../../fixtures/worker-fakes.ts';

it('vectors of a model are its factors, those of a posterior its draws side by side', () => {
  const dataset = smallDataset();
  const plain = factorModel(dataset);
  plain.itemFactors.set([7, 8, 9]);
  expect(itemVectors(plain, Int32Array.of(2, 0))).toEqual({ rows: Float32Array.of(9, 7), width: 1 });
  const drawn = posteriorModel(dataset);
  drawn.itemFactors[3] = 5;
  drawn.itemFactors[40 + 3] = 6;
  expect(itemVectors(drawn, Int32Array.of(3))).toEqual({ rows: Float32Array.of(5, 6), width: 2 });
});

it('uses eight evenly spaced draws of many', () => {
  const model = { ...posteriorModel(smallDataset()), draws: 32, itemFactors: new Float32Array(32 * 40) };
  for (let draw = 0; draw < 32; draw++) model.itemFactors[draw * 40] = draw;
  const { rows, width } = itemVectors(model, Int32Array.of(0));
  expect(width).toBe(8);
  expect([...rows]).toEqual([2, 6, 10, 14, 18, 22, 26, 30]);
});

it('scales rows to length 1 and leaves zeros', () => {
  const rows = Float32Array.of(3, 4, 0, 0);
  toDirections(rows, 2);
  expect(rows[0]).toBeCloseTo(0.6, 6);
  expect(rows[1]).toBeCloseTo(0.8, 6);
  expect([...rows.subarray(2)]).toEqual([0, 0]);
});
