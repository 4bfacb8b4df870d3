import type { RowTask } from '../../base/threads.ts';
import { type ArenaDoor, kernelsBehind } from '../bayes/arena-door.ts';
import type { CsrPlaces, Place } from '../bayes/region.ts';
import type { LeastSquaresArgs } from '../bayes/wasm-kernels.ts';

/** One side of a half-sweep: what every range of rows is solved with, and scratch for each thread. */
interface HalfSweep extends Omit<LeastSquaresArgs, 'from' | 'to' | 'scratch'> {
  readonly door: ArenaDoor;
  /** One for each thread. */
  readonly scratch: readonly Place[];
}

/** Solves rows of one side, given the other. */
export const solveRowsTask: RowTask<HalfSweep> = {
  name: 'als-rows',
  run({ door, scratch, ...args }, from, to, thread) {
    kernelsBehind(door).leastSquares({ ...args, from, to, scratch: scratch[thread] });
  },
};

interface Errors {
  readonly door: ArenaDoor;
  readonly ratings: CsrPlaces;
  readonly x: Place;
  readonly fixed: Place;
  readonly ld: number;
  readonly out: Place;
}

/** Sums the squared errors of rows. */
export const rowErrorsTask: RowTask<Errors> = {
  name: 'als-errors',
  run({ door, ...args }, from, to) {
    kernelsBehind(door).leastSquaresErrors({ ...args, from, to });
  },
};
