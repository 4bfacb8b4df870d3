import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dataset } from '../../src/dataset/dataset.ts';
import { defaultTraining } from '../../src/protocol/training-defaults.ts';
import { boundedRatings } from '../../src/recommenders/bounded-ratings.ts';
import { defaultEase, fitEase } from '../../src/recommenders/models/ease.ts';
import { MANY_USERS } from '../../src/recommenders/models/ease-descriptor.ts';
import { defaultMovieEase, fitMovieEase } from '../../src/recommenders/models/ease-of-movies.ts';
import { defaultIals, fitIals } from '../../src/recommenders/models/implicit-als.ts';
import { startBackend, train } from '../../src/training/train.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { createNodeThreads } from '../tools/node-threads.ts';
import { madeUpDataset, sizeFor } from './made-up-ratings.ts';
import { writeMadeUpZip } from './made-up-zip.ts';
import { createPieceTimes } from './piece-times.ts';
import { type Visit, visitWith } from './scale-visit.ts';
import { served } from './served.ts';

/** Millions of ratings. */
const SIZES = [0.1, 1, 5, 26];
const SEED = 1;
const PORT = 4250;
/** The first sweep compiles the code. */
const SWEEPS = 3;

interface Figures extends Visit {
  /** Seconds of one sweep of ALS (rank 16) with as many threads. */
  readonly sweepSByThreads: Readonly<Record<string, number>>;
  /** How many times faster two threads are, from the processor time of all pieces. */
  readonly gainOfTwo: Readonly<Record<'als' | 'ials' | 'ease', number>>;
}

interface Scale {
  readonly sizes: Readonly<Record<string, Figures>>;
}

/**
 * What a person waits for when a data set of 0.1 to 26 million ratings is dropped: in a real browser with the production
 * build, from reading the zip to the first list of the next visit. Sweeps by number of threads are measured in Node.
 */
export async function run({ max = 1 }: BenchOptions): Promise<Scale> {
  const folder = mkdtempSync(join(tmpdir(), 'matinee-scale-'));
  const sizes: Record<string, Figures> = {};
  try {
    await served(PORT, async (_, url) => {
      for (const millions of SIZES.filter((size) => size <= max)) {
        const size = sizeFor(millions * 1e6);
        const path = join(folder, `made-up-${millions}.zip`);
        await writeMadeUpZip(path, size, SEED);
        const visit = await visitWith(path, url, join(folder, `profile-${millions}`));
        const dataset = madeUpDataset(size, SEED);
        const sweepSByThreads = await sweepsByThreads(dataset);
        const figures = { ...visit, sweepSByThreads, gainOfTwo: await gainOfTwo(dataset) };
        sizes[size.ratings] = figures;
        console.log(`${size.ratings.toLocaleString('en').padStart(10)} ratings  ${JSON.stringify(figures)}`);
        rmSync(path);
      }
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { sizes };
}

async function sweepsByThreads(dataset: Dataset): Promise<Record<string, number>> {
  const seconds: Record<string, number> = {};
  for (const count of [1, 2]) {
    const threads = createNodeThreads(count);
    try {
      const backend = await startBackend('cpu', new Set(), threads);
      let least = Number.POSITIVE_INFINITY;
      for await (const { point } of train(backend, dataset, { ...defaultTraining, epochs: SWEEPS }).steps) {
        least = Math.min(least, point.epochMs / 1000);
      }
      seconds[count] = least;
    } finally {
      threads.close();
    }
  }
  return seconds;
}

/** Trains and fits with pieces that are timed one after the other. */
async function gainOfTwo(dataset: Dataset): Promise<Figures['gainOfTwo']> {
  const times = createPieceTimes();
  const { threads } = times;
  const gainOf = async (work: () => Promise<unknown>) => {
    times.begin();
    await work();
    return times.gain(2);
  };
  const ratings = boundedRatings(dataset.ratings);
  const isSmall = dataset.ratings.users < MANY_USERS;
  return {
    als: await gainOf(async () => {
      const { steps } = train(await startBackend('cpu', new Set(), threads), dataset, {
        ...defaultTraining,
        epochs: SWEEPS,
      });
      // The first sweep compiles the code.
      for await (const { point } of steps) if (point.epoch === 1) times.begin();
    }),
    ials: await gainOf(() => fitIals(ratings, { ...defaultIals, sweeps: SWEEPS }, { threads })),
    ease: await gainOf(() =>
      isSmall
        ? fitEase(dataset.ratings, defaultEase, { threads })
        : fitMovieEase(dataset.ratings, defaultMovieEase, { threads }),
    ),
  };
}
