import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPause } from '../../../../src/base/scheduling.ts';
import { readSparkFactors } from '../../../../src/dataset/archive/read-spark-factors.ts';
import type { Dataset } from '../../../../src/dataset/dataset.ts';
import { sparkAls } from '../../../../src/recommenders/models/spark-als.ts';
import { sparkModelOf } from '../../../../src/worker/import/adopt-factors.ts';
import { droppedFile } from '../../../fixtures/archives.ts';
import { readDataset } from '../../../tools/read-dataset.ts';

const pathOf = (name: string) => fileURLToPath(new URL(`../../../../${name}`, import.meta.url));

function runs(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const hasSpark = runs('java', '-version') && runs('python3', '-c', 'import pyspark, numpy');
/** Says in the list of tests why there is nothing to see. */
const skipped = hasSpark ? '' : ' (skipped: it needs Java 17, and pip install pyspark numpy)';

const modes = ['explicit', 'implicit'] as const;

/** The rows of a folder of JSON lines. */
function rowsIn<T>(folder: string): T[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const lines = files.flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'));
  return lines.map((line) => JSON.parse(line) as T);
}

describe.skipIf(!hasSpark)(`tools/spark on the built-in data${skipped}`, () => {
  let dataset: Dataset;
  let folder: string;

  beforeAll(async () => {
    dataset = await readDataset(pathOf('public/datasets/matinee-films.zip'));
    folder = mkdtempSync(join(tmpdir(), 'spark-run-'));
    const { ratings, movies } = dataset;
    const rows = ['userId,movieId,rating'];
    for (let u = 0; u < ratings.users; u++)
      for (let n = ratings.rowStart[u]; n < ratings.rowStart[u + 1]; n++)
        rows.push(`${u},${movies[ratings.item[n]].id},${ratings.value[n]}`);
    writeFileSync(join(folder, 'ratings.csv'), rows.join('\n'));
    const runOf = (mode: string) =>
      `train_als.main(["ratings.csv","${mode}","--rank","8","--iterations","3","--blocks","2",` +
      `"--user-factors","check-${mode}","--check-users","50"${mode === 'implicit' ? ',"--implicit"' : ''}])`;
    const program = `import sys; sys.path.insert(0, sys.argv[1]); import train_als; ${modes.map(runOf).join('; ')}`;
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', SPARK_LOCAL_IP: '127.0.0.1' };
    const args = ['-c', program, pathOf('tools/spark')];
    execFileSync('python3', args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
  }, 600_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(modes)('%s: users have the factors and the top ten that Spark gives them', async (mode) => {
    const facts = droppedFile('factors.json', readFileSync(join(folder, mode, 'factors.json')));
    const parts = readdirSync(join(folder, mode, 'itemFactors')).flatMap((name) =>
      /^part.*parquet$/.test(name)
        ? [droppedFile(name, readFileSync(join(folder, mode, 'itemFactors', name)))]
        : [],
    );
    const { movies, ratings } = dataset;
    const model = await sparkModelOf(await readSparkFactors([facts, ...parts]), dataset, createPause());
    const spark = sparkAls(model);
    const indexOf = new Map(movies.map(({ id }, i) => [id, i]));
    const ratingsOf = (user: number) => {
      const [from, to] = [ratings.rowStart[user], ratings.rowStart[user + 1]];
      return { item: ratings.item.slice(from, to), value: ratings.value.slice(from, to) };
    };
    const users = rowsIn<{ id: number; features: number[] }>(join(folder, `check-${mode}`, 'userFactors'));
    expect(users.length).toBe(ratings.users);
    for (const { id, features } of users) {
      const ours = spark.factorsOf(ratingsOf(id));
      expect(Math.max(...features.map((value, k) => Math.abs(value - ours[k])))).toBeLessThan(1e-3);
    }
    type Top = { user: number; recommendations: { item: number; rating: number }[] };
    const tops = rowsIn<Top>(join(folder, `check-${mode}`, 'top10'));
    expect(tops.length).toBe(50);
    for (const { user, recommendations } of tops) {
      const scores = spark.score({ ratings: ratingsOf(user), genres: [] });
      // Items with the same few ratings tie: which of them Spark lists is chance, their scores are not.
      const theirs = recommendations.map(({ item, rating }) => [indexOf.get(item) ?? -1, rating] as const);
      const mean = mode === 'explicit' ? model.facts.mean : 0;
      for (const [item, rating] of theirs) expect(Math.abs(scores[item] - mean - rating)).toBeLessThan(1e-3);
      const last = Math.min(...theirs.map(([item]) => scores[item]));
      const listed = new Set(theirs.map(([item]) => item));
      const better = [...new Set(ratings.item)].filter((i) => scores[i] > last + 1e-5 && !listed.has(i));
      expect(better).toEqual([]);
    }
  });
});
