import { describe, expect, it } from 'vitest';
import { sampledStars } from '../../../../src/recommenders/models/posterior-sample.ts';
import type { PosteriorSampler } from '../../../../src/recommenders/models/rating-predictor.ts';
import type { Person } from '../../../../src/recommenders/recommender.ts';
import { drawnItem } from '../../../../src/worker/together/tonight-list.ts';
import { twoDraws, twoDrawsFolded } from '../../../fixtures/two-draws.ts';

const somebody: Person = { ratings: { item: new Int32Array(0), value: new Float32Array(0) }, genres: [] };
const posterior: PosteriorSampler = {
  draws: 2,
  sample: (_, draw, random) => sampledStars(twoDraws, twoDrawsFolded, draw, random),
};
const withoutThird = { posterior, misery: 0, unfit: new Set([2]) };

describe('the drawn movie', () => {
  it('comes up as often as the model believes that it is the best', () => {
    const seeds = 6000;
    let first = 0;
    for (let seed = 0; seed < seeds; seed++)
      if (drawnItem([somebody], { ...withoutThird, seed }) === 0) first++;
    // The first is better by N(0.2, 2/3) in one draw and by N(-0.2, 1) in the other: Φ(0.3) and Φ(-0.2).
    const believed = (0.6179 + 0.4207) / 2;
    expect(Math.abs(first / seeds - believed)).toBeLessThan(3.5 * Math.sqrt(0.25 / seeds));
  });

  it('is the same for the same seed, and never one that does not fit', () => {
    for (let seed = 0; seed < 50; seed++) {
      const item = drawnItem([somebody], { ...withoutThird, seed });
      expect(item).not.toBe(2);
      expect(drawnItem([somebody], { ...withoutThird, seed })).toBe(item);
      expect(drawnItem([somebody], { posterior, misery: 0, unfit: new Set(), seed })).toBe(2);
    }
    expect(drawnItem([somebody], { ...withoutThird, unfit: new Set([0, 1, 2]), seed: 1 })).toBeNull();
  });

  it('is drawn for a group by its rule', () => {
    const given: readonly Float32Array[] = [Float32Array.of(5, 3, 0), Float32Array.of(1, 2.5, 0)];
    let asked = 0;
    const fixed: PosteriorSampler = { draws: 1, sample: () => given[asked++ % 2] };
    const by = (misery: number) =>
      drawnItem([somebody, somebody], { posterior: fixed, misery, unfit: new Set(), seed: 1 });
    expect(by(0)).toBe(0);
    expect(by(1)).toBe(1);
  });
});
