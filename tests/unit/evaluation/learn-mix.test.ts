import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/base/random.ts';
import { ascend, measure, ndcgOf } from '../../../src/evaluation/fit-weights.ts';
import { chooseWeights, type JudgedCase, learnMix, MOST_RATINGS } from '../../../src/evaluation/learn-mix.ts';
import { ndcg } from '../../../src/evaluation/metrics.ts';
import { tiedTop } from '../../../src/evaluation/tied-list.ts';
import {
  byComponent,
  type ComponentValues,
  components,
  noComponent,
} from '../../../src/recommenders/hybrid/components.ts';
import { genreHybridWeights } from '../../../src/recommenders/hybrid/fitted-weights.ts';
import { weightsFor } from '../../../src/recommenders/hybrid/weighted-hybrid.ts';
import { smallDataset } from '../../fixtures/worker-fakes.ts';

const ITEMS = 200;
const FOUND = 8;

/** A person who likes the movies that these weights put first, but for some noise. @param whole z-scores, which tie */
function caseBy(weights: ComponentValues, noise: number, seed: number, whole = false): JudgedCase {
  const random = createRandom(seed);
  const normals = () =>
    Float32Array.from({ length: ITEMS }, () => (whole ? Math.round(random.normal()) : random.normal()));
  const parts = byComponent(normals);
  const liking = Array.from(
    { length: ITEMS },
    (_, n) =>
      noise * random.normal() +
      components.reduce((sum, component) => sum + weights[component] * parts[component][n], 0),
  );
  const best = [...liking.keys()].sort((a, b) => liking[b] - liking[a]).slice(0, FOUND);
  // Items are not their places among the candidates.
  const items = Int32Array.from({ length: ITEMS }, (_, n) => 3 * n + 1);
  const relevant = new Set(best.map((n) => items[n]));
  const isRelevant = Uint8Array.from(items, (item) => Number(relevant.has(item)));
  return { items, parts, relevant, isRelevant, share: 1, ratings: 60 };
}

const casesBy = (weights: ComponentValues, noise: number, count: number, from = 0): JudgedCase[] =>
  Array.from({ length: count }, (_, n) => caseBy(weights, noise, from + 977 * n));

const planted = { ...noComponent, ials: 0.5, content: 0.4, popularity: 0.1 };
const appWeights = weightsFor(60, genreHybridWeights);
const learning = { seed: 4, pause: async () => {} };

describe('the ascent', () => {
  it('finds weights that were planted', async () => {
    const found = await ascend(casesBy(planted, 0.1, 60), [appWeights]);
    for (const component of components)
      expect(Math.abs(found[component] - planted[component])).toBeLessThan(0.08);
    expect(components.reduce((sum, component) => sum + found[component], 0)).toBeCloseTo(1, 9);
    expect(measure(casesBy(planted, 0.1, 60, 1000), found)).toBeGreaterThan(0.9);
  });

  it('follows those that count more', async () => {
    const other = { ...noComponent, stars: 1 };
    const [some, others] = [casesBy(planted, 0, 20), casesBy(other, 0, 20, 500)];
    const found = await ascend([...some, ...others.map((one) => ({ ...one, share: 20 }))], [planted]);
    expect(found.stars).toBeGreaterThan(0.6);
  });

  it('leaves out what cannot be used', async () => {
    const found = await ascend(casesBy(planted, 0, 10), [planted], ['ials', 'ease']);
    expect([found.ials, found.ease]).toEqual([0, 0]);
    expect(found.content).toBeGreaterThan(0.5);
  });

  it('measures as the metric does, ties included', () => {
    for (let seed = 0; seed < 60; seed++) {
      const one = caseBy(planted, 1, seed, seed % 2 === 1);
      const weights = [planted, { ...noComponent, ease: 1 }, noComponent][seed % 3];
      const total = Float64Array.from(one.items, (_, n) =>
        components.reduce(
          (sum, component) => Math.fround(sum + weights[component] * one.parts[component][n]),
          0,
        ),
      );
      const list = tiedTop(total, 10, new Set()).map((group) => ({
        ...group,
        items: group.items.map((n) => one.items[n]),
      }));
      expect(ndcgOf(one, weights)).toBeCloseTo(ndcg(list, one.relevant, 10), 12);
    }
  });
});

describe('the choice of weights', () => {
  it('adopts what ranks better for people it was not learnt from', async () => {
    const chosen = await chooseWeights(casesBy(planted, 0.3, 120), genreHybridWeights, learning);
    if (chosen.kind !== 'learnt') throw new Error('the planted weights are better');
    expect(chosen.gain.people).toBe(120);
    expect(chosen.gain.mean).toBeGreaterThan(0.05);
    for (const component of components) {
      const halfWay = (planted[component] + appWeights[component]) / 2;
      expect(Math.abs(chosen.weights[component] - halfWay)).toBeLessThan(0.06);
    }
    const others = casesBy(planted, 0.3, 60, 2000);
    expect(measure(others, chosen.weights)).toBeGreaterThan(measure(others, appWeights) + 0.05);
  });

  it('refuses noise: people whose likings follow no component', async () => {
    for (const from of [1e6, 2e6, 3e6]) {
      const { kind, gain } = await chooseWeights(
        casesBy(noComponent, 1, 60, from),
        genreHybridWeights,
        learning,
      );
      expect(kind).toBe('noGain');
      expect(gain.mean).toBeLessThanOrEqual(2 * gain.standardError);
    }
  });

  it('leaves the weights of the app where people follow these', async () => {
    const { kind } = await chooseWeights(casesBy(appWeights, 0.3, 120), genreHybridWeights, learning);
    expect(kind).toBe('noGain');
  });

  it('gives the same with the same seed, and other halves with another one', async () => {
    const cases = casesBy(planted, 0.5, 40);
    const [once, again, other] = [
      await chooseWeights(cases, genreHybridWeights, learning),
      await chooseWeights(cases, genreHybridWeights, learning),
      await chooseWeights(cases, genreHybridWeights, { ...learning, seed: 5 }),
    ];
    expect(again).toEqual(once);
    expect(other.gain.mean).not.toBe(once.gain.mean);
  });

  it('ends with the reason for which it is given up', async () => {
    const reason = new Error('the session has ended');
    let pauses = 0;
    const pause = async () => {
      pauses++;
      if (pauses > 50) throw reason;
    };
    const choosing = chooseWeights(casesBy(planted, 0.5, 80), genreHybridWeights, { seed: 1, pause });
    await expect(choosing).rejects.toBe(reason);
    expect(pauses).toBe(51);
  });
});

describe('learning on a data set', () => {
  const refuse = () => Promise.reject(new Error('nothing must be fitted'));

  it('fits nothing where too few people have rated enough, or ratings are too many', async () => {
    const dataset = smallDataset();
    expect(await learnMix(dataset, { ...learning, fit: refuse })).toEqual({ kind: 'tooFew' });
    const item = new Int32Array(MOST_RATINGS + 1);
    const many = { ...dataset, ratings: { ...dataset.ratings, item } };
    expect(await learnMix(many, { ...learning, fit: refuse })).toEqual({ kind: 'tooLarge' });
  });
});
