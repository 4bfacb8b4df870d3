import { expect, it } from 'vitest';
import { IdIndex, indexOfIds } from '../../../../src/dataset/archive/id-index.ts';

/** Ids below this lie in an array, the others in a map. */
const DENSE = 2 ** 22;

it('numbers ids in the order in which they come, on both sides of the border between its two stores', () => {
  const index = new IdIndex();
  const ids = [7, DENSE - 1, DENSE, DENSE + 1, 0, 2 ** 40];
  expect(ids.map((id) => index.numberOf(id))).toEqual([0, 1, 2, 3, 4, 5]);
  expect(ids.map((id) => index.numberOf(id))).toEqual([0, 1, 2, 3, 4, 5]);
  expect([...index.ids]).toEqual(ids);
  expect([6, DENSE - 2, DENSE + 2, 2 ** 41].map((id) => index.find(id))).toEqual([-1, -1, -1, -1]);
});

it('an id beyond everything that it has seen is not known', () => {
  const index = indexOfIds([3]);
  expect([index.find(3), index.find(4), index.find(100), index.find(DENSE)]).toEqual([0, -1, -1, -1]);
});
