import { describe, expect, it } from 'vitest';
import { createPause } from '../../../../src/base/scheduling.ts';
import { readSparkFactors } from '../../../../src/dataset/archive/read-spark-factors.ts';
import { encodeSpark, sparkAls, sparkDescriptor } from '../../../../src/recommenders/models/spark-als.ts';
import type { PersonRatings } from '../../../../src/recommenders/recommender.ts';
import { sparkModelOf } from '../../../../src/worker/import/adopt-factors.ts';
import { droppedFile } from '../../../fixtures/archives.ts';
import {
  ratingsOfUser,
  type SparkMode,
  sparkMovies,
  sparkUsers,
  sparkZip,
} from '../../../fixtures/spark-runs.ts';

const modelOf = async (mode: SparkMode) =>
  sparkModelOf(
    await readSparkFactors([droppedFile('run.zip', sparkZip(mode))]),
    { movies: sparkMovies },
    createPause(),
  );
const modes = ['explicit', 'implicit'] as const;

describe.each(modes)('factors of an %s run of Spark', (mode) => {
  it('give the users of the training set the factors that Spark gives them', async () => {
    const spark = sparkAls(await modelOf(mode));
    const { userFactors } = sparkUsers[mode];
    expect(userFactors.length).toBe(60);
    for (const [user, theirs] of userFactors) {
      const ours = spark.factorsOf(ratingsOfUser(user));
      const furthest = Math.max(...theirs.map((value, k) => Math.abs(value - ours[k])));
      expect(furthest, `user ${user}`).toBeLessThan(1e-3);
    }
  });

  it('put the same ten items first as recommendForUserSubset', async () => {
    const spark = sparkAls(await modelOf(mode));
    const { top10 } = sparkUsers[mode];
    expect(top10.length).toBe(20);
    for (const [user, items] of top10) {
      const scores = spark.score({ ratings: ratingsOfUser(user), genres: [] });
      const order = [...scores.keys()].sort((a, b) => scores[b] - scores[a]);
      expect(order.slice(0, 10).map((i) => sparkMovies[i].id)).toEqual(items);
    }
  });

  it('explain a score as a sum over the ratings', async () => {
    const spark = sparkAls(await modelOf(mode));
    const person = { ratings: ratingsOfUser(7), genres: [] };
    const scores = spark.score(person);
    for (const item of [0, 11, 39]) {
      const { base, parts } = spark.contributions?.(person, item) ?? { base: Number.NaN, parts: [] };
      expect(parts.length).toBe(person.ratings.item.length);
      expect([...parts].reduce((sum, part) => sum + part, base)).toBeCloseTo(scores[item], 4);
    }
  });

  it('score the same when they are read back from storage', async () => {
    const model = await modelOf(mode);
    const { meta, arrays } = structuredClone(encodeSpark(model));
    const stored = { meta, array: (name: string) => arrays[name] as never };
    const ratings = { users: 0, items: sparkMovies.length } as never;
    const person = { ratings: ratingsOfUser(3), genres: [] };
    const readBack = sparkDescriptor.imported?.decode(stored, ratings);
    expect(readBack?.score(person)).toEqual(sparkAls(model).score(person));
    expect(sparkDescriptor.imported?.decode(stored, { users: 0, items: 41 } as never)).toBeNull();
  });
});

describe('ratings of movies that Spark does not know', () => {
  it('count neither as ratings nor towards the penalty', async () => {
    const model = await modelOf('explicit');
    const wider = { ...model, items: model.items + 1 };
    const own = ratingsOfUser(5);
    const more: PersonRatings = {
      item: Int32Array.of(...own.item, model.items),
      value: Float32Array.of(...own.value, 5),
    };
    expect(sparkAls(wider).factorsOf(more)).toEqual(sparkAls(model).factorsOf(own));
  });

  it('alone give nobody a taste: every movie scores the mean', async () => {
    const model = await modelOf('explicit');
    const spark = sparkAls({ ...model, items: model.items + 1 });
    const ratings = { item: Int32Array.of(model.items), value: Float32Array.of(5) };
    const scores = spark.score({ ratings, genres: [] });
    expect(new Set(scores)).toEqual(new Set([Math.fround(model.facts.mean)]));
  });
});

describe('expected stars', () => {
  it('stay on the scale, and implicit factors have none', async () => {
    const model = await modelOf('explicit');
    const extreme = sparkAls({ ...model, facts: { ...model.facts, mean: 4.9, regularisation: 1e-3 } });
    const person = { ratings: ratingsOfUser(1), genres: [] };
    const stars = extreme.stars?.(person, Int32Array.from(sparkMovies.keys())) ?? new Float32Array(0);
    expect(stars.length).toBe(40);
    expect([Math.max(...stars) <= 5, Math.min(...stars) >= 0.5]).toEqual([true, true]);
    expect(sparkAls(await modelOf('implicit')).stars).toBeUndefined();
  });
});
