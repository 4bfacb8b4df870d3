import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import type { BenchOptions } from '../tools/bench-options.ts';
import type { ImportFigures } from './import-once.ts';
import { sizeFor } from './made-up-ratings.ts';
import { writeMadeUpZip } from './made-up-zip.ts';

/** Millions of ratings. */
const SIZES = [0.1, 1, 26];
const SEED = 1;
const RATINGS = 'made-up/ratings.csv';

interface Figures {
  /** Of text, in the whole import. */
  readonly mbPerS: number;
  readonly ratingsPerS: number;
  /** Of the whole process, Node and its code included. */
  readonly peakMb: number;
  /** Papa Parse's time for the numbers in the text of the ratings over the whole import. */
  readonly papaRatio: number;
  /** The whole import over the time of `unzip -p`. */
  readonly unzipRatio: number;
}

/**
 * Reads zips of made-up ratings in a process of their own, from the file on disk to ratings in CSR order, beside Papa Parse
 * and unzip in the same run.
 */
export async function run({ max = 26 }: BenchOptions): Promise<{ readonly sizes: Record<string, Figures> }> {
  const folder = mkdtempSync(join(tmpdir(), 'matinee-import-'));
  const sizes: Record<string, Figures> = {};
  try {
    for (const millions of SIZES.filter((size) => size <= max)) {
      const zip = join(folder, `made-up-${millions}.zip`);
      const bytes = await writeMadeUpZip(zip, sizeFor(millions * 1e6), SEED);
      const text = join(folder, 'ratings.csv');
      const unzipMs = unzip(zip, '/dev/null');
      if (unzipMs === null) throw new Error('This bench needs unzip.');
      unzip(zip, text);
      const { importMs, ratings, peakMb } = importOnce(zip);
      const papaMs = await papa(text);
      const figures: Figures = {
        mbPerS: round(bytes / 1e3 / importMs),
        ratingsPerS: Math.round((ratings / importMs) * 1000),
        peakMb: Math.round(peakMb),
        papaRatio: round(papaMs / importMs),
        unzipRatio: round(importMs / unzipMs),
      };
      sizes[ratings] = figures;
      console.log(
        `${ratings.toLocaleString('en').padStart(10)} ratings: ${Math.round(importMs)} ms (Papa Parse ${Math.round(papaMs)}, unzip ${Math.round(unzipMs)})  ${JSON.stringify(figures)}`,
      );
      rmSync(zip);
      rmSync(text);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { sizes };
}

/** Runs in a process of its own, so that memory and compiled code are those of one import. */
function importOnce(zip: string): ImportFigures {
  const script = fileURLToPath(new URL('./import-once.ts', import.meta.url));
  const child = spawnSync(process.execPath, ['--import', 'tsx', script, zip], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`The import failed: ${child.stderr}`);
  return JSON.parse(child.stdout) as ImportFigures;
}

/** The least of three times in milliseconds; null where there is no unzip. */
function unzip(zip: string, to: string): number | null {
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < 3; n++) {
    const output = openSync(to, 'w');
    const before = performance.now();
    const done: SpawnSyncReturns<Buffer> = spawnSync('unzip', ['-p', zip, RATINGS], {
      stdio: ['ignore', output, 'inherit'],
    });
    if (done.error !== undefined) return null;
    least = Math.min(least, performance.now() - before);
  }
  return least;
}

/** Milliseconds that Papa Parse takes to read the numbers of a text, in pieces as for any large file. */
function papa(path: string): Promise<number> {
  const before = performance.now();
  return new Promise((resolve, reject) => {
    let rows = 0;
    Papa.parse<number[]>(createReadStream(path, { highWaterMark: 1 << 20 }), {
      delimiter: ',',
      dynamicTyping: true,
      chunk: ({ data }) => {
        rows += data.length;
      },
      complete: () => (rows > 0 ? resolve(performance.now() - before) : reject(new Error('No rows.'))),
      error: reject,
    });
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
