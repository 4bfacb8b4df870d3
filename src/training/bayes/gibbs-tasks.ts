import type { RowTask } from '../../base/threads.ts';
import { type ArenaDoor, kernelsBehind } from './arena-door.ts';
import type { CsrPlaces, Place } from './region.ts';
import type { DrawRowsArgs, FactorRowsArgs, GramArgs } from './wasm-kernels.ts';

type WithoutRange<Args> = Omit<Args, 'from' | 'to'>;

interface FactorRows {
  readonly door: ArenaDoor;
  readonly gram: Omit<WithoutRange<GramArgs>, 'scratch'>;
  readonly factor: Omit<WithoutRange<FactorRowsArgs>, 'scratch'>;
  /** One for each thread. */
  readonly scratch: readonly Place[];
}

/** `gram`, then `factorRows`. */
export const factorRowsTask: RowTask<FactorRows> = {
  name: 'gibbs-factor',
  run({ door, gram, factor, scratch }, from, to, thread) {
    const kernels = kernelsBehind(door);
    kernels.gram({ ...gram, from, to, scratch: scratch[thread] });
    kernels.factorRows({ ...factor, from, to, scratch: scratch[thread] });
  },
};

interface DrawRows {
  readonly door: ArenaDoor;
  readonly draw: Omit<WithoutRange<DrawRowsArgs>, 'scatter'>;
  /** Rows of a piece. */
  readonly size: number;
  /** Receives the scatter of each piece: sums in f32 depend on where they begin. `[pieces, ld, ld]` */
  readonly scatters: Place;
}

/** `drawRows`. */
export const drawRowsTask: RowTask<DrawRows> = {
  name: 'gibbs-draw',
  run({ door, draw, size, scatters }, from, to) {
    const length = draw.ld * draw.ld;
    const at = scatters.at + 4 * length * Math.floor(from / size);
    new Float32Array(door.memory.buffer, at, length).fill(0);
    kernelsBehind(door).drawRows({ ...draw, from, to, scatter: { at, length } });
  },
};

interface Product {
  readonly door: ArenaDoor;
  readonly matrix: CsrPlaces;
  readonly dense: Place;
  readonly ld: number;
  readonly out: Place;
}

/** `spmm`. */
export const productTask: RowTask<Product> = {
  name: 'gibbs-product',
  run: ({ door, ...args }, from, to) => kernelsBehind(door).spmm({ ...args, from, to }),
};

interface RowProducts {
  readonly door: ArenaDoor;
  readonly matrices: Place;
  readonly x: Place;
  readonly ld: number;
  readonly out: Place;
}

/** `multiplyRows`. */
export const multiplyRowsTask: RowTask<RowProducts> = {
  name: 'gibbs-multiply',
  run: ({ door, ...args }, from, to) => kernelsBehind(door).multiplyRows({ ...args, from, to }),
};

interface Predictions {
  readonly door: ArenaDoor;
  readonly user: Place;
  readonly item: Place;
  readonly users: Place;
  readonly items: Place;
  readonly ld: number;
  readonly out: Place;
}

/** `addPredictions` for some of the pairs. */
export const predictTask: RowTask<Predictions> = {
  name: 'gibbs-predict',
  run({ door, user, item, out, ...args }, from, to) {
    const some = ({ at }: Place): Place => ({ at: at + 4 * from, length: to - from });
    kernelsBehind(door).addPredictions({ ...args, user: some(user), item: some(item), out: some(out) });
  },
};

interface SquaredErrors {
  readonly door: ArenaDoor;
  readonly ratings: CsrPlaces;
  readonly users: Place;
  readonly items: Place;
  readonly ld: number;
  readonly out: Place;
}

/** `squaredErrors` of some users. */
export const squaredErrorsTask: RowTask<SquaredErrors> = {
  name: 'gibbs-errors',
  run: ({ door, ...args }, from, to) => kernelsBehind(door).squaredErrors({ ...args, from, to }),
};
