import { choleskyInPlace, choleskySolve, rowAt } from '../../base/linear-algebra.ts';
import { rowsTimes } from '../../base/matrix-vector.ts';
import { memoize } from '../../base/memoize.ts';
import { createRandom } from '../../base/random.ts';
import { createBackgroundPause } from '../../base/scheduling.ts';
import { byItem, type Ratings } from '../../dataset/dataset.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import { boundedRatings } from '../bounded-ratings.ts';
import { type FitWork, type ModelCodec, type SingleDescriptor, storedFit } from '../descriptor.ts';
import { preference } from '../preference.ts';
import type { PersonRatings, Recommender } from '../recommender.ts';
import { withUnrated } from '../unrated.ts';

/** What counts as a preference: how much a movie was liked, or 1 for every movie that was rated. */
export type Counted = 'liked' | 'rated';

export interface IalsOptions {
  readonly counted: Counted;
  readonly rank: number;
  /** Extra confidence of a preference of one. */
  readonly confidence: number;
  /** Ridge penalty of a row with the mean number of ratings. */
  readonly regularisation: number;
  readonly sweeps: number;
  readonly seed: number;
}

/** Tuned for NDCG@10 on a validation part of MovieLens 100K: the best of nine settings, by 0.0003 to 0.03. */
export const defaultIals: IalsOptions = {
  counted: 'liked',
  rank: 24,
  confidence: 8,
  regularisation: 50,
  sweeps: 12,
  seed: 1,
};

/** The same for what people watch, whatever they thought of it. */
const viewingIals: IalsOptions = { ...defaultIals, counted: 'rated' };

/** The item side of a fitted implicit factorization. */
export interface IalsModel {
  readonly counted: Counted;
  readonly rank: number;
  readonly confidence: number;
  /** λ. */
  readonly regularisation: number;
  /** `[items, rank]` */
  readonly itemFactors: Float32Array;
  /** `QᵀQ`, `[rank, rank]` */
  readonly gram: Float64Array;
}

/** Preferences above zero of one row. */
interface Row {
  readonly index: ArrayLike<number>;
  readonly preference: ArrayLike<number>;
  readonly from: number;
  readonly to: number;
}

/**
 * Implicit ALS (Hu, Koren & Volinsky 2008): preference 1 with confidence `1 + a w` where a movie was liked with graded
 * preference w, preference 0 with confidence 1 everywhere else. Minimises
 * `Σ_ui c_ui (1[w > 0] - p_u·q_i)² + λ (Σ |p_u|² + Σ |q_i|²)` by exact solves, one side after the other.
 * @param progress called after each sweep; an error that it throws ends the fit
 */
export async function fitIals(
  ratings: Ratings,
  options: IalsOptions,
  progress: (done: number, sweeps: number) => void = () => {},
  signal?: AbortSignal,
): Promise<IalsModel> {
  const { rank, confidence, regularisation, sweeps } = options;
  const pause = createBackgroundPause(signal);
  const random = createRandom(options.seed);
  const weight = ratings.value.map(weightOf(options.counted));
  const { colStart, user, position } = byItem(ratings);
  const weightByItem = Float32Array.from(position, (n) => weight[n]);
  const spread = 1 / Math.sqrt(rank);
  const users = new Float32Array(ratings.users * rank);
  const items = Float32Array.from({ length: ratings.items * rank }, () => 0.1 * spread * random.normal());
  const solver = createSolver(rank, confidence, regularisation);

  const half = async (
    rows: number,
    start: Int32Array,
    index: Int32Array,
    values: Float32Array,
    other: Float32Array,
    own: Float32Array,
  ) => {
    const gram = gramOf(other, rank);
    for (let r = 0; r < rows; r++) {
      const row = { index, preference: values, from: start[r], to: start[r + 1] };
      own.set(solver.solve(gram, other, row), r * rank);
      if (r % 64 === 0) await pause();
    }
  };
  for (let sweep = 0; sweep < sweeps; sweep++) {
    await half(ratings.users, ratings.rowStart, ratings.item, weight, items, users);
    await half(ratings.items, colStart, user, weightByItem, users, items);
    progress(sweep + 1, sweeps);
  }
  const { counted } = options;
  return { counted, rank, confidence, regularisation, itemFactors: items, gram: gramOf(items, rank) };
}

/** The recommender of a fitted model: the person is folded in by the same solve as in training. */
export function ials(model: IalsModel): Recommender {
  const { rank, confidence, itemFactors, gram } = model;
  const solver = createSolver(rank, confidence, model.regularisation);
  const weight = weightOf(model.counted);
  const rowOf = ({ item, value }: PersonRatings): Row => ({
    index: item,
    preference: value.map(weight),
    from: 0,
    to: item.length,
  });
  const factorOf = memoize(1, (ratings: PersonRatings) => {
    solver.factorise(gram, itemFactors, rowOf(ratings));
    return solver.matrix.slice();
  });
  return {
    score({ ratings }) {
      const p = solver.solve(gram, itemFactors, rowOf(ratings));
      const scores = new Float32Array(itemFactors.length / rank);
      rowsTimes(itemFactors, p, scores);
      return scores;
    },
    /** `p·q = Σ_j (1 + a w_j) q_jᵀ A⁻¹ q`: one term for each movie with a preference. */
    contributions({ ratings }, of) {
      const h = rowAt(itemFactors, rank, of);
      choleskySolve(factorOf(ratings), rank, h);
      const parts = Float32Array.from(ratings.item, (j, n) => {
        const w = weight(ratings.value[n]);
        if (w === 0) return 0;
        let dot = 0;
        for (let k = 0; k < rank; k++) dot += h[k] * itemFactors[j * rank + k];
        return (1 + confidence * w) * dot;
      });
      return { base: 0, parts };
    },
  };
}

function weightOf(counted: Counted): (stars: number) => number {
  return counted === 'liked' ? preference : () => 1;
}

/** Solves one row's `(QᵀQ + Σ_j a w_j q_j q_jᵀ + λI) p = Σ_j (1 + a w_j) q_j`; its arrays are reused. */
function createSolver(rank: number, confidence: number, regularisation: number) {
  const matrix = new Float64Array(rank * rank);
  const right = new Float64Array(rank);

  function factorise(gram: Float64Array, other: Float32Array, { index, preference: w, from, to }: Row): void {
    matrix.set(gram);
    right.fill(0);
    for (let k = 0; k < rank; k++) matrix[k * rank + k] += regularisation;
    for (let n = from; n < to; n++) {
      if (w[n] === 0) continue;
      const at = index[n] * rank;
      const extra = confidence * w[n];
      for (let r = 0; r < rank; r++) {
        const q = other[at + r];
        right[r] += (1 + extra) * q;
        const scaled = extra * q;
        for (let c = 0; c <= r; c++) matrix[r * rank + c] += scaled * other[at + c];
      }
    }
    choleskyInPlace(matrix, rank);
  }

  return {
    matrix,
    factorise,
    /** @returns `[rank]`, overwritten by the next call; zeros for a row without preferences */
    solve(gram: Float64Array, other: Float32Array, row: Row): Float64Array {
      factorise(gram, other, row);
      choleskySolve(matrix, rank, right);
      return right;
    },
  };
}

/** `XᵀX`. @param x `[rows, rank]` @returns `[rank, rank]` */
function gramOf(x: Float32Array, rank: number): Float64Array {
  const gram = new Float64Array(rank * rank);
  for (let at = 0; at < x.length; at += rank) {
    for (let r = 0; r < rank; r++) for (let c = 0; c <= r; c++) gram[r * rank + c] += x[at + r] * x[at + c];
  }
  for (let r = 0; r < rank; r++) for (let c = 0; c < r; c++) gram[c * rank + r] = gram[r * rank + c];
  return gram;
}

/** @param name those that earlier versions stored: 'ials' and 'viewing' */
function codecOf(name: string, counted: Counted): ModelCodec<IalsModel> {
  return {
    name,
    encode: ({ rank, confidence, regularisation, itemFactors, gram }) => ({
      meta: { counted, rank, confidence, regularisation, items: itemFactors.length / rank },
      arrays: { itemFactors, gram },
    }),
    decode({ meta: { rank, confidence, regularisation, items }, array }) {
      if (typeof rank !== 'number' || typeof confidence !== 'number') return null;
      if (typeof regularisation !== 'number' || typeof items !== 'number') return null;
      return {
        counted,
        rank,
        confidence,
        regularisation,
        itemFactors: array('itemFactors', Float32Array, items * rank),
        gram: array('gram', Float64Array, rank * rank),
      };
    },
  };
}

/** Fits the ratings within the bound. */
function fitBounded(options: IalsOptions): (ratings: Ratings, work?: FitWork) => Promise<IalsModel> {
  return (ratings, { signal, onProgress } = {}) =>
    fitIals(boundedRatings(ratings), options, (done, of) => onProgress?.(done / of), signal);
}

/** Who liked what. */
export const likedAlsDescriptor: SingleDescriptor = {
  ...recommenderInfo.ials,
  ...storedFit(codecOf('ials', 'liked'), fitBounded(defaultIals), (model) =>
    withUnrated(ials(model), 'liked'),
  ),
};

/** Who watched what, whatever they thought of it. */
export const viewingAlsDescriptor: SingleDescriptor = {
  ...recommenderInfo.viewing,
  ...storedFit(codecOf('viewing', 'rated'), fitBounded(viewingIals), (model) =>
    withUnrated(ials(model), 'watched'),
  ),
};
