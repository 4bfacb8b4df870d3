/**
 * `npm test`: unit tests, then the build, then browser tests in a Chromium that is found or installed.
 * `npm test -- unit [args]` and `npm test -- e2e [args]` run one part, and `npm test -- faults` the browser tests that
 * provoke faults (tests/e2e/faults*.spec.ts). The last line counts all.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './browser.ts';

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What Vitest's JSON reporter tells, as far as it is used here. */
interface UnitReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const [part, ...args] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'matinee-test-'));
const counts: Count[] = [];
try {
  if (part === undefined || part === 'unit') counts.push(unit(args));
  if (part === undefined || part === 'e2e') counts.push(await browser(args));
  if (part === 'faults') counts.push(await browser(['/faults[\\w-]*\\.spec\\.', ...args]));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const sum = (key: keyof Count) => counts.reduce((all, count) => all + count[key], 0);
if (counts.length === 0)
  console.error(`Which part? npm test, npm test -- unit [FILE], npm test -- e2e [FILE], npm test -- faults`);
const failed = sum('failed') + (counts.length === 0 ? 1 : 0);
const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
console.log(`${sum('passed')} passed, ${failed} failed${skipped}`);
process.exit(failed > 0 ? 1 : 0);

function unit(more: string[]): Count {
  const file = join(folder, 'unit.json');
  const ok = run('npx', [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...(process.stdout.isTTY ? [] : ['--no-color']),
    ...more,
  ]);
  return counted(ok, file, (report: UnitReport) => {
    for (const { name, assertionResults } of report.testResults)
      for (const { fullName, status, failureMessages } of assertionResults)
        if (status === 'passed' && failureMessages.length > 0)
          console.log(`Passed only when tried again: ${name}, ${fullName}: ${failureMessages[0]}`);
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests,
    };
  });
}

async function browser(more: string[]): Promise<Count> {
  try {
    process.env.MATINEE_CHROMIUM = await findChromium();
  } catch (thrown) {
    console.error(thrown instanceof Error ? thrown.message : thrown);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  if (!run('npm', ['run', '--silent', 'build'])) return { passed: 0, failed: 1, skipped: 0 };
  const file = join(folder, 'e2e.json');
  process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = file;
  const ok = run('npx', [
    'playwright',
    'test',
    '-c',
    'tests/playwright.config.ts',
    '--reporter=list,json',
    ...more,
  ]);
  return counted(
    ok,
    file,
    ({ stats }: { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }) => {
      if (stats.flaky > 0)
        console.log(`${stats.flaky} passed only when tried again; Playwright names them above.`);
      return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
    },
  );
}

function run(command: string, args_: string[]): boolean {
  return spawnSync(command, args_, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

/** A runner that crashed or ran nothing counts as a failure, whatever its report says. */
function counted<T>(ok: boolean, file: string, read: (report: T) => Count): Count {
  let count: Count = { passed: 0, failed: 0, skipped: 0 };
  try {
    count = read(JSON.parse(readFileSync(file, 'utf8')) as T);
  } catch {
    // No report: the runner did not get that far, so `ok` is false or nothing ran.
  }
  const silent = count.failed === 0 && (!ok || count.passed === 0);
  return silent ? { ...count, failed: 1 } : count;
}
