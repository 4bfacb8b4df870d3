/** What a list for several people is worth to each of them, and to the least happy one. */
import { existsSync } from 'node:fs';
import { createRandom, type Random } from '../../src/base/random.ts';
import type { Newcomer } from '../../src/evaluation/cold-start-users.ts';
import { meanOf, pairedDifference } from '../../src/evaluation/intervals.ts';
import { ndcg } from '../../src/evaluation/metrics.ts';
import { tiedTop } from '../../src/evaluation/tied-list.ts';
import { hybridScores } from '../../src/recommenders/hybrid/weighted-hybrid.ts';
import { groupScores, onOneScale } from '../../src/recommenders/lists/group-scores.ts';
import { type Played, playedBy } from '../../tools/interviewed.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { BUILT_IN, readWithFacts } from '../tools/read-facts-of-zip.ts';

const ML_100K = '../shared/data/ml-100k.zip';
const SEED = 17;
const FOLDS = 2;
/** Half of them are held out. */
const LEAST_RATINGS = 40;
const SIZES = [2, 3, 4];
const GROUPS_PER_SIZE = 150;
/** A similar group is somebody and people of so many who are most like them. */
const NEAREST = 10;
/** Movies that two users must both have rated to be called similar. */
const LEAST_COMMON = 5;
const k = 10;

/** Means over the groups. */
interface Worth {
  /** Of all members. */
  readonly ndcg10: number;
  /** Of the least happy member. */
  readonly worstNdcg10: number;
}

type Rule = 'leastMisery' | 'half' | 'mean' | 'leastMiseryOfStars' | 'meanOfStars' | 'alone';
type Kind = 'similar' | 'random';
type Result = Record<Kind, Record<Rule, Worth>>;

/** A hidden user and how they score every movie. */
interface Member {
  readonly newcomer: Newcomer;
  /** What For you ranks by. `[items]` */
  readonly ranking: Float32Array;
  /** Predicted stars. `[items]` */
  readonly stars: Float32Array;
}

/** NDCG@10 by rule: for each group the values of its members. */
type Values = Record<Rule, number[][]>;

/**
 * Groups of two to four users who are hidden from training. One half of a member's ratings is given, and the liked ones
 * of the other half are to be found among the movies that no member has given. `alone` ranks for each member alone, the
 * same movies. A similar group is a user with some of the ten who agree most with them in the given half.
 */
export async function run(options: BenchOptions): Promise<Result> {
  const path = options.data ?? (existsSync(ML_100K) ? ML_100K : BUILT_IN);
  if (options.data === undefined && path === BUILT_IN)
    console.log(`${ML_100K} is not there, so the built-in films are used.`);
  const random = createRandom(SEED);
  const values: Record<Kind, Values> = { similar: noValues(), random: noValues() };
  for (const played of await playedBy(await readWithFacts(path), 'measuring', FOLDS, LEAST_RATINGS)) {
    const members = membersOf(played);
    for (const kind of ['similar', 'random'] as const)
      for (const size of SIZES) measure(members, kind, size, random, values[kind]);
  }
  print(values);
  return { similar: worthOf(values.similar), random: worthOf(values.random) };
}

function noValues(): Values {
  return { leastMisery: [], half: [], mean: [], leastMiseryOfStars: [], meanOfStars: [], alone: [] };
}

function membersOf({ newcomers, set }: Played): Member[] {
  return newcomers.map((newcomer) => {
    const person = newcomer.person(newcomer.answers.size);
    const ranking = hybridScores(set, person).total;
    return { newcomer, ranking, stars: set.stars.score(person) };
  });
}

function measure(members: readonly Member[], kind: Kind, size: number, random: Random, to: Values): void {
  for (let group = 0; group < GROUPS_PER_SIZE / FOLDS; group++) {
    const chosen = kind === 'similar' ? similarGroup(members, size, random) : drawn(members, size, random);
    if (chosen !== null) measureGroup(chosen, to);
  }
}

function measureGroup(group: readonly Member[], to: Values): void {
  const known = new Set(group.flatMap(({ newcomer }) => [...newcomer.known]));
  const relevant = group.map(
    ({ newcomer }) => new Set([...newcomer.relevant].filter((item) => !known.has(item))),
  );
  if (relevant.some(({ size }) => size === 0)) return;
  const ranking = onOneScale(group.map((member) => member.ranking));
  const stars = group.map((member) => member.stars);
  const listed = (scores: Float32Array) => {
    const list = tiedTop(scores, k, known);
    return relevant.map((liked) => ndcg(list, liked, k));
  };
  to.leastMisery.push(listed(groupScores(ranking, 1)));
  to.half.push(listed(groupScores(ranking, 0.5)));
  to.mean.push(listed(groupScores(ranking, 0)));
  to.leastMiseryOfStars.push(listed(groupScores(stars, 1)));
  to.meanOfStars.push(listed(groupScores(stars, 0)));
  to.alone.push(relevant.map((liked, n) => ndcg(tiedTop(ranking[n], k, known), liked, k)));
}

function drawn(members: readonly Member[], size: number, random: Random): Member[] {
  return random.shuffle([...members]).slice(0, size);
}

/** Somebody with people of those who agree most with them; null where too few have movies in common. */
function similarGroup(members: readonly Member[], size: number, random: Random): Member[] | null {
  const first = members[random.integer(members.length)];
  const others = members
    .filter((other) => other !== first)
    .map((member) => ({ member, alike: agreement(first.newcomer, member.newcomer) }))
    .filter(({ alike }) => !Number.isNaN(alike))
    .sort((a, b) => b.alike - a.alike)
    .slice(0, NEAREST)
    .map(({ member }) => member);
  return others.length < size - 1 ? null : [first, ...random.shuffle(others).slice(0, size - 1)];
}

/** Pearson's correlation over the given movies of both, shrunk where there are few; NaN below `LEAST_COMMON` of them. */
function agreement({ answers: a }: Newcomer, { answers: b }: Newcomer): number {
  const common = [...a].flatMap(([item, stars]) => {
    const other = b.get(item);
    return other === undefined ? [] : [[stars, other] as const];
  });
  if (common.length < LEAST_COMMON) return Number.NaN;
  const [meanA, meanB] = [meanOf(common.map(([x]) => x)), meanOf(common.map(([, y]) => y))];
  let [product, squaresA, squaresB] = [0, 0, 0];
  for (const [x, y] of common) {
    product += (x - meanA) * (y - meanB);
    squaresA += (x - meanA) ** 2;
    squaresB += (y - meanB) ** 2;
  }
  const norm = Math.sqrt(squaresA * squaresB);
  return norm === 0 ? Number.NaN : (product / norm) * (common.length / (common.length + 10));
}

function worthOf(values: Values): Record<Rule, Worth> {
  const worth = (groups: readonly number[][]): Worth => ({
    ndcg10: meanOf(groups.map(meanOf)),
    worstNdcg10: meanOf(groups.map((of) => Math.min(...of))),
  });
  return {
    leastMisery: worth(values.leastMisery),
    half: worth(values.half),
    mean: worth(values.mean),
    leastMiseryOfStars: worth(values.leastMiseryOfStars),
    meanOfStars: worth(values.meanOfStars),
    alone: worth(values.alone),
  };
}

function print(values: Record<Kind, Values>): void {
  for (const [kind, of] of Object.entries(values)) {
    console.log(`${kind}: ${of.mean.length} groups        NDCG@10  least happy  mean minus it (paired)`);
    for (const [rule, { ndcg10, worstNdcg10 }] of Object.entries(worthOf(of))) {
      const other = of[rule as Rule].map(meanOf);
      const { mean, standardError } = pairedDifference(of.mean.map(meanOf), other, createRandom(1));
      console.log(
        `  ${rule.padEnd(20)} ${ndcg10.toFixed(4).padStart(12)} ${worstNdcg10.toFixed(4).padStart(12)}  ${mean.toFixed(4)} (se ${standardError.toFixed(4)})`,
      );
    }
  }
}
