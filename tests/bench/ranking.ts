import { createRandom } from '../../src/base/random.ts';
import { trainedOn } from '../../src/dataset/world-statistics.ts';
import { type Evaluation, evaluate } from '../../src/evaluation/evaluate.ts';
import { meanOf, pairedDifference } from '../../src/evaluation/intervals.ts';
import { splitRatings } from '../../src/evaluation/splits.ts';
import {
  type RecommenderId,
  recommenderIds,
  recommenderInfo,
} from '../../src/protocol/recommender-catalog.ts';
import { createFitter } from '../../src/recommenders/registry.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { readWithFacts } from '../tools/read-facts-of-zip.ts';
import { trainInNode } from '../tools/train-in-node.ts';
import { type Generalises, generalises } from './mix-generalises.ts';

interface Row {
  readonly ndcg10: number;
  readonly recall10: number;
  readonly precision10: number;
  readonly coverage10: number;
  readonly novelty: number;
  readonly diversity: number;
  /** Seconds of fitting, mean of the splits, without what an earlier row has fitted already. */
  readonly seconds: number;
}

const seeds = [1, 2, 3];
const k = 10;
/** What can be fitted on a part of the data in seconds. */
const ids = recommenderIds.filter(
  (id) => !recommenderInfo[id].isImported && !recommenderInfo[id].isOnRequest,
);

/**
 * Ranking of every recommender: a fifth of each user's ratings is held out at random, a movie is relevant when it was held
 * out and rated 4 or more, and all unrated movies are ranked; mean of three splits. Facts of the movies are as in the app.
 * Without `--data`, also whether the hybrid carries over to other data sets; with `--generalises` only that, and `--data` names some of them.
 */
export async function run(
  options: BenchOptions,
): Promise<{ models?: Record<string, Row>; generalises?: Generalises }> {
  if (options.generalises) return { generalises: await generalises(options.data) };
  const models = await rankedOn(options.data ?? '../shared/data/ml-100k.zip');
  return options.data === undefined ? { models, generalises: await generalises() } : { models };
}

async function rankedOn(path: string): Promise<Record<string, Row>> {
  const { dataset, facts } = await readWithFacts(path);
  const results = new Map<RecommenderId, { evaluation: Evaluation; seconds: number }[]>();
  for (const seed of seeds) {
    const split = splitRatings(dataset.ratings, 'perUser', seed);
    const train = trainedOn(dataset, split.train, split.test);
    const fitter = createFitter(train, { trainStars: trainInNode, facts });
    for (const id of ids) {
      const started = performance.now();
      const recommender = await fitter.recommender(id);
      const seconds = (performance.now() - started) / 1000;
      const evaluation = await evaluate(train, split, recommender, k, async () => {});
      results.set(id, [...(results.get(id) ?? []), { evaluation, seconds }]);
    }
  }

  console.log('recommender NDCG@10 Recall Precis. Cover. Novelty Divers. fit s  against hybrid (paired)');
  const models: Record<string, Row> = {};
  for (const [id, runs] of results) {
    const mean = (of: (evaluation: Evaluation) => number) =>
      meanOf(runs.map(({ evaluation }) => of(evaluation)));
    const row: Row = {
      ndcg10: mean(({ perUser }) => meanOf(perUser.ndcg)),
      recall10: mean(({ perUser }) => meanOf(perUser.recall)),
      precision10: mean(({ perUser }) => meanOf(perUser.precision)),
      coverage10: mean(({ coverage }) => coverage),
      novelty: mean(({ perUser }) => meanOf(perUser.novelty)),
      diversity: mean(({ perUser }) => meanOf(perUser.diversity)),
      seconds: meanOf(runs.map(({ seconds }) => seconds)),
    };
    models[id] = row;
    const all = (of: RecommenderId) =>
      (results.get(of) ?? []).flatMap(({ evaluation }) => evaluation.perUser.ndcg);
    const difference = pairedDifference(all('hybrid'), all(id), createRandom(1));
    const figures = [
      row.ndcg10.toFixed(4).padStart(7),
      row.recall10.toFixed(3).padStart(6),
      row.precision10.toFixed(3).padStart(7),
      row.coverage10.toFixed(3).padStart(6),
      row.novelty.toFixed(2).padStart(7),
      row.diversity.toFixed(3).padStart(7),
      row.seconds.toFixed(1).padStart(5),
    ];
    const against =
      id === 'hybrid' ? '' : `+${difference.mean.toFixed(4)} (se ${difference.standardError.toFixed(4)})`;
    console.log(`${id.padEnd(11)} ${figures.join(' ')}  ${against}`);
  }
  return models;
}
