/**
 * `npm run licences`: checks the licences of everything installed; strictly what ships with the app, tools a little
 * wider.
 */
import { readFileSync } from 'node:fs';

const SHIPPED = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'Unlicense',
  'OFL-1.1',
]);
const TOOLS = new Set([...SHIPPED, 'MPL-2.0', 'BlueOak-1.0.0']);

interface Entry {
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly license?: string;
}

// Code under MPL-2.0 or BlueOak may be used to build the app, but is not part of what people download.
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> };
const counts = new Map<string, number>();
const faults: string[] = [];

for (const [path, entry] of Object.entries(lock.packages)) {
  if (path === '') continue;
  const licence = declared(path) ?? entry.license;
  const allowed = entry.dev ? TOOLS : SHIPPED;
  const label = `${entry.dev ? 'tool' : 'shipped'}: ${licence ?? 'unknown'}`;
  counts.set(label, (counts.get(label) ?? 0) + 1);
  // "MIT OR Apache-2.0" is our choice; "MIT AND ISC" binds us to both.
  const fits = licence
    ?.replace(/[()]/g, '')
    .split(' OR ')
    .some((one) => one.split(' AND ').every((l) => allowed.has(l)));
  if (!fits) faults.push(`${path.replace(/.*node_modules\//, '')}: ${licence ?? 'no licence declared'}`);
}

for (const [label, count] of [...counts].sort()) console.log(`${String(count).padStart(4)}  ${label}`);
for (const fault of faults) console.error(`Not on the list: ${fault}`);
process.exit(faults.length > 0 ? 1 : 0);

/** The licence of the installed package. Binaries of other platforms are not installed; the lockfile names theirs. */
function declared(path: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(`${path}/package.json`, 'utf8')) as { license?: string }).license;
  } catch {
    return undefined;
  }
}
