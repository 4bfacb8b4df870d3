import { createRandom } from '../../src/base/random.ts';
import type { Dataset } from '../../src/dataset/dataset.ts';
import { type Facts, noFacts } from '../../src/dataset/movie-facts.ts';
import { trainedOn } from '../../src/dataset/world-statistics.ts';
import { evaluate } from '../../src/evaluation/evaluate.ts';
import { meanOf, pairedDifference } from '../../src/evaluation/intervals.ts';
import { learnMix } from '../../src/evaluation/learn-mix.ts';
import { splitRatings } from '../../src/evaluation/splits.ts';
import type { Component } from '../../src/protocol/component-catalog.ts';
import { type ComponentSet, components } from '../../src/recommenders/hybrid/components.ts';
import { type LearntMix, mixedScores } from '../../src/recommenders/hybrid/learnt-mix.ts';
import { hybridScores } from '../../src/recommenders/hybrid/weighted-hybrid.ts';
import type { Recommender } from '../../src/recommenders/recommender.ts';
import { createFitter } from '../../src/recommenders/registry.ts';
import { BUILT_IN, readWithFacts } from '../tools/read-facts-of-zip.ts';
import { trainInNode } from '../tools/train-in-node.ts';
import { madeUpDataset } from './made-up-ratings.ts';

/** NDCG@10 of each component, of the learnt mix (`hybrid`) and of the weights that the app comes with (`fixed`). */
type Scores = Readonly<Record<string, number>>;

/** By data set. `paired`: the learnt mix minus its best single component, which `best` names. */
export type Generalises = Record<
  string,
  Scores & { readonly paired: { readonly difference: number; readonly se: number }; readonly best: string }
>;

const k = 10;
const SEED = 1;

/** Data sets of two kinds of people and catalogues that nothing was fitted on. */
const madeUp: Readonly<Record<string, () => Dataset>> = {
  'few-stars': () => {
    const made = madeUpDataset({ users: 500, movies: 1500, ratings: 60_000 }, 11);
    // Liked or not: there is no third answer.
    return {
      ...made,
      ratings: { ...made.ratings, value: made.ratings.value.map((stars) => (stars >= 3.5 ? 5 : 2)) },
    };
  },
  'long-tail': () => madeUpDataset({ users: 500, movies: 12_000, ratings: 80_000 }, 12),
};

/**
 * Whether the mix carries over: on each data set it is learnt as the app does, within the training part, and measured on a
 * held-out fifth of each user's ratings.
 * @param names the data sets; all by default
 */
export async function generalises(names?: readonly string[]): Promise<Generalises> {
  const sources: Record<string, () => Promise<{ dataset: Dataset; facts: Facts }>> = {
    'ml-100k': () => readWithFacts('../shared/data/ml-100k.zip'),
    'built-in': () => readWithFacts(BUILT_IN),
    'latest-small-2018': () => readWithFacts('../shared/data/ml-latest-small-2018.zip'),
  };
  for (const [name, make] of Object.entries(madeUp))
    sources[name] = async () => ({ dataset: make(), facts: noFacts });
  const results: Generalises = {};
  console.log('trained on         best single      hybrid  fixed   hybrid - best (se)  learning s');
  for (const [name, open] of Object.entries(sources)) {
    if (names !== undefined && !names.includes(name)) continue;
    const { dataset, facts } = await open();
    results[name] = await measured(name, dataset, facts);
  }
  return results;
}

async function measured(name: string, dataset: Dataset, facts: Facts): Promise<Generalises[string]> {
  const split = splitRatings(dataset.ratings, 'perUser', SEED);
  const train = trainedOn(dataset, split.train, split.test);
  const tools = { trainStars: trainInNode, facts };
  const set: ComponentSet = await createFitter(train, tools).componentSet();
  const started = performance.now();
  const mix = await learnMix(train, tools, SEED, async () => {});
  const seconds = (performance.now() - started) / 1000;
  const ndcgOf = async (recommender: Recommender) =>
    (await evaluate(train, split, recommender, k, async () => {})).perUser.ndcg;
  const values: Record<string, readonly number[]> = {};
  for (const component of components) {
    const recommender = set[component];
    if (recommender !== undefined)
      values[component] = await ndcgOf({ score: (person) => recommender.score(person) });
  }
  const [best] = Object.entries(values).sort(([, a], [, b]) => meanOf(b) - meanOf(a))[0];
  const fixed = (person: Parameters<Recommender['score']>[0]) => hybridScores(set, person).total;
  values.fixed = await ndcgOf({ score: fixed });
  values.hybrid = await ndcgOf({
    score: (person) => (mix === null ? null : mixedScores(mix, set, person))?.total ?? fixed(person),
  });
  const { mean, standardError } = pairedDifference(values.hybrid, values[best], createRandom(1));
  const scores = Object.fromEntries(Object.entries(values).map(([id, own]) => [id, meanOf(own)]));
  console.log(
    `${name.padEnd(18)} ${`${best} ${scores[best].toFixed(4)}`.padEnd(16)} ${scores.hybrid.toFixed(4)}  ${scores.fixed.toFixed(4)}  ${mean >= 0 ? '+' : ''}${mean.toFixed(4)} (${standardError.toFixed(4)})     ${seconds.toFixed(0)}`,
  );
  const weights =
    mix === null ? ['the weights of the app stay'] : mix.of.map((id, c) => weightsText(mix, id, c));
  console.log(`  ${weights.join(', ')}`);
  return Object.assign(scores, {
    paired: { difference: mean, se: standardError },
    best,
  }) as Generalises[string];
}

/** The weights of z, of the evidence and of the squeezed score. */
function weightsText({ of, weights }: LearntMix, id: Component, c: number): string {
  return `${id} ${[0, 1, 2].map((term) => weights[term * of.length + c].toFixed(2)).join(' ')}`;
}
