import { createRandom } from '../../src/base/random.ts';
import { GIVEN } from '../../src/evaluation/cold-start-curve.ts';
import type { Newcomer } from '../../src/evaluation/cold-start-users.ts';
import { meanOf, pairedDifference } from '../../src/evaluation/intervals.ts';
import type { Interview } from '../../src/evaluation/interview.ts';
import { ndcg } from '../../src/evaluation/metrics.ts';
import { tiedTop } from '../../src/evaluation/tied-list.ts';
import { hybridScores } from '../../src/recommenders/hybrid/weighted-hybrid.ts';
import { popularity } from '../../src/recommenders/models/popularity.ts';
import type { Person } from '../../src/recommenders/recommender.ts';
import { interviewed, type Played, playedBy } from '../../tools/interviewed.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { BUILT_IN, type Described, readWithFacts } from '../tools/read-facts-of-zip.ts';

/** NDCG@10 at each of `given`. In all rows but randomAsk the newcomer rates what the app asks for. */
interface Curves {
  readonly given: readonly number[];
  readonly hybrid: readonly number[];
  /** What most people of the sample like. */
  readonly popularity: readonly number[];
  readonly ease: readonly number[];
  /** The hybrid when the newcomer rates movies drawn at random instead. */
  readonly randomAsk: readonly number[];
}

/** The curves, and for a data set with statistics of other people those without them. */
interface Result extends Curves {
  readonly withoutStatistics: Curves | null;
}

/** Groups of hidden users; half of their ratings must be twice what the last column asks for. */
const FOLDS = 2;
const LEAST_RATINGS = 80;
const k = 10;
const most = GIVEN[GIVEN.length - 1];

/** For one newcomer, one value for each of `GIVEN`. */
type Curve = readonly number[];

/**
 * What a newcomer gets after 0 ratings (genre picks alone) to 20 ratings. Users hidden from training play newcomers. One
 * half of a user's movies can be asked for; the liked ones of the other half are to be found among all movies outside
 * the first half. Candidates and relevant movies are therefore the same in every column, and the curve shows what was
 * learnt and nothing else. The weights of the hybrid were fitted on other users.
 */
export async function run(options: BenchOptions): Promise<Result> {
  const { dataset, facts } = await readWithFacts(options.data ?? BUILT_IN);
  const measured = await measure({ dataset, facts });
  print(measured);
  if (dataset.statistics === undefined) return { ...curvesOf(measured), withoutStatistics: null };
  const { statistics: _, ...rest } = dataset;
  console.log('\nwithout statistics');
  const without = await measure({ dataset: rest, facts });
  print(without);
  printGain(measured, without);
  return { ...curvesOf(measured), withoutStatistics: curvesOf(without) };
}

function curvesOf({ curves }: Measured): Curves {
  return {
    given: GIVEN,
    hybrid: means(curves.hybrid),
    popularity: means(curves.popularity),
    ease: means(curves.ease),
    randomAsk: means(curves.randomAsk),
  };
}

/** One curve a newcomer in each list. */
interface Measured {
  readonly curves: Readonly<Record<'hybrid' | 'popularity' | 'ease' | 'randomAsk', Curve[]>>;
  /** Movies shown until that many were rated. */
  readonly questions: Readonly<Record<'informed' | 'popular' | 'random', Curve[]>>;
  /** The hybrid when the newcomer rates the most popular movies. */
  readonly popularAsk: Curve[];
  /** Who has a curve; the lists of curves have this order. */
  readonly answered: string[];
  players: number;
}

async function measure(described: Described): Promise<Measured> {
  const measured: Measured = {
    curves: { hybrid: [], popularity: [], ease: [], randomAsk: [] },
    questions: { informed: [], popular: [], random: [] },
    popularAsk: [],
    answered: [],
    players: 0,
  };
  for (const [fold, played] of (await playedBy(described, 'measuring', FOLDS, LEAST_RATINGS)).entries()) {
    const asked = interviewed(played, played.informed, most);
    const popular = interviewed(played, byPopularity(played), most);
    measured.players += played.newcomers.length;
    for (const [n, newcomer] of played.newcomers.entries()) {
      if (asked[n].items.length < most) continue;
      measured.answered.push(`${fold}.${n}`);
      addNewcomer(measured, played, newcomer, asked[n], popular[n]);
    }
  }
  return measured;
}

function addNewcomer(
  { curves, questions, popularAsk }: Measured,
  { set, train }: Played,
  newcomer: Newcomer,
  asked: Interview,
  popular: Interview,
): void {
  const curve = (score: (person: Person) => Float32Array, order: readonly number[]) =>
    GIVEN.map((given) => found(newcomer, score(newcomer.personWith(order.slice(0, given)))));
  const hybrid = (person: Person) => hybridScores(set, person).total;
  const shown = (interview: Interview) => GIVEN.map((given) => interview.questions[given - 1] ?? 0);
  curves.hybrid.push(curve(hybrid, asked.items));
  curves.popularity.push(curve(popularity(train.ratings).score, asked.items));
  curves.ease.push(curve(set.ease.score, asked.items));
  curves.randomAsk.push(curve(hybrid, [...newcomer.answers.keys()]));
  questions.informed.push(shown(asked));
  popularAsk.push(curve(hybrid, popular.items));
  if (popular.items.length === most) questions.popular.push(shown(popular));
  // The mean position of the n-th of K marked balls among N drawn at random.
  const [all, marked] = [train.movies.length - newcomer.heldOut.size, newcomer.answers.size];
  questions.random.push(GIVEN.map((given) => (given * (all + 1)) / (marked + 1)));
}

function print({ curves, questions, popularAsk, players }: Measured): void {
  console.log(
    `${curves.hybrid.length} of ${players} newcomers, who answered ${most} times; NDCG@10 after ratings`,
  );
  row('', GIVEN.map(String));
  for (const [name, of] of Object.entries(curves)) row(name, means(of).map(fixed(3)));
  const paired = (point: number, other: readonly Curve[], at: number) =>
    difference(column(curves.hybrid, point), column(other, at));
  console.log('hybrid, difference paired by newcomer and its standard error');
  row(
    '  to the column before',
    GIVEN.map((_, n) => (n === 0 ? '' : ` ${paired(n, curves.hybrid, n - 1)}`)),
  );
  const against = (name: string, other: readonly Curve[]) =>
    row(
      `  to ${name}`,
      GIVEN.map((_, n) => ` ${paired(n, other, n)}`),
    );
  against('popularity', curves.popularity);
  against('asking the most popular', popularAsk);
  against('asking at random', curves.randomAsk);
  console.log('films put to the newcomer until so many were rated');
  row('  informed', means(questions.informed).map(fixed(1)));
  row(`  most popular (${questions.popular.length} answered)`, means(questions.popular).map(fixed(1)));
  row('  any film at random', means(questions.random).map(fixed(0)));
}

/** What statistics add for those who answered in both. */
function printGain(measured: Measured, without: Measured): void {
  const both = measured.answered.filter((one) => without.answered.includes(one));
  const of = ({ curves, answered }: Measured, at: number) =>
    both.map((one) => curves.hybrid[answered.indexOf(one)][at]);
  console.log(`gain by statistics, ${both.length} newcomers, paired, and its standard error`);
  row(
    '  hybrid',
    GIVEN.map((_, at) => ` ${difference(of(measured, at), of(without, at))}`),
  );
}

function row(name: string, values: readonly string[]): void {
  console.log(`${name.padEnd(30)} ${values.map((value) => value.padStart(9)).join('')}`);
}

function column(of: readonly Curve[], point: number): number[] {
  return of.map((curve) => curve[point]);
}

function means(of: readonly Curve[]): number[] {
  return GIVEN.map((_, point) => meanOf(column(of, point)));
}

function fixed(digits: number): (value: number) => string {
  return (value) => value.toFixed(digits);
}

function difference(a: readonly number[], b: readonly number[]): string {
  const { mean, standardError } = pairedDifference(a, b, createRandom(1));
  return `${mean >= 0 ? '+' : ''}${mean.toFixed(3)}±${standardError.toFixed(3).slice(1)}`;
}

function found({ known, relevant }: Newcomer, scores: Float32Array): number {
  return ndcg(tiedTop(scores, k, known), relevant, k);
}

function byPopularity({ counts }: Played) {
  const order = [...counts.keys()].sort((a, b) => counts[b] - counts[a]);
  return (_: Person, excluded: ReadonlySet<number>, count: number) => {
    const next: number[] = [];
    for (const item of order) {
      if (next.length === count) break;
      if (!excluded.has(item)) next.push(item);
    }
    return next;
  };
}
