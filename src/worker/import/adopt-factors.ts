import { Problem } from '../../base/problem.ts';
import { createPause, type Pause } from '../../base/scheduling.ts';
import { parseOrNull } from '../../base/schemas.ts';
import type { SparkFactors } from '../../dataset/archive/read-spark-factors.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { baseIdOf } from '../../dataset/exclude-suspicious.ts';
import { createMovieMatcher } from '../../dataset/match-movie.ts';
import { parseTitle } from '../../dataset/title.ts';
import type { ImportedFactors } from '../../protocol/import-messages.ts';
import { wordsOf } from '../../protocol/words.ts';
import { encodeSpark, type SparkModel, sparkAls } from '../../recommenders/models/spark-als.ts';
import { sparkFactsSchema } from '../../recommenders/models/spark-facts.ts';
import type { SessionContext } from '../session/session-context.ts';

/** Items between two looks at the clock. 256 of rank 512 take some 60 ms, those of rank 64 one. */
const ITEMS = 256;

/**
 * Stores factors that Spark trained, for the data set in use, and lets them rank from now on.
 * @param signal gives it up: those that were stored before stay
 * @throws Problem where their facts make no sense or none of their movies are here; storage Problems; the signal's reason
 */
export async function adoptFactors(
  context: SessionContext,
  read: SparkFactors,
  signal: AbortSignal,
): Promise<ImportedFactors> {
  const { catalogue, storage } = context;
  const model = await sparkModelOf(read, catalogue.dataset, createPause(signal));
  await storage.saveRecommender('spark', baseIdOf(catalogue.dataset.id), encodeSpark(model), signal);
  context.signal.throwIfAborted();
  context.backgroundRecommenders = new Map([...context.backgroundRecommenders, ['spark', sparkAls(model)]]);
  context.changed(['recommenders'], 'new');
  const { rank, implicit } = model.facts;
  return { matched: model.known.length, of: read.ids.length, movies: model.items, rank, implicit };
}

/**
 * The factors of the movies that are here. A movie is found by its id where its title agrees or is missing, else by its
 * title; two items for one movie count once, the first.
 * @throws Problem 'data-invalid', 'file-broken'; the reason of the pause
 */
export async function sparkModelOf(
  read: SparkFactors,
  { movies, subject }: Pick<Dataset, 'movies' | 'subject'>,
  pause: Pause,
): Promise<SparkModel> {
  const { rank, ids, titles, factors } = read;
  const facts = parseOrNull(sparkFactsSchema, read.facts);
  if (facts === null) {
    throw new Problem(
      'file-broken',
      'The regularisation, alpha or mean in factors.json makes no sense.',
      'Run the job again, and leave the file as it writes it.',
    );
  }
  const match = await createMovieMatcher(movies, pause);
  const rows = new Map<number, number>();
  for (const [n, movieId] of ids.entries()) {
    if (n % ITEMS === 0) await pause();
    const parsed = parseTitle(titles?.[n] ?? '');
    const known = parsed.title === '' ? [] : [parsed.title, ...parsed.alsoKnownAs];
    const found = match({ movieId, imdb: null, tmdb: null, titles: known, year: parsed.year });
    if (typeof found === 'number' && !rows.has(found)) rows.set(found, n);
  }
  if (rows.size === 0) {
    const { many } = wordsOf(subject);
    throw new Problem(
      'data-invalid',
      `None of the ${many} that Spark learned are in this data set.`,
      `Open the data set that it was trained on, or give the job --items so that ${many} are found by their titles.`,
    );
  }
  const known = Int32Array.from(rows.keys());
  const chosen = new Float32Array(known.length * rank);
  [...rows.values()].forEach((row, n) => {
    chosen.set(factors.subarray(row * rank, (row + 1) * rank), n * rank);
  });
  return { facts, items: movies.length, known, factors: chosen, gram: await gramOf(factors, rank, pause) };
}

/** `QᵀQ`. @param factors `[n, rank]` @returns `[rank, rank]` */
async function gramOf(factors: Float32Array, rank: number, pause: Pause): Promise<Float64Array> {
  const gram = new Float64Array(rank * rank);
  for (let at = 0; at < factors.length; at += rank) {
    if (at % (ITEMS * rank) === 0) await pause();
    for (let r = 0; r < rank; r++)
      for (let c = 0; c < rank; c++) gram[r * rank + c] += factors[at + r] * factors[at + c];
  }
  return gram;
}
