import { createRandom } from '../base/random.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { trainedOn } from '../dataset/world-statistics.ts';
import { boundedRatings } from '../recommenders/bounded-ratings.ts';
import {
  blended,
  isEstablished,
  type LearntMix,
  MixLearner,
  type Sample,
} from '../recommenders/hybrid/learnt-mix.ts';
import { createFitter, type FitTools } from '../recommenders/registry.ts';
import { personOf, relevantOf, usersToRank } from './evaluate.ts';
import { pairedDifference } from './intervals.ts';
import { ndcg } from './metrics.ts';
import { splitRatings } from './splits.ts';
import { tiedTop } from './tied-list.ts';

/** The mix is learnt from at most so many people: more move no weight by more than chance does. */
const MOST_PEOPLE = 600;
/** With fewer, chance would choose the weights. */
const LEAST_PEOPLE = 50;
/** The components are fitted anew on at most so many ratings, so that learning takes seconds on any data set. */
const MOST_RATINGS = 300_000;

/**
 * Learns the mix of components for a data set: hides a fifth of every user's ratings, fits the components without them, and
 * looks at what each component says of the movies that the users then liked.
 * @param seed of the hidden part
 * @param pause awaited between people; rejects to give up
 * @returns null where too few people can be asked, or the weights that come with the app do as well
 */
export async function learnMix(
  dataset: Dataset,
  tools: FitTools,
  seed: number,
  pause: () => Promise<void>,
): Promise<LearntMix | null> {
  const split = splitRatings(boundedRatings(dataset.ratings, MOST_RATINGS), 'perUser', seed);
  const asked = usersToRank(split).filter((user) => isEstablished(personOf(split, user)));
  if (asked.length < LEAST_PEOPLE) return null;
  const fitter = createFitter(trainedOn(dataset, split.train, split.test), tools);
  const learner = new MixLearner(await fitter.componentSet());
  for (const user of createRandom(seed).shuffle(asked).slice(0, MOST_PEOPLE)) {
    await pause();
    learner.add(personOf(split, user), relevantOf(split, user));
  }
  await pause();
  return isBetter(learner) ? learner.learn() : null;
}

/**
 * Whether a mix that is learnt from half of the people ranks better for the other half than the weights that come with the
 * app, by more than one standard error of NDCG@10.
 */
function isBetter(learner: MixLearner): boolean {
  const half = (odd: number) => learner.samples.filter((_, n) => n % 2 === odd);
  const gains = [0, 1].flatMap((odd) => {
    const mix = learner.learn(half(odd));
    if (mix === null) return [];
    return half(1 - odd).map((sample) => ndcgOf(sample, blended(mix, sample)) - ndcgOf(sample, sample.fixed));
  });
  const { mean, standardError } = pairedDifference(
    gains,
    new Array<number>(gains.length).fill(0),
    createRandom(1),
  );
  return mean > standardError;
}

function ndcgOf({ items, liked }: Sample, scores: Float32Array | Float64Array): number {
  const list = tiedTop(scores, 10, new Set()).map(({ items: places, ...group }) => ({
    ...group,
    items: places.map((n) => items[n]),
  }));
  return ndcg(list, liked, 10);
}
