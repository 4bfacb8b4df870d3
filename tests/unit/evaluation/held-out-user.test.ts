import { describe, expect, it } from 'vitest';
import type { Dataset, Ratings } from '../../../src/dataset/dataset.ts';
import { heldOutUserOf, historyOf, leaveUserOut, outcomeOf } from '../../../src/evaluation/held-out-user.ts';
import { ndcg, precision, recall } from '../../../src/evaluation/metrics.ts';
import { notableUsers } from '../../../src/evaluation/notable-users.ts';
import { ordered } from '../../../src/evaluation/tied-list.ts';
import { fitEase } from '../../../src/recommenders/models/ease.ts';
import { easeOf } from '../../../src/recommenders/models/ease-descriptor.ts';
import { fitTfidf } from '../../../src/recommenders/models/tfidf.ts';
import type { Recommender } from '../../../src/recommenders/recommender.ts';
import { randomRatings } from '../../fixtures/small-data.ts';
import { smallDataset } from '../../fixtures/worker-fakes.ts';

const dated = (ratings: Ratings): Ratings => ({
  ...ratings,
  // Items with a higher index were rated earlier, two of them in the same second.
  time: Uint32Array.from(ratings.item, (i) => 1_000_000 - Math.floor(i / 2)),
});

describe('a held-out user', () => {
  const ratings = dated(randomRatings(5, 30, 0.6, 8));
  const [from, to] = [ratings.rowStart[2], ratings.rowStart[3]];

  it('has the earlier four fifths of the ratings as train part, in the order of time', () => {
    const history = historyOf(ratings, 2);
    expect(history.dated).toBe(true);
    expect(history.item.length).toBe(to - from);
    expect(history.trainCount).toBe(to - from - Math.floor((to - from) / 5));
    for (let n = 1; n < history.item.length; n++) {
      const step = history.time[n] - history.time[n - 1];
      expect(step > 0 || (step === 0 && history.item[n] > history.item[n - 1])).toBe(true);
    }
    const own = new Map(
      [...ratings.item.subarray(from, to)].map((item, n) => [item, ratings.value[from + n]]),
    );
    history.item.forEach((item, n) => {
      expect(own.get(item)).toBe(history.value[n]);
    });
    const heldOutUser = heldOutUserOf(history);
    expect(heldOutUser.ratings.item).toEqual(history.item.slice(0, history.trainCount));
    expect(heldOutUser.ratings.value).toEqual(history.value.slice(0, history.trainCount));
  });

  it('is divided at random without dates, but always in the same way', () => {
    const undated = { ...ratings, time: new Uint32Array(ratings.time.length) };
    const history = historyOf(undated, 2);
    expect(history.dated).toBe(false);
    expect(historyOf(undated, 2)).toEqual(history);
    expect([...history.item].sort((a, b) => a - b)).toEqual([...ratings.item.subarray(from, to)]);
    expect([...history.item]).not.toEqual([...ratings.item.subarray(from, to)]);
  });

  it('measures the list by the liked test movies and returns the rank of each test movie', () => {
    const history = historyOf(ratings, 2);
    const recommender: Recommender = {
      score: () => Float32Array.from({ length: 30 }, (_, i) => (i * 7) % 30),
    };
    const scores = recommender.score(heldOutUserOf(history));
    const train = new Set(history.item.subarray(0, history.trainCount));
    const order = [...scores.keys()].filter((i) => !train.has(i)).sort((a, b) => scores[b] - scores[a]);
    const { top, places, success } = outcomeOf(recommender, history, 3, 6);
    expect(top).toEqual(order.slice(0, 6));
    const test = [...history.item.subarray(history.trainCount)];
    expect(places).toEqual(test.map((item) => order.indexOf(item) + 1));
    const liked = new Set(test.filter((_, n) => history.value[history.trainCount + n] >= 4));
    expect(liked.size).toBeGreaterThan(0);
    expect(success).toEqual({
      ndcg: ndcg(ordered(order), liked, 3),
      precision: precision(ordered(order), liked, 3),
      recall: recall(ordered(order), liked, 3),
    });
    const disliked = { ...history, value: history.value.map(() => 3) };
    expect(outcomeOf(recommender, disliked, 3, 6).success).toBeNull();
  });
});

describe('recommenders that were fitted without a user', () => {
  const user = 4;
  const original: Dataset = { ...smallDataset(), ratings: dated(smallDataset().ratings) };
  /** The same data set with the user's ratings of the test movies reversed. */
  const reversed: Dataset = {
    ...original,
    ratings: { ...original.ratings, value: original.ratings.value.slice() },
  };
  const history = historyOf(original.ratings, user);
  const testItems = new Set(history.item.subarray(history.trainCount));
  for (let n = original.ratings.rowStart[user]; n < original.ratings.rowStart[user + 1]; n++)
    if (testItems.has(original.ratings.item[n])) reversed.ratings.value[n] = 5.5 - original.ratings.value[n];
  const tfidf = fitTfidf(original.movies, original.genres);
  const fitWithout = async (dataset: Dataset) => {
    const fitted = easeOf(await fitEase(dataset.ratings, { lambda: 5, maxUsers: 100 }), dataset.ratings);
    return { fitted, leaveUserOut: leaveUserOut(dataset, tfidf, fitted, user) };
  };

  it('do not depend on the ratings of the test movies', async () => {
    const [a, b] = [await fitWithout(original), await fitWithout(reversed)];
    const person = heldOutUserOf(history);
    const expectSame = (one: Recommender, two: Recommender) => {
      const scores = two.score(person);
      one.score(person).forEach((score, i) => {
        expect(score).toBeCloseTo(scores[i], 6);
      });
    };
    expectSame(a.leaveUserOut.ease(), b.leaveUserOut.ease());
    const [ialsA, ialsB] = [await a.leaveUserOut.ials(() => {}), await b.leaveUserOut.ials(() => {})];
    expectSame(ialsA, ialsB);
    expectSame(a.leaveUserOut.hybrid(ialsA), b.leaveUserOut.hybrid(ialsB));
    // The model of all users does depend on them.
    const [scoresA, scoresB] = [a.fitted.score(person), b.fitted.score(person)];
    expect(Math.max(...scoresA.map((score, i) => Math.abs(score - scoresB[i])))).toBeGreaterThan(1e-3);
  });

  it('report progress and are given up when the callback throws', async () => {
    const { leaveUserOut: withoutUser } = await fitWithout(original);
    const steps: [number, number][] = [];
    await withoutUser.ials((done, of) => steps.push([done, of]));
    expect(steps.length).toBe(steps[0][1]);
    expect(steps.map(([done]) => done)).toEqual(steps.map((_, n) => n + 1));
    const stop = () => {
      throw new Error('enough');
    };
    await expect(withoutUser.ials(stop)).rejects.toThrow('enough');
  });
});

describe('users who stand out', () => {
  it('are the first by each measure, and never by the mean of few ratings', () => {
    const ratings = randomRatings(40, 60, 0.5, 3);
    // The last user has rated a single movie, with five stars.
    const end = ratings.rowStart[39];
    const few: Ratings = {
      ...ratings,
      rowStart: ratings.rowStart.map((at, u) => (u === 40 ? end + 1 : at)),
      item: ratings.item.slice(0, end + 1),
      value: Float32Array.from(ratings.value.slice(0, end + 1), (v, n) => (n === end ? 5 : v)),
      time: ratings.time.slice(0, end + 1),
    };
    const { active, generous, harsh, niche } = notableUsers(few, 2);
    const meanOf = (u: number) => {
      const own = few.value.subarray(few.rowStart[u], few.rowStart[u + 1]);
      return own.reduce((sum, v) => sum + v, 0) / own.length;
    };
    const others = [...Array(39).keys()];
    expect(generous.map(({ user }) => user)).toEqual(
      [...others].sort((a, b) => meanOf(b) - meanOf(a)).slice(0, 2),
    );
    expect(harsh.map(({ user }) => user)).toEqual(
      [...others].sort((a, b) => meanOf(a) - meanOf(b)).slice(0, 2),
    );
    expect(generous[0].value).toBeCloseTo(meanOf(generous[0].user), 6);
    const counts = others.map((u) => few.rowStart[u + 1] - few.rowStart[u]);
    expect(active[0].value).toBe(Math.max(...counts));
    const raters = new Float64Array(60);
    for (const i of few.item) raters[i]++;
    const bitsOf = (u: number) => {
      const own = [...few.item.subarray(few.rowStart[u], few.rowStart[u + 1])];
      return own.reduce((sum, i) => sum - Math.log2(raters[i] / 40), 0) / own.length;
    };
    expect(niche[0].value).toBeCloseTo(Math.max(...others.map(bitsOf)), 9);
  });
});
