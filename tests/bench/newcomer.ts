import { readFile } from 'node:fs/promises';
import { createRandom } from '../../src/base/random.ts';
import { readArchive } from '../../src/dataset/archive/read-archive.ts';
import { GIVEN } from '../../src/evaluation/cold-start-curve.ts';
import type { Newcomer } from '../../src/evaluation/cold-start-users.ts';
import { meanOf, pairedDifference } from '../../src/evaluation/intervals.ts';
import { ndcg } from '../../src/evaluation/metrics.ts';
import { hybridScores } from '../../src/recommenders/hybrid/weighted-hybrid.ts';
import type { Person } from '../../src/recommenders/recommender.ts';
import { topItems } from '../../src/recommenders/top-items.ts';
import { interviewed, type Played, playedBy } from '../../tools/interviewed.ts';
import type { BenchOptions } from '../tools/bench-options.ts';

/** NDCG@10 at each of `given`; all but randomAsk are asked what the app asks. */
interface Curves {
  readonly given: readonly number[];
  readonly hybrid: readonly number[];
  readonly popularity: readonly number[];
  readonly ease: readonly number[];
  /** The hybrid, with films that the newcomer has rated drawn at random instead. */
  readonly randomAsk: readonly number[];
}

/** Groups of hidden users; half of their ratings must be twice what the longest column asks for. */
const FOLDS = 2;
const LEAST_RATINGS = 80;
const k = 10;
const most = GIVEN[GIVEN.length - 1];

/** For one newcomer, one value for each of `GIVEN`. */
type Curve = readonly number[];

/**
 * What a newcomer gets after 0 (genre picks alone) to 20 ratings. Users hidden from training play: one half of their films
 * can be asked for, the liked ones of the other half are to be found among all films outside the first half. So the
 * candidates and what is relevant are the same in every column, and the curve shows what was learnt, nothing else.
 * They are not the users whom the weights of the hybrid were fitted on.
 */
export async function run(options: BenchOptions): Promise<Curves> {
  const path = options.data ?? 'public/datasets/ml-latest-small.zip';
  const dataset = await readArchive(new Uint8Array(await readFile(path)), path, () => {});
  const curves: Record<'hybrid' | 'popularity' | 'ease' | 'randomAsk', Curve[]> = {
    hybrid: [],
    popularity: [],
    ease: [],
    randomAsk: [],
  };
  const questions: Record<'informed' | 'popular' | 'random', Curve[]> = {
    informed: [],
    popular: [],
    random: [],
  };
  const popularAsk: Curve[] = [];
  let players = 0;
  for (const played of await playedBy(dataset, 'measuring', FOLDS, LEAST_RATINGS)) {
    const { set, newcomers, informed } = played;
    const asked = interviewed(played, informed, most);
    const popular = interviewed(played, byPopularity(played), most);
    players += newcomers.length;
    for (const [n, newcomer] of newcomers.entries()) {
      const { items } = asked[n];
      if (items.length < most) continue;
      const curve = (score: (person: Person) => Float32Array, order: readonly number[]) =>
        GIVEN.map((given) => found(newcomer, score(newcomer.personWith(order.slice(0, given)))));
      const hybrid = (person: Person) => hybridScores(set, person).total;
      curves.hybrid.push(curve(hybrid, items));
      curves.popularity.push(curve(set.popularity.score, items));
      curves.ease.push(curve(set.ease.score, items));
      curves.randomAsk.push(curve(hybrid, [...newcomer.answers.keys()]));
      questions.informed.push(GIVEN.map((given) => asked[n].questions[given - 1] ?? 0));
      popularAsk.push(curve(hybrid, popular[n].items));
      if (popular[n].items.length === most)
        questions.popular.push(GIVEN.map((given) => popular[n].questions[given - 1] ?? 0));
      // The mean place of the n-th of K marked balls among N drawn at random.
      const [all, marked] = [dataset.movies.length - newcomer.heldOut.size, newcomer.answers.size];
      questions.random.push(GIVEN.map((given) => (given * (all + 1)) / (marked + 1)));
    }
  }

  console.log(
    `${curves.hybrid.length} of ${players} newcomers, who answered ${most} times; NDCG@10 after ratings`,
  );
  const row = (name: string, values: readonly string[]) =>
    console.log(`${name.padEnd(30)} ${values.map((value) => value.padStart(9)).join('')}`);
  const column = (of: readonly Curve[], point: number) => of.map((curve) => curve[point]);
  const means = (of: readonly Curve[]) => GIVEN.map((_, point) => meanOf(column(of, point)));
  const fixed = (digits: number) => (value: number) => value.toFixed(digits);
  const difference = (a: readonly number[], b: readonly number[]) => {
    const { mean, standardError } = pairedDifference(a, b, createRandom(1));
    return `${mean >= 0 ? '+' : ''}${mean.toFixed(3)}±${standardError.toFixed(3).slice(1)}`;
  };
  row('', GIVEN.map(String));
  for (const [name, of] of Object.entries(curves)) row(name, means(of).map(fixed(3)));
  const paired = (point: number, other: readonly Curve[], at: number) =>
    difference(column(curves.hybrid, point), column(other, at));
  console.log('hybrid, difference paired by newcomer and its standard error');
  row(
    '  to the column before',
    GIVEN.map((_, n) => (n === 0 ? '' : ` ${paired(n, curves.hybrid, n - 1)}`)),
  );
  row(
    '  to popularity',
    GIVEN.map((_, n) => ` ${paired(n, curves.popularity, n)}`),
  );
  row(
    '  to asking the most popular',
    GIVEN.map((_, n) => ` ${paired(n, popularAsk, n)}`),
  );
  row(
    '  to asking at random',
    GIVEN.map((_, n) => ` ${paired(n, curves.randomAsk, n)}`),
  );
  console.log('films put to the newcomer until so many were rated');
  row('  informed', means(questions.informed).map(fixed(1)));
  row(`  most popular (${questions.popular.length} answered)`, means(questions.popular).map(fixed(1)));
  row('  any film at random', means(questions.random).map(fixed(0)));
  return {
    given: GIVEN,
    hybrid: means(curves.hybrid),
    popularity: means(curves.popularity),
    ease: means(curves.ease),
    randomAsk: means(curves.randomAsk),
  };
}

function found({ known, relevant }: Newcomer, scores: Float32Array): number {
  return ndcg(topItems(scores, k, known), relevant, k);
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
