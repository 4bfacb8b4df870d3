/**
 * `npm run rules [-- --json]`: what the lint cannot see. Imports, circles, length of functions, words, names of files,
 * size of folders; docs/architecture.md says why. With --json the last line counts them.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { bannedWordFaults } from './rules/banned-words.ts';
import { commandTables } from './rules/command-tables.ts';
import { docReferenceFaults } from './rules/doc-references.ts';
import type { Fault, Source } from './rules/fault.ts';
import { type LengthException, lengthFaults, longFunctions } from './rules/function-length.ts';
import { importFaults } from './rules/imports.ts';
import { literalSpreads } from './rules/literal-spread.ts';
import { dataFaults, duplicateBasenames, folderSizes, treeFaults } from './rules/tree.ts';
import { unloadedStyles } from './rules/unloaded-styles.ts';

/** At most five; a longer list is a fault. */
const longByReason: readonly LengthException[] = [
  {
    file: 'tests/bench/watch-pace.ts',
    name: 'watchPace',
    reason: 'Playwright sends it into the page as text, so it can call no function outside itself',
  },
  {
    file: 'src/dataset/archive/rating-collector.ts',
    name: '#addPlain',
    reason:
      'one loop over the bytes of 33 million lines; its parts would share ten variables, as fields of an object',
  },
];

// Files not yet committed count, so that a rule speaks before the commit.
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(file));
const sources: Source[] = files
  .filter((file) => /^(src|tests|tools)\/.*\.(ts|tsx|css|md)$/.test(file))
  // The tests of the rules and the list hold the words that are banned.
  .filter((file) => !/^tools\/rules\/word-list|^tests\/unit\/tools\//.test(file))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
const code = sources.filter(({ file }) => /\.tsx?$/.test(file));

const documents: Source[] = files
  .filter((file) => /^[A-Z]+\.md$|^docs\/.*\.md$/.test(file))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

function textOf(file: string): string | null {
  if (!existsSync(file)) return null;
  return statSync(file).isDirectory() ? '' : readFileSync(file, 'utf8');
}

const long = code.flatMap(longFunctions);
const faults: Fault[] = [
  ...importFaults('.'),
  ...lengthFaults(long, longByReason, 'tools/rules.ts'),
  ...code.flatMap(literalSpreads),
  ...code.filter(({ file }) => file.startsWith('src/')).flatMap(commandTables),
  ...sources.flatMap(bannedWordFaults),
  ...documents.flatMap((document) => docReferenceFaults(document, textOf)),
  ...duplicateBasenames(files),
  ...unloadedStyles(sources),
  ...treeFaults(files),
  ...dataFaults(files, (file) => readFileSync(file)),
];
const count = (rule: Fault['rule']) => faults.filter((fault) => fault.rule === rule).length;

for (const { rule, file, line, message } of faults) console.error(`${file}:${line} [${rule}] ${message}`);
console.log(`${files.length} files, ${faults.length} faults`);
if (process.argv.includes('--json')) {
  const [largest] = folderSizes(files);
  const report = {
    files: files.filter((file) => file.startsWith('src/')).length,
    folders: { max: largest?.files ?? 0, name: largest?.name ?? '' },
    functionsOver60: long.length,
    typeCycles: count('cycle'),
    bannedWords: count('banned-word'),
    duplicateBasenames: count('basename'),
    lists: { commandTables: count('command-table') },
  };
  console.log(JSON.stringify(report));
}
process.exit(faults.length > 0 ? 1 : 0);
