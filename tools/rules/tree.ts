import type { Fault } from './fault.ts';

const MAX_DEPTH: Readonly<Record<string, number>> = { src: 2, tests: 3 };
const MAX_FILES = 35;
/** File names that mean the same in every feature. */
const SHARED_NAMES = new Set(['texts.ts', 'state.ts', 'url.ts', 'store.ts', 'README.md']);
/** The only data sets whose licences allow a copy here. */
const DATA_SETS = new Map([
  ['public/datasets/matinee-films.zip', 'Its licences allow a copy.'],
  ['tests/fixtures/databases-a6bc8cd.json.gz', 'Made-up movies and ratings, stored by an earlier version.'],
  ['tests/fixtures/spark/explicit-part.snappy.parquet', 'Factors of 40 made-up movies.'],
  ['tests/fixtures/spark/implicit-part.snappy.parquet', 'Factors of 40 made-up movies.'],
  ['tests/fixtures/spark/many-pages.snappy.parquet', 'Made-up numbers.'],
]);

export interface FolderSize {
  readonly name: string;
  readonly files: number;
}

/** Files that lie directly in each folder of src, largest first. */
export function folderSizes(files: readonly string[]): FolderSize[] {
  const counts = new Map<string, number>();
  for (const file of files.filter((one) => one.startsWith('src/'))) {
    const folder = file.slice(0, file.lastIndexOf('/'));
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].map(([name, n]) => ({ name, files: n })).sort((a, b) => b.files - a.files);
}

/** Depth, size and names of folders; no barrels. */
export function treeFaults(files: readonly string[]): Fault[] {
  const faults: Fault[] = [];
  const add = (file: string, message: string) => faults.push({ rule: 'tree', file, line: 1, message });
  for (const file of files) {
    const folders = file.split('/').slice(0, -1);
    const most = MAX_DEPTH[folders[0] ?? ''];
    if (most === undefined) continue;
    if (/\/index\.tsx?$/.test(file)) add(file, 'no barrels; import from the file that has the thing.');
    if (folders.length - 1 > most) add(file, `lies deeper than ${most} folders in ${folders[0]}.`);
    const vague = folders.find((name) => /^(utils?|helpers?|services?|common|misc)$/.test(name));
    if (vague !== undefined) add(file, `a folder named ${vague} says nothing about what is in it.`);
  }
  for (const { name, files: n } of folderSizes(files))
    if (n > MAX_FILES) add(name, `${n} files; a folder of src holds at most ${MAX_FILES}.`);
  return faults;
}

/** File names of src that stand twice, one fault for every file but the first. */
export function duplicateBasenames(files: readonly string[]): Fault[] {
  const first = new Map<string, string>();
  const faults: Fault[] = [];
  for (const file of files.filter((one) => one.startsWith('src/'))) {
    const name = file.slice(file.lastIndexOf('/') + 1);
    const other = first.get(name);
    if (other === undefined) first.set(name, file);
    else if (!SHARED_NAMES.has(name))
      faults.push({ rule: 'basename', file, line: 1, message: `${other} has the same name.` });
  }
  return faults;
}

/**
 * Data sets whose licence forbids a copy here, known by name, and by content when renamed: a zip holds the names of its
 * entries in the clear.
 */
export function dataFaults(files: readonly string[], read: (file: string) => Buffer): Fault[] {
  const message = 'a data set whose licence forbids redistribution, or was never cleared.';
  return files
    .filter((file) => !DATA_SETS.has(file) && !/^(src|tests|tools)\/.*\.(ts|tsx|css|cjs)$/.test(file))
    .filter(
      (file) =>
        /\.(zip|csv|dat|base|gz|npz|parquet)$|(^|\/)u\.(data|item|user)$/.test(file) ||
        read(file).includes('ml-100k/u'),
    )
    .map((file) => ({ rule: 'tree', file, line: 1, message }));
}
