import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Fault } from './fault.ts';

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
  readonly cycle?: readonly { readonly name: string }[];
}

/**
 * Runs dependency-cruiser on tools/dependency-rules.cjs.
 * @param root the folder that holds src and, where there are any, tests and tools
 * @throws Error with its output when it does not come to an end
 */
export function importFaults(root: string): Fault[] {
  const folders = ['src', 'tests', 'tools'].filter((folder) => existsSync(join(root, folder)));
  const { stdout, stderr } = spawnSync(
    resolve('node_modules/.bin/depcruise'),
    ['--config', resolve('tools/dependency-rules.cjs'), '--output-type', 'json', ...folders],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser failed:\n${stdout}${stderr}`);
  const { summary } = JSON.parse(stdout) as { summary: { violations: readonly Violation[] } };
  return summary.violations.map(faultOf);
}

export function faultOf({ from, to, rule, cycle }: Violation): Fault {
  if (cycle === undefined)
    return { rule: 'import', file: from, line: 1, message: `imports ${to} (${rule.name}).` };
  const path = cycle.map(({ name }) => name).join(' -> ');
  return { rule: 'cycle', file: from, line: 1, message: `imports in a circle: ${path}.` };
}
