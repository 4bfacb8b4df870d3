/**
 * `npm run bench -- NAME --json | tsx tests/tools/figures.ts importS firstListS ...`: fails where the last line of a bench
 * lacks one of the figures for one of its sizes, or one is no number.
 */
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { isRecord } from '../../src/base/is-record.ts';

/** What is missing in the output of a bench, one line each. @param names of the figures of each size */
export function missingFigures(output: string, names: readonly string[]): string[] {
  const found = parsed(output.trim().split('\n').at(-1) ?? '');
  const sizes = isRecord(found) && isRecord(found.sizes) ? Object.entries(found.sizes) : [];
  if (sizes.length === 0) return ['The last line has no sizes.'];
  return sizes.flatMap(([size, figures]) =>
    names
      .filter((name) => !isFigure(isRecord(figures) ? figures[name] : undefined))
      .map((name) => `${size}: ${name} is missing or no number`),
  );
}

/** A number, or numbers by name. JSON has null for what is not finite. */
function isFigure(value: unknown): boolean {
  if (!isRecord(value)) return typeof value === 'number';
  const parts = Object.values(value);
  return parts.length > 0 && parts.every((part) => typeof part === 'number');
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const output = await text(process.stdin);
  process.stdout.write(output);
  const missing = missingFigures(output, process.argv.slice(2));
  if (missing.length > 0) {
    console.error(missing.join('\n'));
    process.exitCode = 1;
  }
}
