/**
 * Fits the weights of the hybrid's components: `npm run fit [-- ZIP [newcomers | likes | mix | established [OTHER_ZIP]]]`. Coordinate ascent finds
 * the weights with the highest mean NDCG@10 over each half of the users; the other half measures them. The printed rows
 * are the mean of both halves, which depends less on chance, and go into src/recommenders/hybrid/fitted-weights.ts.
 *
 * Newcomers are users hidden from training. They have 0 to 20 ratings, once of movies that the app would ask for and once
 * of random movies, and their favourite genres as picks (src/evaluation/cold-start-users.ts). The bench of newcomers
 * measures other users. Established users are part of the training: a fifth of their ratings is held out of what the
 * bench of ranking trains on with the same seed. They have no picks, because weights fitted with picks rank worse for
 * people without (by 0.011 on MovieLens 100K). Those of another data set count for a third, so that the weights fit more
 * than one. They are fitted twice, for content by genres alone and by all that is known; for the latter it also prints what
 * the weight of content alone gains, which depends far less on chance than six weights do.
 */

import { LIKED } from '../src/base/liked.ts';
import { createRandom } from '../src/base/random.ts';
import { trainedOn } from '../src/dataset/world-statistics.ts';
import { personOf } from '../src/evaluation/evaluate.ts';
import { ascend, measure, ndcgOf, type WeightCase, weightCase } from '../src/evaluation/fit-weights.ts';
import { pairedDifference } from '../src/evaluation/intervals.ts';
import { splitRatings } from '../src/evaluation/splits.ts';
import { componentInfo } from '../src/protocol/component-catalog.ts';
import {
  byComponent,
  type ComponentValues,
  components,
  noComponent,
} from '../src/recommenders/hybrid/components.ts';
import { genreHybridWeights } from '../src/recommenders/hybrid/fitted-weights.ts';
import { weightsFor } from '../src/recommenders/hybrid/weighted-hybrid.ts';
import { createFitter } from '../src/recommenders/registry.ts';
import { BUILT_IN, type Described, readWithFacts } from '../tests/tools/read-facts-of-zip.ts';
import { trainInNode } from '../tests/tools/train-in-node.ts';
import { fitLikes } from './fit-likes.ts';
import { fitMix } from './fit-mix.ts';
import { interviewed, playedBy } from './interviewed.ts';

const GIVEN = [0, 1, 3, 5, 10, 20];
/** A user with so many ratings in training is established. Their weights count from `SETTLED` ratings on. */
const ESTABLISHED = 20;
const SETTLED = 40;
/** Groups in which the newcomers are hidden, and the fewest ratings that each has: half of them can be asked for. */
const FOLDS = 2;
const LEAST_RATINGS = 40;
const SEEDS = [1, 2];
/** Ascent ends at the nearest maximum, so it starts from several points. */
const STARTS: readonly ComponentValues[] = [
  { ...noComponent, ease: 1, stars: 0.1, content: 0.2, popularity: 1 },
  { ...noComponent, ials: 1, ease: 0.3, stars: 0.5 },
  { ...noComponent, ials: 0.7, viewing: 1, ease: 0.3, stars: 1 },
];
/** Weights of content that are tried where more than genres is known. */
const CONTENT = [0.04, 0.08, 0.1, 0.12, 0.14, 0.16, 0.18, 0.2, 0.24];
/** Components that have weight 0 for a person without ratings. */
const NEED_RATINGS = components.filter((component) => componentInfo[component].needsRatings);

/** The share of another data set's users in the fit of the established ones. */
const OTHERS_SHARE = 1 / 3;

const [file = BUILT_IN, part, otherFile] = process.argv.slice(2);
const described = await readWithFacts(file);
if (part === 'likes') await fitLikes(described);
else if (part === 'mix') await fitMix(described);
else {
  if (part !== 'established') await fitNewcomers();
  if (part !== 'newcomers') await fitEstablished();
}

async function fitNewcomers(): Promise<void> {
  const played = await playedBy(described, 'fitting', FOLDS, LEAST_RATINGS);
  const most = GIVEN[GIVEN.length - 1];
  const answered = played.map((one) => interviewed(one, one.informed, most));
  for (const given of GIVEN) {
    const cases = played.flatMap(({ newcomers, set }, fold) =>
      newcomers.flatMap((newcomer, n) => {
        const asked = newcomer.personWith(answered[fold][n].items.slice(0, given));
        const people = given === 0 ? [asked] : [asked, newcomer.person(given)];
        const { known, relevant } = newcomer;
        return [people.map((person) => weightCase(person, set, known, relevant))];
      }),
    );
    // Both versions of a newcomer are in the same half.
    const half = (odd: number) => cases.filter((_, n) => n % 2 === odd).flat();
    await report(given, half(0), half(1));
  }
}

async function fitEstablished(): Promise<void> {
  const own = await establishedOf(described);
  const none = { full: [], genres: [] };
  const others = otherFile === undefined ? none : await establishedOf(await readWithFacts(otherFile));
  const share = (OTHERS_SHARE / (1 - OTHERS_SHARE)) * (own.full.length / others.full.length);
  const halves = (own: WeightCase[], others: WeightCase[]) => {
    const cases = [...own, ...others.map((one) => ({ ...one, share }))];
    const half = (odd: number) => cases.filter((_, n) => n % 2 === odd);
    return report(SETTLED, half(0), half(1));
  };
  console.log('genres alone');
  await halves(own.genres, others.genres);
  console.log('all that is known of the movies');
  await halves(own.full, others.full);
  console.log('the same, from the weights for genres alone; paired difference to those, of each data set');
  const sets = [own.full, others.full].filter((cases) => cases.length > 0);
  for (const content of CONTENT) console.log(`content ${content}: ${sets.map(gainBy(content)).join(', ')}`);
}

/** What a weight of content gains over the row for genres alone; the other components keep their proportions. */
function gainBy(content: number): (cases: WeightCase[]) => string {
  const row = weightsFor(SETTLED, genreHybridWeights);
  const others = (1 - content) / (1 - row.content);
  const raised = byComponent((component) => (component === 'content' ? content : others * row[component]));
  return (cases) => {
    const values = [raised, row].map((weights) => cases.map((one) => ndcgOf(one, weights)));
    const { mean, standardError } = pairedDifference(values[0], values[1], createRandom(1));
    return `${mean.toFixed(4)} (${standardError.toFixed(4)})`;
  };
}

/** The same people with content of all that is known of the movies, and of their genres alone. */
interface Established {
  readonly full: WeightCase[];
  readonly genres: WeightCase[];
}

async function establishedOf({ dataset, facts }: Described): Promise<Established> {
  const cases: Established = { full: [], genres: [] };
  for (const seed of SEEDS) {
    const measured = splitRatings(dataset.ratings, 'perUser', seed);
    const split = splitRatings(measured.train, 'perUser', seed + SEEDS.length);
    const train = trainedOn(dataset, split.train, split.test, measured.test);
    const fitter = createFitter(train, { trainStars: trainInNode, facts });
    const set = await fitter.componentSet();
    const genreSet = { ...set, content: await fitter.recommender('content') };
    for (let u = 0; u < split.train.users; u++) {
      const person = personOf(split, u);
      const [from, to] = [split.test.rowStart[u], split.test.rowStart[u + 1]];
      const held = split.test.item.subarray(from, to);
      const relevant = new Set(held.filter((_, n) => split.test.value[from + n] >= LIKED));
      if (person.ratings.item.length < ESTABLISHED || relevant.size === 0) continue;
      const known = new Set(person.ratings.item);
      cases.full.push(weightCase(person, set, known, relevant));
      cases.genres.push(weightCase(person, genreSet, known, relevant));
    }
  }
  return cases;
}

/** Prints the fit. @returns the mean of both halves' weights */
async function report(given: number, half: WeightCase[], other: WeightCase[]): Promise<ComponentValues> {
  const unusable = given === 0 ? NEED_RATINGS : [];
  const first = await ascend(half, STARTS, unusable);
  const second = await ascend(other, STARTS, unusable);
  const both = (measured: (cases: WeightCase[], other: WeightCase[]) => number) =>
    ((measured(half, other) + measured(other, half)) / 2).toFixed(3);
  const weights = byComponent((component) => (first[component] + second[component]) / 2);
  const row = components.map((component) => `${component}: ${Number(weights[component].toFixed(3))}`);
  console.log(`  { ratings: ${given}, weights: { ${row.join(', ')} } },`);
  const fitted = both((cases) => measure(cases, cases === half ? first : second));
  const checked = both((cases) => measure(cases, cases === half ? second : first));
  const alone = components.map(
    (component) => `${component} ${both((cases) => measure(cases, { ...noComponent, [component]: 1 }))}`,
  );
  console.log(`    // fitted ${fitted}, other half ${checked}; alone: ${alone.join(', ')}`);
  return weights;
}
