/** Reads a zip as often as is worth it and prints {@link ImportFigures} as JSON: the process of the bench `import`. */
import { openAsBlob, statSync } from 'node:fs';
import { readArchive } from '../../src/dataset/archive/read-archive.ts';

export interface ImportFigures {
  /** The least of all times. */
  readonly importMs: number;
  readonly ratings: number;
  readonly peakMb: number;
}

/** Small archives are read several times, because the first reading compiles the code. */
const SMALL = 50e6;

const path = process.argv[2];
const times = statSync(path).size < SMALL ? 5 : 1;
let importMs = Number.POSITIVE_INFINITY;
let ratings = 0;
for (let n = 0; n < times; n++) {
  const archive = await openAsBlob(path);
  const before = performance.now();
  const { dataset } = await readArchive(archive, path);
  importMs = Math.min(importMs, performance.now() - before);
  ratings = dataset.report.ratings;
}
const figures: ImportFigures = { importMs, ratings, peakMb: process.resourceUsage().maxRSS / 1000 };
console.log(JSON.stringify(figures));
