import { describe, expect, it } from 'vitest';
import { plainProduct } from '../../../../src/base/matrix-vector.ts';
import { type Dataset, toRatings } from '../../../../src/dataset/dataset.ts';
import { noFacts } from '../../../../src/dataset/movie-facts.ts';
import { defaultListSettings, type ListSettings } from '../../../../src/protocol/list-settings.ts';
import { bestItems, cardOf, recommendationsOf } from '../../../../src/worker/recommendations/movie-cards.ts';
import { createPersonalScores } from '../../../../src/worker/recommendations/personal-scores.ts';
import { hybrid } from '../../../../src/worker/recommendations/recommender-pool.ts';
import { createCatalogue } from '../../../../src/worker/session/catalogue.ts';
import { memoryAppStorage, smallDataset } from '../../../fixtures/worker-fakes.ts';

const base = smallDataset();
/** Item 0 has no rating here, 1 and 2 have four and five, the others as many as they had. */
const HERE = [0, 4, 5];
const count = new Int32Array(base.movies.length).fill(60);
const mean = new Float32Array(base.movies.length).fill(3.5);
[count[0], mean[0]] = [12_345, 3.9];
[count[1], mean[1]] = [100, 4.1];
[count[2], mean[2]] = [5000, 4.4];

function thinnedOut(): Dataset {
  const { ratings } = base;
  const remaining = {
    user: [] as number[],
    item: [] as number[],
    value: [] as number[],
    time: [] as number[],
  };
  const left = [...HERE];
  for (let u = 0; u < ratings.users; u++)
    for (let n = ratings.rowStart[u]; n < ratings.rowStart[u + 1]; n++) {
      const item = ratings.item[n];
      if (item < left.length && left[item]-- <= 0) continue;
      remaining.user.push(u);
      remaining.item.push(item);
      remaining.value.push(ratings.value[n]);
      remaining.time.push(ratings.time[n]);
    }
  const columns = {
    user: Int32Array.from(remaining.user),
    item: Int32Array.from(remaining.item),
    value: Float32Array.from(remaining.value),
    time: Uint32Array.from(remaining.time),
  };
  return {
    ...base,
    ratings: toRatings(ratings.users, base.movies.length, columns),
    statistics: { count, mean },
  };
}

async function visit(settings: Partial<ListSettings> = {}, dataset = thinnedOut()) {
  const catalogue = createCatalogue(dataset, plainProduct);
  const storage = memoryAppStorage();
  await storage.setListSettings({ ...defaultListSettings, ...settings });
  const scores = createPersonalScores(catalogue, {
    stored: await storage.loadPerson(),
    stars: null,
    backgroundRecommenders: new Map(),
    content: catalogue.content,
    ranker: hybrid,
    facts: () => noFacts,
  });
  return { catalogue, scores };
}

describe('a movie that few here have rated', () => {
  it('says so where many elsewhere have', async () => {
    const { catalogue, scores } = await visit();
    expect([...catalogue.counts.subarray(0, 3)]).toEqual(HERE);
    const rare = [0, 1, 2, 3].map((item) => cardOf(catalogue, scores, item).isRareHere);
    expect(rare).toEqual([true, true, false, false]);
    expect(cardOf(catalogue, scores, 0)).toMatchObject({ ratings: 0, world: { count: 12_345 } });
  });

  it('says nothing with few elsewhere, without statistics, nor in a starter, which has no ratings', async () => {
    const few = { count: count.slice().fill(99), mean };
    const { statistics: _, ...without } = thinnedOut();
    const empty = toRatings(0, base.movies.length, {
      user: new Int32Array(0),
      item: new Int32Array(0),
      value: new Float32Array(0),
      time: new Uint32Array(0),
    });
    for (const dataset of [
      { ...thinnedOut(), statistics: few },
      without,
      { ...thinnedOut(), ratings: empty },
    ]) {
      const { catalogue, scores } = await visit({}, dataset);
      expect(cardOf(catalogue, scores, 0).isRareHere).toBe(false);
    }
  });

  it('is recommended for what those elsewhere gave it', async () => {
    const { catalogue, scores } = await visit();
    const { cards } = recommendationsOf(catalogue, scores, [0, 2], null);
    expect(cards[0].reason.kind).toBe('elsewhere');
    expect(cards[0].reason).toMatchObject({ world: { count: 12_345 } });
    expect(cards[1].reason).toEqual({ kind: 'popular', ratings: 5 });
  });
});

describe('the filter by number of ratings', () => {
  it('counts those elsewhere where they are known to be more', async () => {
    const { catalogue, scores } = await visit({ minRatings: 1000 });
    const items = bestItems(catalogue, scores, 40, []);
    expect(items.sort((a, b) => a - b)).toEqual([0, 2]);
    expect(recommendationsOf(catalogue, scores, items, null).available).toBe(2);
  });

  it('counts those here in a data set without statistics', async () => {
    const { statistics: _, ...without } = thinnedOut();
    const { catalogue, scores } = await visit({ minRatings: 5 }, without);
    const items = bestItems(catalogue, scores, 40, []);
    expect(items).not.toContain(0);
    expect(items).not.toContain(1);
    expect(items).toContain(2);
  });
});
