/**
 * What a liking without stars is worth: `npm run fit -- ZIP likes`. Newcomers hidden from training have rated movies in a random
 * order; of those that they liked, every second one loses its stars and is a movie that they like. What they liked in the other
 * half of their ratings is to be found. Prints the mean NDCG@10 for each preference that a liking may count as, for each component
 * that learns from it and for the hybrid, beside leaving the likes out and beside the true stars. The weights of the
 * hybrid are those of so many ratings, with and without the likes counted.
 */

import { LIKED } from '../src/base/liked.ts';
import { createRandom } from '../src/base/random.ts';
import { meanOf, pairedDifference } from '../src/evaluation/intervals.ts';
import { ndcg } from '../src/evaluation/metrics.ts';
import { tiedTop } from '../src/evaluation/tied-list.ts';
import { hybridWeights } from '../src/recommenders/hybrid/fitted-weights.ts';
import { hybridScores, weightsFor } from '../src/recommenders/hybrid/weighted-hybrid.ts';
import { dampedMean } from '../src/recommenders/models/genre-content.ts';
import type { Person, Recommender } from '../src/recommenders/recommender.ts';
import { type LearnsFrom, withUnrated } from '../src/recommenders/unrated.ts';
import type { Described } from '../tests/tools/read-facts-of-zip.ts';
import { type Played, playedBy } from './interviewed.ts';

const FOLDS = 2;
const LEAST_RATINGS = 40;
const GIVEN = [10, 20, 40];
const PREFERENCES = [0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
type Set = Played['set'];

/** A newcomer whose likes have lost their stars, with and without the likes, and with the true stars. */
interface Case {
  readonly set: Set;
  readonly known: ReadonlySet<number>;
  readonly relevant: ReadonlySet<number>;
  readonly rated: Person;
  readonly liking: Person;
  readonly true: Person;
}

export async function fitLikes(described: Described): Promise<void> {
  const played = await playedBy(described, 'fitting', FOLDS, LEAST_RATINGS);
  for (const given of GIVEN) {
    const cases = played.flatMap(({ newcomers, set }) =>
      newcomers.map(({ known, relevant, person }) => ({ set, known, relevant, ...stripped(person(given)) })),
    );
    console.log(
      `${given} ratings, ${cases.length} newcomers; liked movies are ${aboveMean(cases).toFixed(3)} above the mean`,
    );
    for (const name of ['ease', 'ials', 'viewing', 'content'] as const)
      report(name, cases, (set, person, preferred) => variantsOf(set, preferred)[name].score(person));
    report('hybrid, weights by ratings', cases, (set, person, preferred) =>
      total(set, person, preferred, person.ratings.item.length),
    );
    report('hybrid, weights by ratings and likes', cases, (set, person, preferred) =>
      total(set, person, preferred, person.ratings.item.length + (person.unrated?.liked.length ?? 0)),
    );
  }
}

type Score = (set: Set, person: Person, preferred: number) => Float32Array;

function report(name: string, cases: readonly Case[], score: Score): void {
  const measured = (which: 'rated' | 'liking' | 'true', preferred: number) =>
    cases.map((one) => ndcg(tiedTop(score(one.set, one[which], preferred), 10, one.known), one.relevant, 10));
  const without = measured('rated', 1);
  const cells = PREFERENCES.map((preferred) => {
    const { mean, standardError } = pairedDifference(measured('liking', preferred), without, createRandom(1));
    return `${preferred}: ${mean >= 0 ? '+' : ''}${mean.toFixed(4)} (${standardError.toFixed(4)})`;
  });
  const stars = meanOf(measured('true', 1)) - meanOf(without);
  console.log(
    `  ${name}: ${meanOf(without).toFixed(4)} without; ${cells.join(', ')}; true stars +${stars.toFixed(4)}`,
  );
}

function total(set: Set, person: Person, preferred: number, count: number): Float32Array {
  return hybridScores(variantsOf(set, preferred), person, weightsFor(count, hybridWeights)).total;
}

const variants = new Map<Set, Map<number, Set>>();

/** The components with another preference of a liking. */
function variantsOf(set: Set, preferred: number): Set {
  const known = variants.get(set) ?? new Map<number, Set>();
  variants.set(set, known);
  const found = known.get(preferred);
  if (found !== undefined) return found;
  // The recommender inside learns from the likes, too, but the person that it gets has none any more.
  const again = (recommender: Recommender, of: LearnsFrom) => withUnrated(recommender, of, preferred);
  const made = {
    ...set,
    ease: again(set.ease, 'liked'),
    ials: again(set.ials, 'liked'),
    viewing: again(set.viewing, 'watched'),
  };
  known.set(preferred, made);
  return made;
}

function stripped(person: Person): Pick<Case, 'rated' | 'liking' | 'true'> {
  const { item, value } = person.ratings;
  let liked = 0;
  const isStripped = Array.from(value, (stars) => stars >= LIKED && liked++ % 2 === 0);
  const left = [...item.keys()].filter((n) => !isStripped[n]);
  const rated = {
    ...person,
    ratings: { item: Int32Array.from(left, (n) => item[n]), value: Float32Array.from(left, (n) => value[n]) },
  };
  const likes = Int32Array.from(
    [...item.keys()].filter((n) => isStripped[n]),
    (n) => item[n],
  );
  return { rated, true: person, liking: { ...rated, unrated: { liked: likes, seen: new Int32Array(0) } } };
}

/** How far what people like is above their mean on average: stars. */
function aboveMean(cases: readonly Case[]): number {
  return meanOf(
    cases.flatMap(({ true: { ratings } }) => {
      const mean = dampedMean(ratings.value);
      return [...ratings.value].filter((stars) => stars >= LIKED).map((stars) => stars - mean);
    }),
  );
}
