import { Problem } from '../../base/problem.ts';
import { parseOrNull } from '../../base/schemas.ts';
import type { SparkFactors } from '../../dataset/archive/read-spark-factors.ts';
import type { Movie } from '../../dataset/dataset.ts';
import { baseIdOf } from '../../dataset/exclude-suspicious.ts';
import { createMovieMatcher } from '../../dataset/match-movie.ts';
import { parseTitle } from '../../dataset/title.ts';
import type { ImportedFactors } from '../../protocol/import-messages.ts';
import { encodeSpark, type SparkModel, sparkAls } from '../../recommenders/models/spark-als.ts';
import { sparkFactsSchema } from '../../recommenders/models/spark-facts.ts';
import type { SessionContext } from '../session/session-context.ts';

/**
 * Stores factors that Spark trained, for the data set in use, and lets them rank from now on.
 * @throws Problem where their facts make no sense or none of their movies are here; storage Problems
 */
export async function adoptFactors(context: SessionContext, read: SparkFactors): Promise<ImportedFactors> {
  const { catalogue, storage, signal } = context;
  const model = sparkModelOf(read, catalogue.dataset.movies);
  await storage.saveRecommender('spark', baseIdOf(catalogue.dataset.id), encodeSpark(model));
  signal.throwIfAborted();
  context.backgroundRecommenders = new Map([...context.backgroundRecommenders, ['spark', sparkAls(model)]]);
  context.changed(['recommenders'], 'new');
  const { rank, implicit } = model.facts;
  return { matched: model.known.length, of: read.ids.length, movies: model.items, rank, implicit };
}

/**
 * The factors of the movies that are here. A movie is found by its id where its title agrees or is missing, else by its
 * title; two items for one movie count once, the first.
 * @throws Problem 'data-invalid', 'file-broken'
 */
export function sparkModelOf(read: SparkFactors, movies: readonly Movie[]): SparkModel {
  const { rank, ids, titles, factors } = read;
  const facts = parseOrNull(sparkFactsSchema, read.facts);
  if (facts === null) {
    throw new Problem(
      'file-broken',
      'The regularisation, alpha or mean in factors.json makes no sense.',
      'Run the job again, and leave the file as it writes it.',
    );
  }
  const match = createMovieMatcher(movies);
  const rows = new Map<number, number>();
  ids.forEach((movieId, n) => {
    const parsed = parseTitle(titles?.[n] ?? '');
    const known = parsed.title === '' ? [] : [parsed.title, ...parsed.alsoKnownAs];
    const found = match({ movieId, imdb: null, tmdb: null, titles: known, year: parsed.year });
    if (typeof found === 'number' && !rows.has(found)) rows.set(found, n);
  });
  if (rows.size === 0) {
    throw new Problem(
      'data-invalid',
      'None of the films that Spark learned are in this data set.',
      'Open the data set that it was trained on, or give the job --items so that films are found by their titles.',
    );
  }
  const known = Int32Array.from(rows.keys());
  const chosen = new Float32Array(known.length * rank);
  [...rows.values()].forEach((row, n) => {
    chosen.set(factors.subarray(row * rank, (row + 1) * rank), n * rank);
  });
  return { facts, items: movies.length, known, factors: chosen, gram: gramOf(factors, rank) };
}

/** `QᵀQ`. @param factors `[n, rank]` @returns `[rank, rank]` */
function gramOf(factors: Float32Array, rank: number): Float64Array {
  const gram = new Float64Array(rank * rank);
  for (let at = 0; at < factors.length; at += rank)
    for (let r = 0; r < rank; r++)
      for (let c = 0; c < rank; c++) gram[r * rank + c] += factors[at + r] * factors[at + c];
  return gram;
}
