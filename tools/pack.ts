/**
 * Writes a part of a MovieLens archive that fits smaller devices: `npm run pack -- IN.zip OUT.zip --ratings N [--seed S]`. It is in the
 * layout of ml-latest, so that the app and other programs read it. What a part costs is in docs/benchmarks.md, "Thinning".
 */

import { existsSync, openAsBlob } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { reportOf } from '../src/base/problem.ts';
import { packDataset } from './pack/pack-dataset.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { ratings: { type: 'string' }, seed: { type: 'string', default: '1' } },
});
const [from, to] = positionals;
const [ratings, seed] = [Number(values.ratings), Number(values.seed)];

if (from === undefined || to === undefined || positionals.length > 2 || values.ratings === undefined) {
  stop('npm run pack -- IN.zip OUT.zip --ratings N [--seed S]');
} else if (!Number.isSafeInteger(ratings) || ratings < 1) {
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
    const options = { source: basename(source), name, ratings, seed };
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
