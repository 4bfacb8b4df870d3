import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/base/random.ts';
import { nearestNeighbours } from '../../../src/projection/nearest-neighbours.ts';
import { exactNeighbours, grouped, ready } from '../../fixtures/point-groups.ts';

const listOf = (index: Int32Array, k: number, i: number) => [...index.subarray(i * k, (i + 1) * k)];

describe('nearest neighbours', () => {
  it('are exact for few rows, nearest first', async () => {
    const rows = grouped(6, 30, 5, 1);
    const { k, index, distance } = await nearestNeighbours(rows, 5, 7, createRandom(1), ready);
    expect(k).toBe(7);
    for (let i = 0; i < 180; i++) {
      expect(listOf(index, k, i)).toEqual(exactNeighbours(rows, 5, i, 7));
      const own = [...distance.subarray(i * k, (i + 1) * k)];
      expect(own).toEqual([...own].sort((a, b) => a - b));
    }
  });

  it('are nearly all found by the forest, each once and never the row itself', async () => {
    const random = createRandom(5);
    const rows = Float32Array.from({ length: 3000 * 8 }, () => random.normal());
    const { k, index } = await nearestNeighbours(rows, 8, 15, createRandom(2), ready);
    let found = 0;
    for (let i = 0; i < 3000; i += 20) {
      const own = new Set(listOf(index, k, i));
      expect(own.size).toBe(15);
      expect(own.has(i)).toBe(false);
      found += exactNeighbours(rows, 8, i, 15).filter((j) => own.has(j)).length;
    }
    expect(found / (150 * 15)).toBeGreaterThan(0.9);
  });

  it('are found among equal rows', async () => {
    const { k, index } = await nearestNeighbours(new Float32Array(1500 * 3), 3, 5, createRandom(1), ready);
    for (let i = 0; i < 1500; i++) {
      const own = listOf(index, k, i);
      expect(new Set(own).size).toBe(5);
      expect(own.every((j) => j >= 0 && j !== i)).toBe(true);
    }
  });

  it.each([0, 1, 2, 4])('of %d rows are all other rows', async (n) => {
    const { k } = await nearestNeighbours(new Float32Array(n * 2).fill(1), 2, 15, createRandom(1), ready);
    expect(k).toBe(Math.max(0, n - 1));
  });

  it('are not searched further once the pause rejects', async () => {
    const rows = grouped(4, 500, 4, 3);
    const stop = new Error('enough');
    let turns = 0;
    const pause = async () => {
      turns++;
      if (turns > 3) throw stop;
    };
    await expect(nearestNeighbours(rows, 4, 10, createRandom(1), pause)).rejects.toBe(stop);
    expect(turns).toBe(4);
  });
});
