import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import type { Dataset } from '../../../../src/dataset/dataset.ts';
import type { FitContext, StoredModel } from '../../../../src/recommenders/descriptor.ts';
import {
  multVae,
  multVaeCodec,
  multVaeDescriptor,
  readByMultVae,
} from '../../../../src/recommenders/networks/mult-vae.ts';
import {
  type MultVaeModel,
  type MultVaeShape,
  multVaeArrays,
} from '../../../../src/recommenders/networks/mult-vae-network.ts';
import type { Person, Recommender } from '../../../../src/recommenders/recommender.ts';
import { expectColumn } from '../../../../src/storage/database/columns.ts';

const known = Int32Array.of(4, 0, 3, 6);

function modelOf(shape: MultVaeShape): MultVaeModel {
  const random = createRandom(11);
  const arrays = multVaeArrays(shape).map(([name, size]): [string, Float32Array] => [
    name,
    Float32Array.from({ length: size.reduce((a, b) => a * b) }, () => 0.7 * random.normal()),
  ]);
  return { shape, items: 7, known, arrays: Object.fromEntries(arrays) };
}

const models: readonly (readonly [string, MultVaeModel])[] = [
  ['without hidden layers', modelOf({ movies: 4, width: 0, latent: 2 })],
  ['with hidden layers', modelOf({ movies: 4, width: 3, latent: 2 })],
];
const [, [, deep]] = models;

function person(stars: Readonly<Record<number, number>>, liked: readonly number[] = []): Person {
  return {
    ratings: {
      item: Int32Array.from(Object.keys(stars), Number),
      value: Float32Array.from(Object.values(stars)),
    },
    unrated: { liked: Int32Array.from(liked), seen: Int32Array.of() },
    genres: [],
  };
}

/** The logits of the movies that the network knows, for an input of one number a movie. */
function logits({ shape, arrays }: MultVaeModel, input: readonly number[]): number[] {
  const length = Math.hypot(...input);
  const dense = (x: readonly number[], name: string): number[] =>
    [...arrays[`${name}Bias`]].map((bias, k, { length: columns }) =>
      x.reduce((sum, value, j) => sum + value * arrays[name][j * columns + k], bias),
    );
  const scaled = input.map((value) => value / length);
  const units =
    shape.width === 0
      ? dense(scaled, 'mean')
      : dense(dense(dense(scaled, 'encoder').map(Math.tanh), 'mean'), 'decoder').map(Math.tanh);
  return input.map((_, row) =>
    units.reduce((sum, unit, k) => sum + unit * arrays.movies[row * units.length + k], arrays.movieBias[row]),
  );
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const ofKnown = (scores: Float32Array) => Array.from(known, (item) => scores[item]);

describe.each(models)('Mult-VAE %s', (_, model) => {
  const recommender = multVae(model);

  it('scores by the logits of preferences of length 1', () => {
    // Four stars are a preference of 2/3, three of 1/3, a like of 0.9; two stars are none, and item 1 is not known.
    const scores = recommender.score(person({ 0: 4, 1: 5, 3: 2, 6: 3 }, [4, 2]));
    const expected = logits(model, [0.9, 2 / 3, 0, 1 / 3]);
    expected.forEach((logit, row) => {
      expect(scores[known[row]]).toBeCloseTo(logit, 5);
    });
    for (const unknown of [1, 2, 5]) expect(scores[unknown]).toBeCloseTo(Math.min(...expected), 5);
  });

  it('says by how much a movie falls against the mean without each rating', () => {
    const all = { 0: 4, 1: 5, 3: 2, 4: 4.5, 6: 3 };
    const whole = ofKnown(recommender.score(person(all)));
    known.forEach((item, row) => {
      const expected = [0, 1, 3, 4, 6].map((left) => {
        const rest = Object.fromEntries(Object.entries(all).filter(([of]) => Number(of) !== left));
        const without = ofKnown(recommender.score(person(rest)));
        return whole[row] - mean(whole) - (without[row] - mean(without));
      });
      recommender.effects(person(all), item).forEach((effect, n) => {
        expect(effect).toBeCloseTo(expected[n], 5);
      });
    });
  });

  it('has no effects on a movie that it does not know', () => {
    expect([...recommender.effects(person({ 0: 4, 4: 5 }), 5)]).toEqual([0, 0]);
  });

  it('scores all movies alike for a person who likes none that it knows', () => {
    expect([...recommender.score(person({ 1: 5, 3: 1 }))]).toEqual(new Array(7).fill(0));
  });
});

describe('Mult-VAE', () => {
  it('reads what is liked: the latest rating first, then movies without stars', () => {
    expect([...readByMultVae(deep, person({ 0: 4, 3: 1, 4: 5, 5: 5 }, [6, 2]))]).toEqual([4, 0, 6]);
    const { ratings } = person({ 0: 4, 3: 3, 4: 5 });
    const at = (...time: number[]) => ({ ratings: { ...ratings, time: Uint32Array.from(time) }, genres: [] });
    expect([...readByMultVae(deep, at(30, 10, 20))]).toEqual([0, 4, 3]);
    expect([...readByMultVae(deep, at(20, 20, 10))]).toEqual([3, 0, 4]);
  });

  it('explains by the ratings without which the score would fall most', () => {
    const recommender = multVae(deep);
    const of = person({ 0: 4, 3: 5, 4: 5 });
    const scored = (by: Recommender) => ({
      recommender: by,
      scores: () => by.score(of),
      get tfidf(): never {
        throw new Error('not asked for');
      },
    });
    const effects = recommender.effects(of, 6);
    const strongestFirst = [0, 1, 2].sort((a, b) => effects[b] - effects[a]);
    const [first] = strongestFirst;
    const because = strongestFirst.filter((n) => effects[n] >= effects[first] / 2).slice(0, 2);
    expect(multVaeDescriptor.explain?.(scored(recommender), of, 6)).toEqual({ kind: 'rated', because });
    expect(multVaeDescriptor.explain?.(scored(recommender), of, 5)).toBeNull();
    expect(multVaeDescriptor.explain?.(scored({ score: recommender.score }), of, 6)).toBeNull();
  });
});

describe('a trained network', () => {
  const { meta, arrays } = multVaeCodec.encode(deep);
  const stored: StoredModel = {
    meta,
    array: (name, type, length) => expectColumn(arrays, name, type, length),
  };
  const ratings = { items: 7 } as Dataset['ratings'];
  const context = (more: Partial<FitContext>) =>
    ({ dataset: { ratings }, imported: async () => null, ...more }) as FitContext;
  const of = person({ 0: 4, 6: 5 });

  it('is the one that is trained, where training is allowed', async () => {
    const asked: unknown[] = [];
    const trainNetwork = (async (...parts: unknown[]) => {
      asked.push(parts);
      return deep;
    }) as unknown as NonNullable<FitContext['trainNetwork']>;
    const recommender = await multVaeDescriptor.fit(context({ trainNetwork }));
    expect(recommender.score(of)).toEqual(multVae(deep).score(of));
    expect(asked).toEqual([['mult-vae', ratings]]);
  });

  it('is otherwise the stored one, if it is of this data set', async () => {
    const imported = async (name: string) => (name === 'mult-vae' ? stored : null);
    const recommender = await multVaeDescriptor.fit(context({ imported }));
    expect(recommender.score(of)).toEqual(multVae(deep).score(of));
    const other = context({ imported, dataset: { ratings: { items: 8 } } as Dataset });
    await expect(multVaeDescriptor.fit(other)).rejects.toMatchObject({ code: 'settings' });
    await expect(multVaeDescriptor.fit(context({}))).rejects.toMatchObject({
      code: 'settings',
      message: expect.stringContaining('has not been trained'),
      advice: expect.stringContaining('Deep taste'),
    });
  });

  it('is decoded for the data set that it was trained on, and for no other', () => {
    const decoded = multVaeDescriptor.imported?.decode(stored, ratings);
    expect(decoded?.score(of)).toEqual(multVae(deep).score(of));
    expect(multVaeDescriptor.imported?.decode(stored, { ...ratings, items: 8 })).toBeNull();
    const broken = { ...stored, meta: { ...meta, latent: 0 } };
    expect(multVaeDescriptor.imported?.decode(broken, ratings)).toBeNull();
  });

  it('may have no hidden layer, but has a taste', () => {
    const [[, linear]] = models;
    const encoded = multVaeCodec.encode(linear);
    const decode = (change: object) =>
      multVaeCodec.decode({
        meta: { ...encoded.meta, ...change },
        array: (name, type, length) => expectColumn(encoded.arrays, name, type, length),
      });
    expect(decode({})).toEqual(linear);
    expect(decode({ latent: 0 })).toBeNull();
    expect(decode({ width: -1 })).toBeNull();
  });
});
