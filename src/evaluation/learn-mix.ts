import { createRandom } from '../base/random.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { trainedOn } from '../dataset/world-statistics.ts';
import {
  byComponent,
  type ComponentSet,
  type ComponentValues,
  components,
  noComponent,
} from '../recommenders/hybrid/components.ts';
import type { WeightPoint } from '../recommenders/hybrid/fitted-weights.ts';
import { knownTo, type LearntMix, type MixGain, withLearnt } from '../recommenders/hybrid/learnt-mix.ts';
import { pointsFor, weightsFor } from '../recommenders/hybrid/weighted-hybrid.ts';
import { personOf, relevantOf, usersToRank } from './evaluate.ts';
import { ascend, ndcgOf, type WeightCase, weightCase } from './fit-weights.ts';
import { pairedDifference } from './intervals.ts';
import { type Split, splitRatings } from './splits.ts';

/** Users with fewer ratings are newcomers, whose weights stay. */
const ESTABLISHED = 20;
/** With fewer people chance would choose the weights. */
const LEAST_PEOPLE = 50;
/** The weights are learnt from at most so many people. */
const MOST_PEOPLE = 600;
/** Of more ratings, all components take minutes to be fitted once more. */
export const MOST_RATINGS = 400_000;
/** A gain of so many standard errors is chance in one of twenty cases (one-sided). */
const SURE = 1.645;
/** The seed with which the app learns. */
export const SEED = 2;
/** So often the people are divided into halves, each of which is once learnt from and once measured. */
const DIVISIONS = 2;

/**
 * How far the weights move from those of the app to those of a fit, whose errors are larger than what there is to gain: on a
 * validation part of MovieLens Small of 2018 the whole way changed NDCG@10 by -0.0007 (standard error 0.0031), half of it
 * by +0.0014 (0.0018).
 */
const WAY = 0.5;

/** How weights are learnt. */
export interface MixLearning {
  /** Fits all components on a part of the data set. */
  fit(train: Dataset): Promise<Required<ComponentSet>>;
  /** Of what is hidden and of how people are divided. Equal seeds give equal weights. */
  readonly seed: number;
  /** Awaited between pieces of work; rejects to give up. */
  pause(): Promise<void>;
}

/** A person some of whose ratings are hidden, with how many are left. */
export interface JudgedCase extends WeightCase {
  readonly ratings: number;
}

/**
 * Learns the weights of the components for a data set: hides a fifth of every user's ratings, fits the components without
 * them, and finds the weights that rank best what users with at least 20 ratings then liked.
 */
export async function learnMix(dataset: Dataset, learning: MixLearning): Promise<LearntMix> {
  if (dataset.ratings.item.length > MOST_RATINGS) return { kind: 'tooLarge' };
  const split = splitRatings(dataset.ratings, 'perUser', learning.seed);
  const people = establishedIn(split);
  if (people.length < LEAST_PEOPLE) return { kind: 'tooFew' };
  const set = await learning.fit(trainedOn(dataset, split.train, split.test));
  const chosen = createRandom(learning.seed).shuffle(people).slice(0, MOST_PEOPLE);
  const cases: JudgedCase[] = [];
  for (const user of chosen) {
    await learning.pause();
    const person = personOf(split, user);
    const ratings = person.ratings.item.length;
    const one = weightCase(person, set, new Set(person.ratings.item), relevantOf(split, user));
    cases.push({ ...one, ratings });
  }
  return { known: knownTo(set), ...(await chooseWeights(cases, pointsFor(set), learning)) };
}

function establishedIn(split: Split): number[] {
  const { rowStart } = split.train;
  return usersToRank(split).filter((user) => rowStart[user + 1] - rowStart[user] >= ESTABLISHED);
}

/**
 * Weights half way from those of the app to those of coordinate ascent, the mean over all halves. They are adopted only where
 * the weights learnt from a half rank better for the other half than those of the app do, by more NDCG@10 than chance makes in
 * one of twenty cases.
 * @param points the weights of the app by number of ratings
 */
export async function chooseWeights(
  cases: readonly JudgedCase[],
  points: readonly WeightPoint[],
  { seed, pause }: Pick<MixLearning, 'seed' | 'pause'>,
): Promise<
  | { readonly kind: 'learnt'; readonly weights: ComponentValues; readonly gain: MixGain }
  | { readonly kind: 'noGain'; readonly gain: MixGain }
> {
  const random = createRandom(seed);
  const settled = points[points.length - 1].weights;
  const starts = startsFor(settled);
  const fits: ComponentValues[] = [];
  /** What each case gains while it is not learnt from, over all divisions. */
  const gains = new Float64Array(cases.length);
  for (let division = 0; division < DIVISIONS; division++) {
    const order = random.shuffle(Int32Array.from(cases, (_, n) => n));
    const halves = [order.subarray(0, order.length >> 1), order.subarray(order.length >> 1)];
    for (const [which, half] of halves.entries()) {
      const people = Array.from(half, (n) => cases[n]);
      const best = await ascend(people, starts, [], pause);
      const fitted = byComponent((component) => WAY * best[component] + (1 - WAY) * settled[component]);
      fits.push(fitted);
      const learnt = withLearnt(points, fitted);
      for (const n of halves[1 - which]) gains[n] += gainOf(cases[n], learnt, points) / DIVISIONS;
    }
  }
  const { mean, standardError } = pairedDifference([...gains], [...gains].fill(0), createRandom(seed));
  const gain = { mean, standardError, people: cases.length };
  if (!(mean > SURE * standardError)) return { kind: 'noGain', gain };
  const weights = byComponent(
    (component) => fits.reduce((sum, fit) => sum + fit[component], 0) / fits.length,
  );
  return { kind: 'learnt', weights, gain };
}

function gainOf(one: JudgedCase, learnt: readonly WeightPoint[], points: readonly WeightPoint[]): number {
  return ndcgOf(one, weightsFor(one.ratings, learnt)) - ndcgOf(one, weightsFor(one.ratings, points));
}

/** The weights of the app, and each of the two that are best alone on most data sets with some of the others. */
function startsFor(settled: ComponentValues): readonly ComponentValues[] {
  const most = components.reduce((high, component) => Math.max(high, settled[component]), 0);
  return [
    byComponent((component) => settled[component] / most),
    { ...noComponent, ease: 1, stars: 0.1, content: 0.2 },
    { ...noComponent, ials: 0.7, viewing: 0.7, ease: 0.3, stars: 1 },
  ];
}
