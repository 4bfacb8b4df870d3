/**
 * `npm run mutate -- FOLDER|FILE`: how many faults, put into the code of a folder one at a time, its unit tests notice (mutation
 * testing by Stryker). Outside of CI: a folder takes minutes. Stryker is no dependency of this project, since a package that
 * it needs (caniuse-lite) has a licence that is not on our list; it is installed beside the others when it is first used.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const VERSION = '9.6.1';
const home = join('node_modules', '.cache', 'stryker');
const report = join(home, 'report.json');
const config = join(home, 'vitest.config.mjs');

const [folder] = process.argv.slice(2);
if (folder === undefined || !existsSync(folder)) {
  console.error('Which folder or file? npm run mutate -- src/storage/person');
  process.exit(2);
}

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
    mutate: [folder.endsWith('.ts') ? folder : `${folder}/**/*.ts`],
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
  const all = Object.values(files).flatMap(({ mutants }) => mutants);
  const count = (...statuses: string[]) => all.filter(({ status }) => statuses.includes(status)).length;
  const noticed = count('Killed', 'Timeout');
  const valid = noticed + count('Survived', 'NoCoverage');
  console.log(`${folder}: ${noticed} of ${valid} faults noticed, ${((100 * noticed) / valid).toFixed(1)} %`);
}
