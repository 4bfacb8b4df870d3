/**
 * `npm run mutate -- FOLDER|FILE [--files N] [--fast]`: how many faults, put into the code of a folder one at a time, its unit tests notice (mutation
 * testing by Stryker). Outside of CI: a folder takes minutes. Stryker is no dependency of this project, since a package that
 * it needs (caniuse-lite) has a licence that is not on our list; it is installed beside the others when it is first used.
 *
 * `--files N` takes N files of the folder, drawn by one seed. `--fast` leaves out faults in what is made once, when a file is
 * loaded, such as tables of words: each of them needs all tests of the folder.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createRandom } from '../src/base/random.ts';

const VERSION = '9.6.1';
const home = join('node_modules', '.cache', 'stryker');
const report = join(home, 'report.json');
const config = join(home, 'vitest.config.mjs');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { files: { type: 'string' }, fast: { type: 'boolean', default: false } },
});
const [folder] = positionals;
if (folder === undefined || !existsSync(folder)) {
  console.error('Which folder or file? npm run mutate -- src/storage/person [--files N] [--fast]');
  process.exit(2);
}
const mutated = filesOf(folder);
if (values.files !== undefined) console.log(`Drawn: ${mutated.join(', ')}`);

install();
// The tests of the folder itself: those of all that uses it would take hours, and notice faults late.
const tests = (folder.endsWith('.ts') ? dirname(folder) : folder).replace(/^src/, 'tests/unit');
writeFileSync(
  config,
  `export default { test: { include: ['${tests}/**/*.test.{ts,tsx}'], testTimeout: 30_000 } };`,
);
writeFileSync(
  join(home, 'stryker.conf.json'),
  JSON.stringify({
    testRunner: 'vitest',
    vitest: { configFile: config, related: false },
    mutate: mutated,
    ignoreStatic: values.fast,
    ignorePatterns: ['dist', 'test-results', 'tests/e2e/screenshots', 'docs'],
    coverageAnalysis: 'perTest',
    concurrency: 1,
    reporters: ['clear-text', 'json'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    jsonReporter: { fileName: report },
    // Not below node_modules, where Vitest looks for no tests.
    tempDirName: join('test-results', 'mutants'),
  }),
);
const { status } = spawnSync(
  process.execPath,
  [
    join(home, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js'),
    'run',
    join(home, 'stryker.conf.json'),
  ],
  { stdio: 'inherit' },
);
if (status !== 0) process.exit(status ?? 1);
print();

/** The files of the folder, or some of them. */
function filesOf(path: string): string[] {
  if (path.endsWith('.ts')) return [path];
  const all = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(path, file))
    .sort();
  if (values.files === undefined) return all;
  const random = createRandom(1);
  const drawn: string[] = [];
  while (drawn.length < Number(values.files) && all.length > 0)
    drawn.push(...all.splice(random.integer(all.length), 1));
  return drawn.sort();
}

function install(): void {
  if (existsSync(join(home, 'node_modules', '@stryker-mutator', 'core'))) return;
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{"private": true}');
  const packages = ['core', 'vitest-runner'].map((name) => `@stryker-mutator/${name}@${VERSION}`);
  // Without its peers: the runner then finds the Vitest of this project.
  const { status } = spawnSync(
    'npm',
    ['install', '--prefix', home, '--legacy-peer-deps', '--ignore-scripts', '--no-audit', ...packages],
    { stdio: 'inherit' },
  );
  if (status !== 0) {
    console.error('Stryker could not be installed. Check the connection and run this again.');
    process.exit(1);
  }
}

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}

/** The score: of the faults that can be noticed, the share that a test notices or that hangs it. */
function print(): void {
  const { files } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  for (const [file, { mutants }] of Object.entries(files)) console.log(scoreOf(file, mutants));
  console.log(
    scoreOf(
      folder,
      Object.values(files).flatMap(({ mutants }) => mutants),
    ),
  );
}

function scoreOf(what: string, mutants: Report['files'][string]['mutants']): string {
  const count = (...statuses: string[]) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const noticed = count('Killed', 'Timeout');
  const valid = noticed + count('Survived', 'NoCoverage');
  return `${what}: ${noticed} of ${valid} faults noticed, ${((100 * noticed) / valid).toFixed(1)} %`;
}
