import { describe, expect, it } from 'vitest';
import { isNetwork, networkCodec } from '../../../../src/recommenders/networks/network-recommender.ts';
import {
  checkpointArrays,
  rowsOf,
  scoresOfAll,
  type TrainedNetwork,
} from '../../../../src/recommenders/networks/trained-network.ts';
import type { Recommender } from '../../../../src/recommenders/recommender.ts';
import { expectColumn } from '../../../../src/storage/database/columns.ts';

interface Shape {
  readonly movies: number;
  readonly width: number;
}

const codec = networkCodec<Shape>('sasrec', ['width'], ({ movies, width }) => [
  ['table', [movies, width]],
  ['bias', [movies]],
]);
const network: TrainedNetwork<Shape> = {
  shape: { movies: 2, width: 3 },
  items: 4,
  known: Int32Array.of(3, 1),
  arrays: { table: Float32Array.of(1, 2, 3, 4, 5, 6), bias: Float32Array.of(7, 8) },
};

function decoded(change: Readonly<Record<string, unknown>> = {}, known = network.known) {
  const { meta, arrays } = codec.encode(network);
  const changed = { ...arrays, known };
  return codec.decode({
    meta: { ...meta, ...change },
    array: (name, type, length) => expectColumn(changed, name, type, length),
  });
}

describe('a stored network', () => {
  it('is read as it was written', () => {
    expect(decoded()).toEqual(network);
  });

  it.each([{ width: 0 }, { width: 1.5 }, { width: '3' }, { movies: -2 }, { items: 'four' }, { width: null }])(
    'with a shape that makes no sense (%j) is none',
    (change) => {
      expect(decoded(change)).toBeNull();
    },
  );

  it('that knows movies which the data set lacks is none', () => {
    expect(decoded({}, Int32Array.of(4, 1))).toBeNull();
    expect(decoded({}, Int32Array.of(-1, 1))).toBeNull();
    expect(decoded({}, Int32Array.of(0, 3))).not.toBeNull();
  });

  it('whose arrays have another length is broken', () => {
    expect(() => decoded({ width: 2 })).toThrow(expect.objectContaining({ code: 'storage-broken' }));
  });
});

describe('movies that a network does not know', () => {
  it('have no row, and the lowest of all scores', () => {
    expect([...rowsOf(network)]).toEqual([-1, 1, -1, 0]);
    expect([...scoresOfAll(network, Float32Array.of(2, -5))]).toEqual([-5, -5, -5, 2]);
    expect([...scoresOfAll(network, Float32Array.of(2, 9))]).toEqual([2, 9, 2, 2]);
  });
});

it('a checkpoint holds each array four times', () => {
  expect(checkpointArrays([['table', [2, 3]]])).toEqual([
    ['now.table', 6],
    ['best.table', 6],
    ['first.table', 6],
    ['second.table', 6],
  ]);
});

it('a recommender is told by its network', () => {
  const plain: Recommender = { score: () => new Float32Array(0) };
  expect(isNetwork(plain, 'sasrec')).toBe(false);
  expect(isNetwork(Object.assign(plain, { network: 'multVae' }), 'sasrec')).toBe(false);
  expect(isNetwork(Object.assign(plain, { network: 'sasrec' }), 'sasrec')).toBe(true);
});
