/** Rules of the tree that no import shows: length of files, depth of folders, what must not be committed. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const MAX_LINES = 300;
const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n').filter(Boolean);
const faults: string[] = [];

for (const file of files) {
  if (/^(src|tests)\/.*\.(ts|tsx|css|cjs)$/.test(file)) {
    const lines = readFileSync(file, 'utf8').split('\n').length - 1;
    if (lines > MAX_LINES)
      faults.push(`${file} has ${lines} lines; a file holds one idea in at most ${MAX_LINES}.`);
  }
  if (file.startsWith('src/') && file.split('/').length > 4)
    faults.push(`${file} lies deeper than two folders in src.`);
  if (/ml-100k|ml-1m|(^|\/)u\.(data|item|user)$/.test(file) && file.endsWith('.ts') === false) {
    faults.push(`${file}: a data set whose licence forbids redistribution.`);
  }
}

for (const fault of faults) console.error(fault);
console.log(`${files.length} files, ${faults.length} against the rules of the tree`);
process.exit(faults.length > 0 ? 1 : 0);
