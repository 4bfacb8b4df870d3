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
  /** What came of learning on each split, and the seconds of all. */
  readonly mixes: readonly LearntMix[];
  readonly seconds: number;
}

interface Paired {
  readonly difference: number;
  readonly se: number;
}

/** By what was trained on. */
export type Generalises = Record<string, Carried>;

const K = 10;
/** Of the splits; a person's value is the mean over those on which they have something to find. */
const SEEDS = [1, 2, 3];

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
 * ratings, the weights are learnt from these as the app learns them, and all unrated movies are ranked for the last fifth. Over
 * three splits.
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
      `${name.padEnd(21)} ${`${best} ${carried[best].toFixed(4)}`.padEnd(18)} ${hybrid.toFixed(4)}  ${inWords(paired)}  ${app}  ${mixesInWords(carried)}`,
    );
  }
  return results;
}

const inWords = ({ difference, se }: Paired) =>
  `${difference < 0 ? '' : '+'}${difference.toFixed(4)} (se ${se.toFixed(4)})`;

const mixesInWords = ({ mixes, seconds }: Carried) =>
  `${mixes.map(mixInWords).join('; ')} in ${seconds.toFixed(0)} s`;

function mixInWords(mix: LearntMix): string {
  const gain = 'gain' in mix ? ` ${inWords({ difference: mix.gain.mean, se: mix.gain.standardError })}` : '';
  const weights =
    mix.kind === 'learnt' ? components.map((one) => ` ${one} ${mix.weights[one].toFixed(3)}`).join() : '';
  return `${mix.kind}${gain}${weights}`;
}

/** What is ranked: the components, the hybrid, and the hybrid with the weights of the app. */
type Measured = Component | 'hybrid' | 'withAppWeights';

async function measure(dataset: Dataset, facts: Facts): Promise<Carried> {
  const sums = new Map<Measured, UserSums>();
  const mixes: LearntMix[] = [];
  let seconds = 0;
  for (const seed of SEEDS) {
    const { ndcg, mix, seconds: took } = await measureSplit(dataset, facts, seed);
    mixes.push(mix);
    seconds += took;
    for (const [measured, values] of ndcg) {
      const sum = sums.get(measured) ?? new UserSums();
      sum.add(values);
      sums.set(measured, sum);
    }
  }
  const valuesOf = (measured: Measured) => sums.get(measured)?.means() ?? [];
  const best = components.reduce((most, component) =>
    meanOf(valuesOf(component)) > meanOf(valuesOf(most)) ? component : most,
  );
  const hybrid = valuesOf('hybrid');
  const withAppWeights = valuesOf('withAppWeights');
  return {
    ...byComponent((component) => meanOf(valuesOf(component))),
    hybrid: meanOf(hybrid),
    withAppWeights: meanOf(withAppWeights),
    best,
    paired: paired(hybrid, valuesOf(best)),
    againstApp: paired(hybrid, withAppWeights),
    mixes,
    seconds,
  };
}

/** The values of each user over splits. */
class UserSums {
  private readonly byUser = new Map<number, { sum: number; splits: number }>();

  add(values: ReadonlyMap<number, number>): void {
    for (const [user, value] of values) {
      const { sum, splits } = this.byUser.get(user) ?? { sum: 0, splits: 0 };
      this.byUser.set(user, { sum: sum + value, splits: splits + 1 });
    }
  }

  /** By user, in ascending order. */
  means(): number[] {
    return [...this.byUser].sort(([a], [b]) => a - b).map(([, { sum, splits }]) => sum / splits);
  }
}

async function measureSplit(dataset: Dataset, facts: Facts, seed: number) {
  const split = splitRatings(dataset.ratings, 'perUser', seed);
  const train = trainedOn(dataset, split.train, split.test);
  const fitter = createFitter(train, { trainStars: trainInNode, facts });
  const ndcgOf = async (recommender: Recommender): Promise<ReadonlyMap<number, number>> => {
    const { users, perUser } = await evaluate(train, split, recommender, K, async () => {});
    return new Map(users.map((user, n) => [user, perUser.ndcg[n]]));
  };
  const set = await fitter.componentSet();
  const started = performance.now();
  const mix = await learnMix(train, {
    fit: (part) => createFitter(part, { trainStars: trainInNode, facts }).componentSet(),
    seed: seed + 1,
    pause: async () => {},
  });
  const seconds = (performance.now() - started) / 1000;
  const ndcg = new Map<Measured, ReadonlyMap<number, number>>();
  for (const component of components) ndcg.set(component, await ndcgOf(set[component]));
  const points = pointsIn(mix, set);
  const withLearnt: Recommender = {
    score: (person) => hybridScores(set, person, weightsFor(person.ratings.item.length, points)).total,
  };
  ndcg.set('hybrid', await ndcgOf(withLearnt));
  ndcg.set('withAppWeights', await ndcgOf(await fitter.recommender('hybrid')));
  return { ndcg, mix, seconds };
}

function paired(values: readonly number[], others: readonly number[]): Paired {
  const { mean, standardError } = pairedDifference(values, others, createRandom(1));
  return { difference: mean, se: standardError };
}
