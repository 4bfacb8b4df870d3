import { createRandom } from '../../src/base/random.ts';
import { createPause } from '../../src/base/scheduling.ts';
import { oneThread } from '../../src/base/threads.ts';
import { defaultBayes } from '../../src/protocol/training-defaults.ts';
import { bayesSteps } from '../../src/training/bayes/bayes-trainer.ts';
import type { RatingPart } from '../../src/training/split.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { type SizeCase, sizeCases } from './size-cases.ts';

const RANKS = [6, 10, 16, 24];
/** Sweeps whose sums are remembered: a mean over the sweeps between any two of them can then be had without another run. */
const MARKS = [0, 3, 6, 12, 25, 50, 83, 120, 166];
/** Burn-in and last sweep that the ranks are compared at. */
const BURN_IN = 6;
const END = MARKS[MARKS.length - 1];

/** What one rank gives on one training part. */
interface Row {
  readonly data: string;
  readonly share: number;
  readonly ratings: number;
  readonly users: number;
  readonly movies: number;
  readonly rank: number;
  /** By burn-in and last sweep, as in `6-166`: RMSE of the mean over the sweeps between, on the held-out ratings, stars. */
  readonly rmse: Readonly<Record<string, number>>;
  /** RMSE above that of the best rank, stars, and the standard error of the paired difference. */
  readonly worse: number;
  readonly se: number;
  /** Seconds of one core for a sweep. */
  readonly sweepSeconds: number;
}

/**
 * Error on held-out parts of the training parts by rank, burn-in and number of sweeps, for data sets of several sizes. The
 * rule of `src/protocol/training-by-size.ts` was fitted on it. On one thread in Node; seconds are those of the processor.
 * `--rounds` is the number of seeds, `--max` the millions of ratings of the largest made-up data set, `--data` the only
 * zip to measure.
 */
export async function run({ max = 1, rounds = 1, data: zip }: BenchOptions): Promise<{ rows: Row[] }> {
  const rows: Row[] = [];
  for await (const one of sizeCases(zip ?? null, max)) {
    const { name, share, data, held } = one;
    const { users, items, item } = data.ratings;
    const size = `${users} people, ${items} movies, ${item.length} ratings`;
    console.log(`\n${name}, ${100 * share} % of the people: ${size}, ${held.item.length} held out`);
    console.log('rank  by burn-in and last sweep: RMSE on the held-out part; above the least; s/sweep');
    const runs: Chains[] = [];
    for (const rank of RANKS) runs.push(await chainsOf(one, rank, rounds));
    const errors = runs.map((chains) => squaredErrors(chains, held, BURN_IN, END));
    const best = errors.reduce((low, now) => (meanOf(now) < meanOf(low) ? now : low));
    runs.forEach((chains, n) => {
      const row: Row = {
        data: name,
        share,
        ratings: item.length,
        users,
        movies: items,
        rank: RANKS[n],
        rmse: table(chains, held),
        ...above(errors[n], best),
        sweepSeconds: chains.sweepSeconds,
      };
      rows.push(row);
      print(row);
    });
  }
  return { rows };
}

/** The expected ratings of some chains of one rank, minus the mean of the training part, summed up to each mark. */
interface Chains {
  /** By seed, by mark. `[held]` */
  readonly upTo: readonly ReadonlyMap<number, Float64Array>[];
  /** Of the training part, stars. */
  readonly mean: number;
  readonly sweepSeconds: number;
}

async function chainsOf({ data, held }: SizeCase, rank: number, seeds: number): Promise<Chains> {
  const { ratings: part } = data;
  const mean = part.value.reduce((sum, r) => sum + r, 0) / part.value.length;
  const upTo: Map<number, Float64Array>[] = [];
  let micros = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const sums = new Map([[0, new Float64Array(held.item.length)]]);
    const settings = { ...defaultBayes, rank, epochs: END, burnIn: 0, draws: 1, seed, validationShare: 0 };
    const random = createRandom(seed);
    const input = { part, mean, settings, random, threads: oneThread, pause: createPause() };
    let before = process.cpuUsage();
    for await (const { point, checkpoint } of bayesSteps(data, held, input, null)) {
      micros += process.cpuUsage(before).user;
      // Both halves of a sweep are added.
      if (MARKS.some((mark) => mark === point.epoch))
        sums.set(
          point.epoch,
          Float64Array.from((await checkpoint()).arrays.held, (value) => value / 2),
        );
      before = process.cpuUsage();
    }
    upTo.push(sums);
  }
  return { upTo, mean, sweepSeconds: micros / 1e6 / END / seeds };
}

/** Squared errors of the mean over the sweeps between two marks, averaged over the seeds. `[held]` */
function squaredErrors({ upTo, mean }: Chains, held: RatingPart, from: number, to: number): Float64Array {
  const errors = new Float64Array(held.item.length);
  for (const sums of upTo) {
    const [before, after] = [sums.get(from), sums.get(to)];
    if (before === undefined || after === undefined) throw new RangeError(`no sums of ${from} and ${to}`);
    for (let n = 0; n < errors.length; n++) {
      const stars = Math.min(5, Math.max(0.5, mean + (after[n] - before[n]) / (to - from)));
      errors[n] += (held.value[n] - stars) ** 2 / upTo.length;
    }
  }
  return errors;
}

function table(chains: Chains, held: RatingPart): Record<string, number> {
  const marks = [...chains.upTo[0].keys()];
  const rmse: Record<string, number> = {};
  for (const to of marks.filter((mark) => mark >= 25))
    for (const from of marks.filter((mark) => mark > 0 && mark <= to / 2))
      rmse[`${from}-${to}`] = Math.sqrt(meanOf(squaredErrors(chains, held, from, to)));
  return rmse;
}

/** By how much the RMSE is above that of the best rank, with the standard error of the paired difference. */
function above(errors: Float64Array, best: Float64Array): Pick<Row, 'worse' | 'se'> {
  const differences = errors.map((error, n) => error - best[n]);
  const mean = meanOf(differences);
  const variance = differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / (differences.length - 1);
  // d RMSE = d MSE / (2 RMSE)
  const scale = 1 / (2 * Math.sqrt(meanOf(best)));
  return { worse: scale * mean, se: scale * Math.sqrt(variance / differences.length) };
}

const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

function print({ rank, rmse, worse, se, sweepSeconds }: Row): void {
  const shown = [
    '6-25',
    '6-50',
    '25-50',
    '6-83',
    '25-83',
    '3-166',
    '6-166',
    '12-166',
    '25-166',
    '50-166',
    '83-166',
  ];
  const cells = shown.flatMap((key) => (key in rmse ? [`${key}: ${rmse[key].toFixed(4)}`] : []));
  const cost = `${worse.toFixed(4)} (${se.toFixed(4)})  ${sweepSeconds.toFixed(4)}`;
  console.log(`${String(rank).padStart(4)}  ${cells.join('  ')}  ${cost}`);
}
