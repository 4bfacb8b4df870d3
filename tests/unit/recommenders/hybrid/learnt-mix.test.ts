import { describe, expect, it } from 'vitest';
import { components, noComponent } from '../../../../src/recommenders/hybrid/components.ts';
import { genreHybridWeights, hybridWeights } from '../../../../src/recommenders/hybrid/fitted-weights.ts';
import {
  decodeMix,
  encodeMix,
  type LearntMix,
  pointsIn,
  withLearnt,
} from '../../../../src/recommenders/hybrid/learnt-mix.ts';
import { weightsFor } from '../../../../src/recommenders/hybrid/weighted-hybrid.ts';
import { recommenderStore } from '../../../../src/storage/artifacts/recommender-store.ts';
import { openData } from '../../../../src/storage/database/generations.ts';
import { inMemoryStore } from '../../../../src/storage/database/memory-store.ts';

const weights = { ...noComponent, ials: 0.25, ease: 0.5, stars: 0.125, content: 0.125 };
const gain = { mean: 0.0075, standardError: 0.0021, people: 600 };
const learnt: LearntMix = { kind: 'learnt', known: 'genres', weights, gain };

const sumOf = (values: typeof weights) => components.reduce((sum, component) => sum + values[component], 0);

describe('the weights in use', () => {
  it('are those learnt, in full from many ratings on; newcomers keep theirs', () => {
    const points = pointsIn(learnt, {});
    expect(weightsFor(500, points)).toEqual(weights);
    for (const { ratings, weights: own } of genreHybridWeights.slice(0, -2))
      expect(weightsFor(ratings, points)).toEqual(own);
    for (const point of points) expect(sumOf(point.weights)).toBeCloseTo(1, 2);
    for (const point of points)
      for (const one of components) expect(point.weights[one]).toBeGreaterThanOrEqual(0);
  });

  it('are those of the app where nothing better was learnt, or content knows something else', () => {
    for (const mix of [null, { kind: 'tooFew' }, { kind: 'noGain', known: 'genres', gain }] as const)
      expect(pointsIn(mix, {})).toBe(genreHybridWeights);
    expect(pointsIn({ ...learnt, known: 'people' }, {})).toBe(genreHybridWeights);
  });

  it('change nothing where those learnt are those of the app', () => {
    for (const points of [genreHybridWeights, hybridWeights]) {
      const same = withLearnt(points, points[points.length - 1].weights);
      for (const [n, { weights: own }] of same.entries())
        for (const one of components) expect(own[one]).toBeCloseTo(points[n].weights[one], 2);
    }
  });
});

describe('what was learnt', () => {
  it.each<LearntMix>([
    learnt,
    { kind: 'noGain', known: 'people', gain },
    { kind: 'tooSlow', known: 'genres' },
  ])('is stored and read again as it was: $kind', async (mix) => {
    const data = await openData(inMemoryStore());
    const store = recommenderStore('learnt-mix');
    const encoded = encodeMix(mix);
    if (encoded === null) throw new Error('it is to be stored');
    await store.save(data, 'one', encoded);
    const stored = await store.load(data, 'one');
    expect(stored && decodeMix(stored)).toEqual(mix);
    expect(await store.load(data, 'another')).toBeNull();
  });

  it('is not stored where it costs nothing to find out again', () => {
    expect(encodeMix({ kind: 'tooFew' })).toBeNull();
    expect(encodeMix({ kind: 'tooLarge' })).toBeNull();
  });

  const decoded = (meta: object, numbers?: readonly number[]) => {
    const encoded = encodeMix(learnt);
    if (encoded === null) throw new Error('it is to be stored');
    const array = () => Float64Array.from(numbers ?? (encoded.arrays.weights as Float64Array)) as never;
    return decodeMix({ meta: { ...structuredClone(encoded.meta), ...meta }, array });
  };

  it('is not read where another version or other components made it, or where it makes no sense', () => {
    expect(decoded({})).toEqual(learnt);
    expect(decoded({ version: 0 })).toBeNull();
    expect(decoded({ components: ['ease', 'ials'] })).toBeNull();
    expect(decoded({ known: 'all' })).toBeNull();
    expect(decoded({ kind: 'other' })).toBeNull();
    expect(decoded({ gain: 'much' })).toBeNull();
    expect(decoded({}, [1, 1, 0, 0, 0, 0])).toBeNull();
    expect(decoded({}, [2, -1, 0, 0, 0, 0])).toBeNull();
    expect(decoded({}, [Number.NaN, 1, 0, 0, 0, 0])).toBeNull();
  });
});
