import { createRandom } from '../../src/base/random.ts';
import type { Dataset } from '../../src/dataset/dataset.ts';
import { type Facts, noFacts } from '../../src/dataset/movie-facts.ts';
import { trainedOn } from '../../src/dataset/world-statistics.ts';
import { evaluate } from '../../src/evaluation/evaluate.ts';
import { meanOf, pairedDifference } from '../../src/evaluation/intervals.ts';
import { learnMix } from '../../src/evaluation/learn-mix.ts';
import { splitRatings } from '../../src/evaluation/splits.ts';
import type { Component } from '../../src/protocol/component-catalog.ts';
import { byComponent, components } from '../../src/recommenders/hybrid/components.ts';
import { type LearntMix, pointsIn } from '../../src/recommenders/hybrid/learnt-mix.ts';
import { hybridScores, weightsFor } from '../../src/recommenders/hybrid/weighted-hybrid.ts';
import type { Recommender } from '../../src/recommenders/recommender.ts';
import { createFitter } from '../../src/recommenders/registry.ts';
import { BUILT_IN, type Described, readWithFacts } from '../tools/read-facts-of-zip.ts';
import { trainInNode } from '../tools/train-in-node.ts';
import { madeUpDataset } from './made-up-ratings.ts';

/**
 * NDCG@10 of the hybrid with the weights that are learnt within the training part, of the hybrid with those that come with the app,
 * and of each component alone, on one data set.
 */
export interface Carried extends Readonly<Record<Component | 'hybrid' | 'withAppWeights', number>> {
  /** The best component. */
  readonly best: Component;
  /** The hybrid minus the best component, user by user, with the standard error of the mean difference. */
  readonly paired: Paired;
  /** The hybrid minus the one with the weights of the app, in the same way. */
  readonly againstApp: Paired;
  /** What came of learning, and its seconds. */
  readonly mix: LearntMix;
  readonly seconds: number;
}

interface Paired {
  readonly difference: number;
  readonly se: number;
}

/** By what was trained on. */
export type Generalises = Record<string, Carried>;

const K = 10;
const SEED = 1;

/** The data sets: three of real people, and two made-up worlds that nothing was fitted on. */
const worlds: Readonly<Record<string, () => Promise<Described>>> = {
  'ml-100k': () => readWithFacts('../shared/data/ml-100k.zip'),
  'built-in': () => readWithFacts(BUILT_IN),
  'ml-latest-small-2018': () => readWithFacts('../shared/data/ml-latest-small-2018.zip'),
  'few-stars': async () => ({ dataset: ofTwoAnswers(), facts: noFacts }),
  'long-tail': async () => ({
    dataset: madeUpDataset({ users: 500, movies: 12_000, ratings: 80_000 }, 12),
    facts: noFacts,
  }),
};

/** People who say whether they liked a movie and no more: five stars or two. */
function ofTwoAnswers(): Dataset {
  const made = madeUpDataset({ users: 500, movies: 1500, ratings: 60_000 }, 11);
  const value = made.ratings.value.map((stars) => (stars >= 3.5 ? 5 : 2));
  return { ...made, ratings: { ...made.ratings, value } };
}

/**
 * Whether the hybrid carries over: on each data set its components are fitted, as in the app, on four fifths of each user's
 * ratings, the weights are learnt from these as the app learns them, and all unrated movies are ranked for the last fifth.
 * @param names of the data sets, with commas; all by default
 */
export async function generalises(names?: string): Promise<Generalises> {
  const chosen = names?.split(',') ?? Object.keys(worlds);
  const unknown = chosen.find((name) => !(name in worlds));
  if (unknown !== undefined) throw new RangeError(`${unknown} is none of ${Object.keys(worlds).join(', ')}`);
  const results: Generalises = {};
  console.log(
    'trained on            best component     hybrid  difference to best, paired  weights of the app  weights',
  );
  for (const [name, open] of Object.entries(worlds)) {
    if (!chosen.includes(name)) continue;
    const { dataset, facts } = await open();
    const carried = await measure(dataset, facts);
    results[name] = carried;
    const { best, paired, againstApp, hybrid, withAppWeights } = carried;
    const app = `${withAppWeights.toFixed(4)} ${inWords(againstApp)}`;
    console.log(
      `${name.padEnd(21)} ${`${best} ${carried[best].toFixed(4)}`.padEnd(18)} ${hybrid.toFixed(4)}  ${inWords(paired)}  ${app}  ${mixInWords(carried)}`,
    );
  }
  return results;
}

const inWords = ({ difference, se }: Paired) =>
  `${difference < 0 ? '' : '+'}${difference.toFixed(4)} (se ${se.toFixed(4)})`;

function mixInWords({ mix, seconds }: Carried): string {
  const gain = 'gain' in mix ? ` ${inWords({ difference: mix.gain.mean, se: mix.gain.standardError })}` : '';
  const weights =
    mix.kind === 'learnt' ? components.map((one) => ` ${one} ${mix.weights[one].toFixed(3)}`).join() : '';
  return `${mix.kind}${gain}${weights} in ${seconds.toFixed(0)} s`;
}

async function measure(dataset: Dataset, facts: Facts): Promise<Carried> {
  const split = splitRatings(dataset.ratings, 'perUser', SEED);
  const train = trainedOn(dataset, split.train, split.test);
  const fitter = createFitter(train, { trainStars: trainInNode, facts });
  const ndcgOf = async (recommender: Recommender) =>
    (await evaluate(train, split, recommender, K, async () => {})).perUser.ndcg;
  const set = await fitter.componentSet();
  const started = performance.now();
  const mix = await learnMix(train, {
    fit: (part) => createFitter(part, { trainStars: trainInNode, facts }).componentSet(),
    seed: SEED + 1,
    pause: async () => {},
  });
  const seconds = (performance.now() - started) / 1000;
  const alone = new Map<Component, readonly number[]>();
  for (const component of components) alone.set(component, await ndcgOf(set[component]));
  const valuesOf = (component: Component) => alone.get(component) ?? [];
  const best = components.reduce((most, component) =>
    meanOf(valuesOf(component)) > meanOf(valuesOf(most)) ? component : most,
  );
  const points = pointsIn(mix, set);
  const hybrid = await ndcgOf({
    score: (person) => hybridScores(set, person, weightsFor(person.ratings.item.length, points)).total,
  });
  const withAppWeights = await ndcgOf(await fitter.recommender('hybrid'));
  return {
    ...byComponent((component) => meanOf(valuesOf(component))),
    hybrid: meanOf(hybrid),
    withAppWeights: meanOf(withAppWeights),
    best,
    paired: paired(hybrid, valuesOf(best)),
    againstApp: paired(hybrid, withAppWeights),
    mix,
    seconds,
  };
}

function paired(values: readonly number[], others: readonly number[]): Paired {
  const { mean, standardError } = pairedDifference(values, others, createRandom(1));
  return { difference: mean, se: standardError };
}
