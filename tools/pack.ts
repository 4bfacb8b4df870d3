/**
 * Writes a part of a MovieLens archive that fits smaller devices, with at least one of three limits:
 * `npm run pack -- IN.zip OUT.zip [--since YEAR] [--movies N] [--ratings N [--seed S]]`. It is in the layout of ml-latest, so that the
 * app and other programs read it. What a part costs is in docs/benchmarks.md, "Thinning".
 */

import { existsSync, openAsBlob } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { reportOf } from '../src/base/problem.ts';
import { packDataset } from './pack/pack-dataset.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    since: { type: 'string' },
    movies: { type: 'string' },
    ratings: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const [from, to] = positionals;
const numberOf = (text: string | undefined) => (text === undefined ? null : Number(text));
const [since, movies, ratings] = [values.since, values.movies, values.ratings].map(numberOf);
const seed = Number(values.seed);
const isCount = (value: number | null) => value === null || (Number.isSafeInteger(value) && value >= 1);
const isUnlimited = since === null && movies === null && ratings === null;

if (from === undefined || to === undefined || positionals.length > 2 || isUnlimited) {
  stop('npm run pack -- IN.zip OUT.zip [--since YEAR] [--movies N] [--ratings N [--seed S]]');
} else if (since !== null && !(Number.isInteger(since) && since >= 1970 && since <= 9999)) {
  stop(`--since ${values.since}: a year says from when on ratings stay.`);
} else if (!isCount(movies)) {
  stop(`--movies ${values.movies}: a whole number from 1 says how many of the most rated movies stay.`);
} else if (!isCount(ratings)) {
  stop(`--ratings ${values.ratings}: a whole number from 1 says how many ratings stay at most.`);
} else if (!Number.isSafeInteger(seed)) {
  stop(`--seed ${values.seed}: a whole number; equal seeds choose the same people.`);
} else if (!existsSync(from)) {
  stop(`There is no file ${from}. Name the zip as it was downloaded from grouplens.org.`);
} else if (resolve(from) === resolve(to)) {
  stop('The new archive must not replace the one that is read. Choose another name for it.');
} else {
  await pack(from, to);
}

async function pack(source: string, target: string): Promise<void> {
  try {
    const name = basename(target).replace(/\.zip$/i, '');
    const options = { source: basename(source), name, since, movies, ratings, seed };
    const { bytes, dataset } = await packDataset(await openAsBlob(source), options);
    await writeFile(target, bytes);
    const { report } = dataset;
    console.log(`${target}: ${report.ratings} ratings by ${report.users} people, ${report.movies} titles`);
    for (const { why, count } of report.leftOut) console.log(`  ${why}: ${count}`);
  } catch (thrown) {
    const { message, advice } = reportOf(thrown);
    stop(`${message} ${advice}`);
  }
}

function stop(message: string): void {
  console.error(message);
  process.exitCode = 2;
}
