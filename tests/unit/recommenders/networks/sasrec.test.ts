import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import {
  readBySasrec,
  sasrec,
  sasrecCodec,
  sasrecDescriptor,
} from '../../../../src/recommenders/networks/sasrec.ts';
import {
  attend,
  type SasrecModel,
  type SasrecShape,
  sasrecArrays,
  sasrecForward,
} from '../../../../src/recommenders/networks/sasrec-network.ts';
import type { Person } from '../../../../src/recommenders/recommender.ts';

type Matrix = number[][];

const shape: SasrecShape = { movies: 5, length: 4, width: 3, blocks: 2 };

function randomArrays(of: SasrecShape, seed: number): Record<string, Float32Array> {
  const random = createRandom(seed);
  return Object.fromEntries(
    sasrecArrays(of).map(([name, size]) => [
      name,
      Float32Array.from({ length: size.reduce((a, b) => a * b) }, () => random.normal()),
    ]),
  );
}

const arrays = randomArrays(shape, 5);

/** The matrices of the paper's equations, one operation a line. */
const rowsOf = (array: Float32Array, width: number): Matrix =>
  Array.from({ length: array.length / width }, (_, r) => [...array.subarray(r * width, (r + 1) * width)]);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const dot = (a: readonly number[], b: readonly number[]) => sum(a.map((value, k) => value * b[k]));
const product = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) =>
    b[0].map((_, k) =>
      dot(
        row,
        b.map((line) => line[k]),
      ),
    ),
  );
const plus = (a: Matrix, b: Matrix): Matrix => a.map((row, r) => row.map((value, k) => value + b[r][k]));
const eachRow = (a: Matrix, bias: ArrayLike<number>): Matrix =>
  a.map((row) => row.map((value, k) => value + bias[k]));

function normed(a: Matrix, gain: ArrayLike<number>, shift: ArrayLike<number>): Matrix {
  return a.map((row) => {
    const mean = sum(row) / row.length;
    const deviation = Math.sqrt(sum(row.map((value) => (value - mean) ** 2)) / row.length + 1e-5);
    return row.map((value, k) => ((value - mean) / deviation) * gain[k] + shift[k]);
  });
}

function attention(q: Matrix, key: Matrix, value: Matrix): Matrix {
  return q.map((row, t) => {
    const seen = key.slice(0, t + 1).map((other) => Math.exp(dot(row, other) / Math.sqrt(row.length)));
    return row.map((_, k) => sum(seen.map((weight, s) => weight * value[s][k])) / sum(seen));
  });
}

function forward(of: SasrecShape, by: Record<string, Float32Array>, sequence: readonly number[]): Matrix {
  const matrix = (name: string) => rowsOf(by[name], of.width);
  let x = sequence.map((movie, t) =>
    matrix('movies')[movie].map((value, k) => Math.sqrt(of.width) * value + matrix('positions')[t][k]),
  );
  for (let b = 0; b < of.blocks; b++) {
    const first = normed(x, by[`attentionGain${b}`], by[`attentionShift${b}`]);
    const [q, key, value] = ['query', 'key', 'value'].map((name) => product(first, matrix(`${name}${b}`)));
    x = plus(x, product(attention(q, key, value), matrix(`mix${b}`)));
    const second = normed(x, by[`forwardGain${b}`], by[`forwardShift${b}`]);
    const inner = eachRow(product(second, matrix(`inner${b}`)), by[`innerBias${b}`]);
    const active = inner.map((row) => row.map((unit) => (unit > 0 ? unit : 0)));
    x = plus(x, eachRow(product(active, matrix(`outer${b}`)), by[`outerBias${b}`]));
  }
  return normed(x, by.outGain, by.outShift);
}

describe('the self-attentive network', () => {
  it.each([[[2]], [[0, 4]], [[1, 1, 3]], [[4, 0, 2, 1]]])(
    'sees %j as the equations of the paper do',
    (sequence) => {
      const found = sasrecForward(shape, arrays, Int32Array.from(sequence));
      const expected = forward(shape, arrays, sequence).flat();
      expect(found.length).toBe(expected.length);
      expected.forEach((value, at) => {
        expect(found[at]).toBeCloseTo(value, 4);
      });
    },
  );

  it('sees no movie that comes later', () => {
    const whole = sasrecForward(shape, arrays, Int32Array.of(4, 0, 2, 1));
    const begun = sasrecForward(shape, arrays, Int32Array.of(4, 0));
    expect([...whole.subarray(0, 6)]).toEqual([...begun]);
  });

  it('attends alike to all that came before where all keys are alike', () => {
    const same = Float32Array.of(1, 2, 1, 2, 1, 2);
    expect([...attend(same, same, Float32Array.of(6, 0, 0, 3, 3, 9), 2)]).toEqual([6, 0, 3, 1.5, 3, 4]);
  });

  it('attends to large products without overflow', () => {
    const q = Float32Array.of(100, 100);
    expect([...attend(q, Float32Array.of(-90, 90), Float32Array.of(1, 2), 1)]).toEqual([1, 2]);
  });
});

const known = Int32Array.of(6, 2, 5, 0, 3);
const model: SasrecModel = { shape, items: 8, known, arrays };
const person = (item: number[], time?: number[]): Person => ({
  ratings: {
    item: Int32Array.from(item),
    value: new Float32Array(item.length).fill(4),
    ...(time && { time: Uint32Array.from(time) }),
  },
  genres: [],
});

describe('SASRec', () => {
  it('scores a movie by its product with what the last movies lead to', () => {
    const scores = sasrec(model).score(person([5, 6, 3]));
    const hidden = forward(shape, arrays, [2, 0, 4])[2];
    const products = rowsOf(arrays.movies, 3).map((row) => dot(row, hidden));
    known.forEach((item, row) => {
      expect(scores[item]).toBeCloseTo(products[row], 3);
    });
    for (const unknown of [1, 4, 7]) expect(scores[unknown]).toBeCloseTo(Math.min(...products), 3);
  });

  it('reads the last movies by time, as many as fit, and none that it does not know', () => {
    const people = person([5, 1, 6, 3, 2, 0], [500, 450, 100, 300, 400, 200]);
    expect([...readBySasrec(model, people)]).toEqual([5, 2, 3, 0]);
    expect(sasrec(model).score(people)).toEqual(sasrec(model).score(person([0, 3, 2, 5])));
  });

  it('reads movies of one moment in the order in which they were rated', () => {
    expect([...readBySasrec(model, person([5, 6, 3], [7, 7, 7]))]).toEqual([3, 6, 5]);
    expect([...readBySasrec(model, person([5, 6, 3]))]).toEqual([3, 6, 5]);
  });

  it('scores all movies alike for a person of whom it knows no movie', () => {
    expect([...sasrec(model).score(person([1, 4]))]).toEqual(new Array(8).fill(0));
  });

  it('explains by the two movies that it read last', () => {
    const explained = (of: Person, recommender = sasrec(model)) =>
      sasrecDescriptor.explain?.(
        {
          recommender,
          scores: () => recommender.score(of),
          get tfidf(): never {
            throw new Error('not asked for');
          },
        },
        of,
        2,
      );
    expect(explained(person([5, 6, 1, 3], [3, 9, 11, 7]))).toEqual({ kind: 'order', last: [1, 3] });
    expect(explained(person([5]))).toEqual({ kind: 'order', last: [0] });
    expect(explained(person([1]))).toBeNull();
    expect(explained(person([5]), { ...sasrec(model), network: 'none' as 'sasrec' })).toBeNull();
  });

  it('is stored with its three sizes', () => {
    expect(sasrecCodec.encode(model)).toEqual({
      meta: { movies: 5, length: 4, width: 3, blocks: 2, items: 8 },
      arrays: { ...arrays, known },
    });
  });
});
