import { describe, expect, it } from 'vitest';
import { toRatings } from '../../../../src/dataset/dataset.ts';
import { biasDescriptor, fitBias, personBias } from '../../../../src/recommenders/models/bias.ts';
import { randomRatings } from '../../../fixtures/small-data.ts';
import { smallDataset } from '../../../fixtures/worker-fakes.ts';

const ratingsOf = (users: number, items: number, rows: readonly (readonly [number, number, number])[]) =>
  toRatings(users, items, {
    user: Int32Array.from(rows, ([user]) => user),
    item: Int32Array.from(rows, ([, item]) => item),
    value: Float32Array.from(rows, ([, , value]) => value),
    time: new Uint32Array(rows.length),
  });

describe('biases', () => {
  it('of one person’s two movies are the differences from the mean, damped by ten ratings', () => {
    const { mean, itemBias } = fitBias(
      ratingsOf(1, 3, [
        [0, 0, 5],
        [0, 2, 3],
      ]),
    );
    expect(mean).toBe(4);
    expect([...itemBias]).toEqual([1 / 11, 0, -1 / 11]);
  });

  it('of a person are the differences that the movies leave, damped by fifteen ratings', () => {
    const model = { mean: 3, itemBias: Float64Array.of(0.5, 0, -1) };
    const ratings = { item: Int32Array.of(0, 2), value: Float32Array.of(4.5, 4) };
    expect(personBias(model, ratings)).toBeCloseTo((1 + 2) / 17, 12);
    expect(personBias(model, { item: new Int32Array(0), value: new Float32Array(0) })).toBe(0);
  });

  it('satisfy the equations of both, which alternating solves', () => {
    const ratings = randomRatings(30, 12, 0.5, 3);
    const model = fitBias(ratings);
    const left = new Float64Array(ratings.items);
    const counts = new Float64Array(ratings.items);
    for (let u = 0; u < ratings.users; u++) {
      const [from, to] = [ratings.rowStart[u], ratings.rowStart[u + 1]];
      const own = { item: ratings.item.subarray(from, to), value: ratings.value.subarray(from, to) };
      for (let n = from; n < to; n++) {
        left[ratings.item[n]] += ratings.value[n] - model.mean - personBias(model, own);
        counts[ratings.item[n]]++;
      }
    }
    model.itemBias.forEach((bias, i) => {
      expect(bias * (10 + counts[i])).toBeCloseTo(left[i], 2);
    });
    expect(Math.max(...model.itemBias.map(Math.abs))).toBeGreaterThan(0.1);
  });
});

describe('the recommender of biases', () => {
  const nobody = { genres: [], ratings: { item: new Int32Array(0), value: new Float32Array(0) } };

  it('ranks by the bias of the movie, for everyone alike', async () => {
    const dataset = smallDataset();
    const recommender = await biasDescriptor.fit({ dataset } as Parameters<typeof biasDescriptor.fit>[0]);
    const { itemBias } = fitBias(dataset.ratings);
    expect(recommender.score(nobody)).toEqual(Float32Array.from(itemBias));
    const strict = { ...nobody, ratings: { item: Int32Array.of(0), value: Float32Array.of(0.5) } };
    expect(recommender.score(strict)).toEqual(recommender.score(nobody));
  });

  it('expects fewer stars for who gives fewer, within what stars can be', async () => {
    const best = ratingsOf(1, 1, [[0, 0, 5]]);
    const dataset = { ...smallDataset(), ratings: best };
    const recommender = await biasDescriptor.fit({ dataset } as Parameters<typeof biasDescriptor.fit>[0]);
    const starsFor = (value: number, times: number) =>
      recommender.stars?.(
        {
          genres: [],
          ratings: { item: new Int32Array(times), value: new Float32Array(times).fill(value) },
        },
        Int32Array.of(0),
      )[0];
    expect(starsFor(5, 0)).toBe(5);
    expect(starsFor(4, 15)).toBeCloseTo(4.5, 6);
    expect(starsFor(8, 100)).toBe(5);
    expect(starsFor(-9, 1000)).toBe(0.5);
  });
});
