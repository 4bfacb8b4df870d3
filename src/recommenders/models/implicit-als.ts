import { choleskySolve, rowAt } from '../../base/linear-algebra.ts';
import { rowsTimes } from '../../base/matrix-vector.ts';
import { memoize } from '../../base/memoize.ts';
import { createRandom } from '../../base/random.ts';
import { createBackgroundPause, type Pause } from '../../base/scheduling.ts';
import { arrayFor, readableFor, unshared } from '../../base/shared-arrays.ts';
import { finishWithPauses } from '../../base/steps.ts';
import { oneThread, piecesByEntries, type Threads } from '../../base/threads.ts';
import { byItemSteps, type Ratings } from '../../dataset/dataset.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import { boundedRatingsSteps } from '../bounded-ratings.ts';
import { type FitWork, type ModelCodec, type SingleDescriptor, storedFit } from '../descriptor.ts';
import { preference } from '../preference.ts';
import type { PersonRatings, Recommender } from '../recommender.ts';
import { withUnrated } from '../unrated.ts';
import { createSolver, gramOfFactors, implicitRowsTask, type Row } from './implicit-als-rows.ts';

/** Entries of a piece of work: some milliseconds. */
const PIECE = 12_000;
/** What a row costs beside its entries, in entries: its Cholesky factor. */
const PER_ROW = 10;

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

/**
 * Implicit ALS (Hu, Koren & Volinsky 2008): preference 1 with confidence `1 + a w` where a movie was liked with graded
 * preference w, preference 0 with confidence 1 everywhere else. Minimises
 * `Σ_ui c_ui (1[w > 0] - p_u·q_i)² + λ (Σ |p_u|² + Σ |q_i|²)` by exact solves, one side after the other.
 * @param work `onProgress` is called after each sweep; an error that it throws ends the fit
 */
export async function fitIals(
  ratings: Ratings,
  options: IalsOptions,
  { signal, onProgress, threads = oneThread }: FitWork = {},
): Promise<IalsModel> {
  const { counted, rank, confidence, regularisation, sweeps } = options;
  const pause = createBackgroundPause(signal);
  const sides = await createSides(ratings, options, threads, pause);
  const half = async (own: Side, other: Side) => {
    const gram = await gramOfFactors(other.factors, rank, threads, pause);
    const { start, index, preference: preferences, edges } = own;
    const args = {
      rank,
      confidence,
      regularisation,
      start,
      index,
      preference: preferences,
      other: other.factors,
      gram,
      own: own.factors,
    };
    await threads.run(implicitRowsTask, args, edges, pause);
  };
  for (let sweep = 0; sweep < sweeps; sweep++) {
    await half(sides.users, sides.items);
    await half(sides.items, sides.users);
    onProgress?.((sweep + 1) / sweeps);
  }
  const gram = await gramOfFactors(sides.items.factors, rank, threads, pause);
  const itemFactors = unshared(sides.items.factors);
  return { counted, rank, confidence, regularisation, itemFactors, gram: unshared(gram) };
}

/** Preferences of one side, its factors, and how its rows are divided. */
interface Side {
  readonly start: Int32Array;
  readonly index: Int32Array;
  readonly preference: Float32Array;
  /** `[rows, rank]` */
  readonly factors: Float32Array;
  readonly edges: Int32Array;
}

async function createSides(
  ratings: Ratings,
  { counted, rank, seed }: IalsOptions,
  threads: Threads,
  pause: Pause,
): Promise<Record<'users' | 'items', Side>> {
  const random = createRandom(seed);
  const { value } = ratings;
  const weigh = weightOf(counted);
  const weight = await inPieces(value.length, (n) => weigh(value[n]), pause);
  const { colStart, user, position } = await finishWithPauses(byItemSteps(ratings), pause);
  const spread = 1 / Math.sqrt(rank);
  const create = (start: Int32Array, index: Int32Array, values: Float32Array): Side => ({
    start: readableFor(threads, Int32Array, start),
    index: readableFor(threads, Int32Array, index),
    preference: readableFor(threads, Float32Array, values),
    factors: arrayFor(threads, Float32Array, (start.length - 1) * rank),
    edges: piecesByEntries(start, PER_ROW, PIECE),
  });
  const users = create(ratings.rowStart, ratings.item, weight);
  const weightByItem = await inPieces(position.length, (n) => weight[position[n]], pause);
  const items = create(colStart, user, weightByItem);
  items.factors.set(await inPieces(items.factors.length, () => 0.1 * spread * random.normal(), pause));
  return { users, items };
}

/** Numbers that are computed between two looks at the clock: some milliseconds. */
const BETWEEN_LOOKS = 1 << 17;

/** A column computed number by number, with pauses: of millions it takes a tenth of a second and more. */
async function inPieces(
  length: number,
  numberAt: (n: number) => number,
  pause: Pause,
): Promise<Float32Array> {
  const column = new Float32Array(length);
  for (let n = 0; n < length; n++) {
    column[n] = numberAt(n);
    if (n % BETWEEN_LOOKS === 0) await pause();
  }
  return column;
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
  return async (ratings, work) => {
    const pause = createBackgroundPause(work?.signal);
    return fitIals(await finishWithPauses(boundedRatingsSteps(ratings), pause), options, work);
  };
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
