import { choleskyInPlace, choleskySolve, rowAt } from '../../base/linear-algebra.ts';
import { rowsTimes } from '../../base/matrix-vector.ts';
import { memoize } from '../../base/memoize.ts';
import { Problem } from '../../base/problem.ts';
import { parseOrNull } from '../../base/schemas.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import type { EncodedModel, ModelCodec, SingleDescriptor } from '../descriptor.ts';
import { type Explain, explainByRatings, explainByStars } from '../explanation.ts';
import type { Person, PersonRatings, Recommender } from '../recommender.ts';
import { type SparkFacts, sparkFactsSchema } from './spark-facts.ts';

/** Item factors that Spark trained, for the movies of one data set that it knows. */
export interface SparkModel {
  readonly facts: SparkFacts;
  /** Number of movies of the data set. */
  readonly items: number;
  /** `[known]` item index of each row of factors, each once */
  readonly known: Int32Array;
  /** `[known, rank]` */
  readonly factors: Float32Array;
  /** `QᵀQ` over all items that Spark trained on, `[rank, rank]`: implicit ALS counts what nobody rated, too */
  readonly gram: Float64Array;
}

/** One person's system `A p = b`, with what each rating adds to b. */
interface System {
  /** Cholesky factor of A, lower triangle, `[rank, rank]`; null where no rating is of a movie that Spark knows */
  readonly cholesky: Float64Array | null;
  /** `[n]` how often the factors of the n-th rated movie are in b; 0 for a movie that Spark does not know */
  readonly times: Float64Array;
}

/** Ranks by the factors that Spark trained. */
export interface SparkRecommender extends Recommender {
  /** The person's factors, as MLlib's `userFactors` has them for a user with these ratings. @returns `[rank]` */
  factorsOf(ratings: PersonRatings): Float64Array;
}

/**
 * ALS as Spark MLlib trains it. The person is folded in by the half-step that MLlib computes for a user: with n ratings
 * of known movies, explicit `(Σ q qᵀ + λ n I) p = Σ (r - mean) q` (Zhou et al. 2008, ALS-WR), implicit
 * `(QᵀQ + Σ α w q qᵀ + λ n I) p = Σ (1 + α w) q` (Hu, Koren & Volinsky 2008, with the same weighting of λ).
 * Movies that Spark does not know score like the average.
 */
export function sparkAls(model: SparkModel): SparkRecommender {
  const { facts, items, known, factors } = model;
  const { rank } = facts;
  const all = new Float32Array(items * rank);
  const isKnown = new Uint8Array(items);
  known.forEach((item, n) => {
    isKnown[item] = 1;
    all.set(factors.subarray(n * rank, (n + 1) * rank), item * rank);
  });
  const systemOf = memoize(2, (ratings: PersonRatings) => systemFor(model, all, isKnown, ratings));
  const factorsOf = (ratings: PersonRatings) => solve(systemOf(ratings), all, ratings, rank);
  const predict = ({ ratings }: Person): Float32Array => {
    const scores = new Float32Array(items);
    rowsTimes(all, factorsOf(ratings), scores);
    return facts.implicit ? scores : scores.map((score) => score + facts.mean);
  };
  const recommender: SparkRecommender = {
    factorsOf,
    score: predict,
    /** `p·q = Σ_j times_j q_jᵀ A⁻¹ q`: one term for each rating. */
    contributions({ ratings }, of) {
      const { cholesky, times } = systemOf(ratings);
      const base = facts.implicit ? 0 : facts.mean;
      if (cholesky === null) return { base, parts: new Float32Array(ratings.item.length) };
      const h = rowAt(all, rank, of);
      choleskySolve(cholesky, rank, h);
      const parts = Float32Array.from(ratings.item, (j, n) => {
        let dot = 0;
        for (let k = 0; k < rank; k++) dot += h[k] * all[j * rank + k];
        return times[n] * dot;
      });
      return { base, parts };
    },
  };
  if (facts.implicit) return recommender;
  return {
    ...recommender,
    stars(person, of) {
      const scores = predict(person);
      return Float32Array.from(of, (i) => clipped(scores[i]));
    },
  };
}

function systemFor(
  { facts, gram }: SparkModel,
  all: Float32Array,
  isKnown: Uint8Array,
  { item, value }: PersonRatings,
): System {
  const { rank, implicit, mean, regularisation } = facts;
  const times = new Float64Array(item.length);
  const a = implicit ? gram.slice() : new Float64Array(rank * rank);
  let counted = 0;
  for (let n = 0; n < item.length; n++) {
    if (isKnown[item[n]] === 0) continue;
    counted++;
    const extra = implicit ? facts.alpha * (facts.weights === 'one' ? 1 : value[n]) : 1;
    times[n] = implicit ? 1 + extra : value[n] - mean;
    const at = item[n] * rank;
    for (let r = 0; r < rank; r++) {
      const scaled = extra * all[at + r];
      for (let c = 0; c <= r; c++) a[r * rank + c] += scaled * all[at + c];
    }
  }
  if (counted === 0) return { cholesky: null, times };
  for (let k = 0; k < rank; k++) a[k * rank + k] += regularisation * counted;
  choleskyInPlace(a, rank);
  return { cholesky: a, times };
}

function solve(
  { cholesky, times }: System,
  all: Float32Array,
  { item }: PersonRatings,
  rank: number,
): Float64Array {
  const p = new Float64Array(rank);
  if (cholesky === null) return p;
  item.forEach((i, n) => {
    if (times[n] === 0) return;
    for (let k = 0; k < rank; k++) p[k] += times[n] * all[i * rank + k];
  });
  choleskySolve(cholesky, rank, p);
  return p;
}

function clipped(stars: number): number {
  return Math.min(5, Math.max(0.5, stars));
}

const codec: ModelCodec<SparkModel> = {
  name: 'spark',
  encode: ({ facts, items, known, factors, gram }): EncodedModel => ({
    meta: { facts, items, known: known.length },
    arrays: { known, factors, gram },
  }),
  decode({ meta, array }) {
    const facts = parseOrNull(sparkFactsSchema, meta.facts);
    if (facts === null || typeof meta.items !== 'number' || typeof meta.known !== 'number') return null;
    const { items } = meta;
    const known = array('known', Int32Array, meta.known);
    if (known.some((item) => item < 0 || item >= items)) return null;
    const factors = array('factors', Float32Array, meta.known * facts.rank);
    return { facts, items, known, factors, gram: array('gram', Float64Array, facts.rank ** 2) };
  },
};

/** Stars as stars, tastes by the ratings that add most. */
const explain: Explain = (scored, person, item) => {
  if (scored.recommender.stars === undefined) return explainByRatings(scored, person, item);
  const found = explainByStars(scored, person, item);
  return found?.kind === 'stars' ? { ...found, stars: clipped(found.stars) } : found;
};

export const sparkDescriptor: SingleDescriptor = {
  ...recommenderInfo.spark,
  async fit({ dataset, imported }) {
    const stored = await imported(codec.name);
    const model = stored === null ? null : codec.decode(stored);
    if (model !== null && model.items === dataset.movies.length) return sparkAls(model);
    throw new Problem(
      'settings',
      'There are no factors by Spark for this data set yet.',
      'Run the job in tools/spark and drop the folder that it writes anywhere on this page.',
    );
  },
  imported: {
    name: codec.name,
    decode(stored, ratings) {
      const model = codec.decode(stored);
      return model?.items === ratings.items ? sparkAls(model) : null;
    },
  },
  explain,
};

/** A model as it is stored. */
export const encodeSpark: (model: SparkModel) => EncodedModel = codec.encode;
