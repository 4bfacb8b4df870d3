import { expect, it } from 'vitest';
import { groupScores, onOneScale } from '../../../../src/recommenders/lists/group-scores.ts';

const ann = Float32Array.of(5, 3, 1);
const bob = Float32Array.of(1, 2.5, 1.5);
const kim = Float32Array.of(3, 2, 5);

it('the mean, the least happy, and what lies between, by hand', () => {
  expect([...groupScores([ann, bob, kim], 0)]).toEqual([3, 2.5, 2.5]);
  expect([...groupScores([ann, bob, kim], 1)]).toEqual([1, 2, 1]);
  // 0.75 of the mean and 0.25 of the minimum
  expect([...groupScores([ann, bob, kim], 0.25)]).toEqual([2.5, 2.375, 2.125]);
});

it('one person keeps their scores, whatever the rule', () => {
  for (const misery of [0, 0.5, 1]) expect([...groupScores([ann], misery)]).toEqual([5, 3, 1]);
  expect(onOneScale([ann])[0]).toBe(ann);
});

it('nobody counts more because their scores are larger', () => {
  const loud = ann.map((score) => 100 * score + 7);
  const [own, scaled] = onOneScale([ann, loud]);
  for (let i = 0; i < own.length; i++) expect(scaled[i]).toBeCloseTo(own[i], 5);
  expect(own.reduce((sum, score) => sum + score, 0)).toBeCloseTo(0, 5);
  expect(own.reduce((sum, score) => sum + score ** 2, 0) / own.length).toBeCloseTo(1, 5);
});
