/** Rules of the tree that no import shows: depth and names of folders, what must not be committed. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const MAX_FOLDERS = { src: 2, tests: 3 };
/** Data that may be copied here, and why. */
const DATA_SETS = new Map([
  ['public/datasets/ml-latest-small.zip', 'Its licence allows a copy.'],
  ['tests/fixtures/databases-a6bc8cd.json.gz', 'Made-up movies and ratings, stored by an earlier version.'],
]);
const faults: string[] = [];

// Files not yet committed count too, so that the rule speaks before the commit.
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(file));

for (const file of files) {
  const source = /^(src|tests|tools)\/.*\.(ts|tsx|css|cjs)$/.test(file);
  const folders = file.split('/').slice(0, -1);
  if (source) {
    if (/\/index\.tsx?$/.test(file))
      faults.push(`${file}: no barrels; import from the file that has the thing.`);
  }
  const [root] = folders;
  if (root === 'src' || root === 'tests') {
    if (folders.length - 1 > MAX_FOLDERS[root])
      faults.push(`${file} lies deeper than ${MAX_FOLDERS[root]} folders in ${root}.`);
    const vague = folders.find((name) => /^(utils?|helpers?|services?|common|misc)$/.test(name));
    if (vague !== undefined)
      faults.push(`${file}: a folder named ${vague} says nothing about what is in it.`);
  }
  if (!source && forbiddenData(file)) {
    faults.push(`${file}: a data set whose licence forbids redistribution, or one that was never cleared.`);
  }
}

for (const fault of faults) console.error(fault);
console.log(`${files.length} files, ${faults.length} against the rules of the tree`);
process.exit(faults.length > 0 ? 1 : 0);

/** Known by its name, and by what is inside when it was renamed: zips hold their entries' names in the clear. */
function forbiddenData(file: string): boolean {
  if (DATA_SETS.has(file)) return false;
  if (/\.(zip|csv|dat|base|gz|npz|parquet)$/.test(file) || /(^|\/)u\.(data|item|user)$/.test(file))
    return true;
  return readFileSync(file).includes('ml-100k/u');
}
