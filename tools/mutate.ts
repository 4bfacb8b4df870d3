/**
 * `npm run mutate -- FOLDER|FILE [--draw SHARE] [--fast] [--quick MS] [--also FILE]...`: how many faults, put into the code
 * of a folder one at a time, its unit tests notice (mutation testing by Stryker). Outside of CI: a folder takes minutes.
 * Stryker is no dependency of this project, since a package that it needs (caniuse-lite) has a licence that is not on our
 * list; it is installed beside the others when it is first used.
 *
 * - `--draw 0.2` takes a fifth of the faults, drawn at random (the same ones each time), and gives the interval in which the score
 *   of all lies with 95 %.
 * - `--fast` leaves out faults in what is made once, when a file is loaded, such as tables of words: each of them needs all
 *   tests of the folder.
 * - `--quick 300` leaves out the tests that take longer than 300 ms, so a fault that only they notice counts as not noticed.
 * - `--also tests/unit/...` names a file of tests elsewhere that is about this folder, too.
 *
 * What was found is kept beside Stryker, and the next run of the same folder and share repeats only those faults whose code or
 * tests have changed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const VERSION = '9.6.1';
const home = join('node_modules', '.cache', 'stryker');
const report = join(home, 'report.json');
const config = join(home, 'vitest.config.mjs');
const durations = join(home, 'durations.json');
const leaveOutSlow = join(home, 'leave-out-slow.mjs');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    draw: { type: 'string' },
    fast: { type: 'boolean', default: false },
    quick: { type: 'string' },
    also: { type: 'string', multiple: true, default: [] },
  },
});
const [folder] = positionals;
if (folder === undefined || !existsSync(folder)) {
  console.error(
    'Which folder or file? npm run mutate -- src/storage/person [--draw SHARE] [--fast] [--quick MS]',
  );
  process.exit(2);
}

install();
// The tests of the folder itself: those of all that uses it would take hours, and notice faults late.
const tests = (folder.endsWith('.ts') ? dirname(folder) : folder).replace(/^src/, 'tests/unit');
writeFileSync(leaveOutSlow, skipping(values.quick === undefined ? [] : slowTests(Number(values.quick))));
writeFileSync(config, vitestConfig());
writeFileSync(
  join(home, 'stryker.conf.json'),
  JSON.stringify({
    testRunner: 'vitest',
    vitest: { configFile: config, related: false },
    mutate: filesOf(folder),
    ignoreStatic: values.fast,
    ignorePatterns: ['dist', 'test-results', 'tests/e2e/screenshots', 'docs'],
    coverageAnalysis: 'perTest',
    incremental: true,
    incrementalFile: join(home, `${[folder, values.draw ?? 'all'].join('-').replaceAll('/', '-')}.json`),
    concurrency: 1,
    timeoutMS: 2000,
    reporters: ['clear-text', 'json', 'progress-append-only'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    jsonReporter: { fileName: report },
    // Not below node_modules, where Vitest looks for no tests.
    tempDirName: join('test-results', 'mutants'),
    ...drawing(),
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

function filesOf(path: string): string[] {
  if (path.endsWith('.ts')) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(path, file))
    .sort();
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

function vitestConfig(): string {
  const test = {
    include: [`${tests}/**/*.test.{ts,tsx}`, ...values.also],
    testTimeout: 30_000,
    setupFiles: [resolve(leaveOutSlow)],
    // The tests of one fault share a worker; the next fault gets a new one.
    isolate: false,
    // A fault that never ends ends its process; the next one takes the compiled files from here.
    experimental: { fsModuleCache: true, fsModuleCachePath: resolve(home, 'modules') },
  };
  return `export default { test: ${JSON.stringify(test)} };`;
}

interface Durations {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly duration?: number }[];
  }[];
}

/** The full names of the tests that take longer than so many ms. */
function slowTests(limit: number): string[] {
  spawnSync(
    'npx',
    [
      'vitest',
      'run',
      tests,
      ...values.also,
      '--maxWorkers=1',
      '--reporter=json',
      `--outputFile=${durations}`,
    ],
    { stdio: 'inherit' },
  );
  const { testResults } = JSON.parse(readFileSync(durations, 'utf8')) as Durations;
  const slow = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ duration = 0 }) => duration > limit)
    .map(({ fullName }) => fullName);
  console.log(`${slow.length} tests are left out: ${slow.join('; ')}`);
  return slow;
}

/** A set-up file for Vitest that skips these tests. */
function skipping(names: readonly string[]): string {
  return `import { beforeEach } from 'vitest';
const slow = new Set(${JSON.stringify(names)});
const nameOf = ({ name, suite }) => (suite?.name ? nameOf(suite) + ' ' + name : name);
beforeEach(({ task, skip }) => {
  if (slow.has(nameOf(task))) skip();
});
`;
}

/** Stryker asks checkers which faults are worth a run; this one rejects those that are not drawn. */
function drawing(): object {
  if (values.draw === undefined) return {};
  const plugin = resolve(home, 'draw.mjs');
  writeFileSync(
    plugin,
    `import { createHash } from 'node:crypto';
class Draw {
  async init() {}
  group(mutants) {
    return [mutants.map(({ id }) => id)];
  }
  async check(mutants) {
    return Object.fromEntries(mutants.map((mutant) => [mutant.id, { status: drawn(mutant) ? 'passed' : 'compileError', reason: 'not drawn' }]));
  }
}
function drawn({ fileName, location, replacement }) {
  const text = JSON.stringify([fileName.replace(/^.*[/]src[/]/, ''), location, replacement]);
  return createHash('sha256').update(text).digest().readUInt32BE(0) < ${Number(values.draw) * 2 ** 32};
}
export const strykerPlugins = [{ kind: 'Checker', name: 'draw', injectableClass: Draw }];
`,
  );
  return { plugins: ['@stryker-mutator/*', plugin], checkers: ['draw'] };
}

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}

/** The score: of the faults that can be noticed, the share that a test notices or that hangs it. */
function print(): void {
  const { files } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const all = Object.entries(files);
  const mutantsIn = (path: string) =>
    all.filter(([file]) => file === path || dirname(file) === path).flatMap(([, { mutants }]) => mutants);
  const paths = new Set(all.flatMap(([file]) => [file, dirname(file)]));
  for (const path of [...paths].sort()) console.log(scoreOf(path, mutantsIn(path)));
  console.log(
    scoreOf(
      `${folder} as a whole`,
      all.flatMap(([, { mutants }]) => mutants),
    ),
  );
}

function scoreOf(what: string, mutants: Report['files'][string]['mutants']): string {
  const count = (...statuses: string[]) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const noticed = count('Killed', 'Timeout');
  const valid = noticed + count('Survived', 'NoCoverage');
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const score = `${what}: ${noticed} of ${valid} faults noticed, ${percent(noticed / valid)}`;
  if (values.draw === undefined || valid === 0) return score;
  const [low, high] = interval(noticed, valid);
  return `${score} (${percent(low)} to ${percent(high)})`;
}

/** The 95 % interval of a share (Wilson 1927). */
function interval(count: number, of: number): [number, number] {
  const z = 1.96;
  const middle = (count + z ** 2 / 2) / (of + z ** 2);
  const half = (z / (of + z ** 2)) * Math.sqrt((count * (of - count)) / of + z ** 2 / 4);
  return [middle - half, middle + half];
}
