import { LIKED } from '../../src/base/liked.ts';
import { createRandom } from '../../src/base/random.ts';
import type { Dataset } from '../../src/dataset/dataset.ts';
import type { Facts } from '../../src/dataset/movie-facts.ts';
import { trainedOn } from '../../src/dataset/world-statistics.ts';
import { personOf, usersToRank } from '../../src/evaluation/evaluate.ts';
import { createExposure } from '../../src/evaluation/exposure.ts';
import { meanOf, resampledMeans } from '../../src/evaluation/intervals.ts';
import { ndcg } from '../../src/evaluation/metrics.ts';
import { compareWith } from '../../src/evaluation/significance.ts';
import { type Split, splitRatings } from '../../src/evaluation/splits.ts';
import { tiedTop } from '../../src/evaluation/tied-list.ts';
import type { TermGroup } from '../../src/protocol/content-groups.ts';
import {
  genreHybridWeights,
  hybridWeights,
  type WeightPoint,
} from '../../src/recommenders/hybrid/fitted-weights.ts';
import {
  addTo,
  hybridScores,
  pointsFor,
  weightsFor,
  zScored,
} from '../../src/recommenders/hybrid/weighted-hybrid.ts';
import { fitTerms, weightsOf } from '../../src/recommenders/models/content-terms.ts';
import { type MovieContent, movieContent } from '../../src/recommenders/models/movie-content.ts';
import { createFitter } from '../../src/recommenders/registry.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { BUILT_IN, readWithFacts } from '../tools/read-facts-of-zip.ts';
import { trainInNode } from '../tools/train-in-node.ts';
import { measureSideInformation, type SideInformation } from './content-side-information.ts';

interface Row {
  readonly ndcg10: number;
  readonly coverage10: number;
  /** Weight of the content component for a person with many ratings, of 1 in all; absent for the component alone. */
  readonly weight?: number;
  /** Difference of NDCG@10 to the first row, paired by user, with its 95 % interval; p after Holm's correction. */
  readonly difference: {
    readonly mean: number;
    readonly low: number;
    readonly high: number;
    readonly p: number;
  } | null;
}

interface ContentFigures {
  readonly content: Readonly<Record<string, Row>>;
  readonly hybrid: Readonly<Record<string, Row>>;
  readonly sideInformation: readonly SideInformation[];
}

const SEEDS = [1, 2];
const k = 10;
/** Groups of terms in the order in which they are added. */
const ORDER: readonly TermGroup[] = ['genres', 'people', 'words', 'tags'];

/**
 * Ranking of the content component and of the hybrid with it, with more and more groups of terms. As in the bench of
 * ranking a fifth of each user's ratings is held out at random, a movie is relevant when it was held out and rated 4 or
 * more, and all unrated movies are ranked; two splits. The hybrid has the weights of the app for what content knows in each row.
 * Statistics are without what is held out. Then the gain in RMSE of each group of details as side information of the
 * factorization.
 */
export async function run(options: BenchOptions): Promise<ContentFigures> {
  const { dataset, facts } = await readWithFacts(options.data ?? BUILT_IN);
  const steps = stepsFor(facts);
  const models: MovieContent[] = [];
  for (const groups of steps) models.push(movieContent(await fitTerms(dataset, facts, weightsOf(groups))));
  const alone = models.map((): Lists => ({ ndcg: [], coverage: [] }));
  const mixed = models.map((): Lists => ({ ndcg: [], coverage: [] }));
  for (const seed of SEEDS) {
    const cases = await casesOf(dataset, splitRatings(dataset.ratings, 'perUser', seed));
    models.forEach((model, n) => {
      measure(alone[n], cases, dataset, ({ person }) => model.score(person));
      measure(mixed[n], cases, dataset, (one) => mix(one, model));
    });
  }
  const names = steps.map((groups, n) => (n === 0 ? groups[0] : `+ ${groups[n]}`));
  return {
    content: report('content', names, alone),
    hybrid: report('hybrid', names, mixed, models.map(settledWeight)),
    sideInformation: facts.details === null ? [] : await measureSideInformation(dataset, facts.details),
  };
}

/** The first group alone, then one more at a time; groups of which the data set has nothing are left out. */
function stepsFor({ details, descriptions, tags }: Facts): readonly (readonly TermGroup[])[] {
  const isThere: Readonly<Record<TermGroup, boolean>> = {
    genres: true,
    people: details !== null,
    words: descriptions !== null,
    tags: tags !== undefined,
  };
  const groups = ORDER.filter((group) => isThere[group]);
  return groups.map((_, n) => groups.slice(0, n + 1));
}

/** Somebody to rank movies for. */
interface Case {
  readonly person: ReturnType<typeof personOf>;
  readonly known: ReadonlySet<number>;
  readonly relevant: ReadonlySet<number>;
  /** What the components other than content add to the score of the hybrid, for either of its rows of weights. `[items]` */
  readonly rest: ReadonlyMap<readonly WeightPoint[], Float32Array>;
}

async function casesOf(dataset: Dataset, split: Split): Promise<Case[]> {
  const train = trainedOn(dataset, split.train, split.test);
  const { content: _, ...others } = await createFitter(train, { trainStars: trainInNode }).componentSet();
  return usersToRank(split).map((user) => {
    const person = personOf(split, user);
    const [from, to] = [split.test.rowStart[user], split.test.rowStart[user + 1]];
    const held = split.test.item.subarray(from, to);
    return {
      person,
      known: new Set(person.ratings.item),
      relevant: new Set(held.filter((_, n) => split.test.value[from + n] >= LIKED)),
      rest: new Map(
        [genreHybridWeights, hybridWeights].map((points) => [
          points,
          hybridScores(others, person, weightsFor(person.ratings.item.length, points)).total,
        ]),
      ),
    };
  });
}

/** The scores of the hybrid with this model as its content. */
function mix({ person, rest }: Case, model: MovieContent): Float32Array {
  const points = pointsFor({ content: model });
  const total = rest.get(points)?.slice();
  if (total === undefined) throw new Error('The hybrid has a row of weights that this bench does not know.');
  addTo(total, zScored(model.score(person), weightsFor(person.ratings.item.length, points).content));
  return total;
}

/** The weight of content for a person with many ratings. */
function settledWeight(content: MovieContent): number {
  return pointsFor({ content }).at(-1)?.weights.content ?? 0;
}

interface Lists {
  /** By user, one split after the other. */
  readonly ndcg: number[];
  /** By split. */
  readonly coverage: number[];
}

function measure(
  lists: Lists,
  cases: readonly Case[],
  { movies }: Dataset,
  scoresFor: (one: Case) => Float32Array,
): void {
  const exposure = createExposure(new Int32Array(movies.length));
  for (const one of cases) {
    const list = tiedTop(scoresFor(one), k, one.known);
    lists.ndcg.push(ndcg(list, one.relevant, k));
    exposure.add(list);
  }
  lists.coverage.push(exposure.coverage());
}

function report(
  title: string,
  names: readonly string[],
  lists: readonly Lists[],
  weights?: readonly number[],
): Record<string, Row> {
  const resampled = resampledMeans(
    lists.map((of) => of.ndcg),
    createRandom(1),
  );
  const compared = compareWith(
    lists.map((of, n) => ({ value: meanOf(of.ndcg), resampled: resampled[n] })),
    0,
  );
  console.log(`${title.padEnd(12)} NDCG@10 cover.  weight  against ${names[0]} (95 %), p`);
  const rows = names.map((name, n): [string, Row] => {
    const pair = compared[n];
    const row: Row = {
      ndcg10: meanOf(lists[n].ndcg),
      coverage10: meanOf(lists[n].coverage),
      ...(weights && { weight: weights[n] }),
      difference: pair && { ...pair.difference, p: pair.holm },
    };
    const { mean, low, high, p } = row.difference ?? { mean: 0, low: 0, high: 0, p: 1 };
    const against = `${signed(mean)} (${signed(low)} to ${signed(high)}), p ${p.toFixed(3)}`;
    const weight = (row.weight?.toFixed(2) ?? '').padStart(6);
    console.log(
      `${name.padEnd(12)} ${row.ndcg10.toFixed(4).padStart(7)} ${row.coverage10.toFixed(3)}  ${weight}  ${n === 0 ? '' : against}`,
    );
    return [name, row];
  });
  return Object.fromEntries(rows);
}

function signed(value: number): string {
  return `${value >= 0 ? '+' : ''}${value.toFixed(4)}`;
}
