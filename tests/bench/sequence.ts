import { createRandom } from '../../src/base/random.ts';
import { trainedOn } from '../../src/dataset/world-statistics.ts';
import { evaluate } from '../../src/evaluation/evaluate.ts';
import { meanOf, pairedDifference } from '../../src/evaluation/intervals.ts';
import { splitRatings } from '../../src/evaluation/splits.ts';
import type { RecommenderId } from '../../src/protocol/recommender-catalog.ts';
import type { TrainNetwork } from '../../src/recommenders/networks/network-models.ts';
import { createFitter } from '../../src/recommenders/registry.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { readWithFacts } from '../tools/read-facts-of-zip.ts';
import { trainInNode } from '../tools/train-in-node.ts';
import { trainNetworkInNode } from '../tools/train-network-in-node.ts';
import { type OnBoth, onBothDataSets } from './both-data-sets.ts';

interface Row {
  readonly ndcg10: number;
  readonly hr10: number;
  /** Fitting and ranking for everybody. */
  readonly seconds: number;
  /** Passes that were trained; absent where nothing is trained in passes. */
  readonly epochs?: number;
}

type Models = Record<string, Row>;

interface Figures extends OnBoth<Models> {
  /** What trained the network. */
  readonly backend: 'wasm';
}

const ids = [
  'popularity',
  'markov',
  'decay',
  'ease',
  'ials',
  'sasrec',
] as const satisfies readonly RecommenderId[];
const k = 10;

/**
 * Leave-last-out: all but the latest rating of each user are known, and a movie is to be found when that rating is 4 or more.
 * All movies that the user has not rated are ranked. Ties are counted by their expectation.
 */
export async function run(options: BenchOptions): Promise<Figures> {
  return { ...(await onBothDataSets(options, measured)), backend: 'wasm' };
}

async function measured(path: string): Promise<Models> {
  const { dataset, facts } = await readWithFacts(path);
  const split = splitRatings(dataset.ratings, 'lastOut', 1);
  const train = trainedOn(dataset, split.train, split.test);
  let epochs = 0;
  const trainNetwork: TrainNetwork = (network, ratings) =>
    trainNetworkInNode(network, ratings, undefined, ({ epoch, loss, heldOutLoss, epochMs }) => {
      epochs = epoch;
      console.log(
        `epoch ${epoch}: loss ${loss.toFixed(4)}, held out ${heldOutLoss?.toFixed(4)}, ${epochMs.toFixed(0)} ms`,
      );
    });
  const fitter = createFitter(train, { trainStars: trainInNode, trainNetwork, facts });
  const models: Models = {};
  const lists = new Map<RecommenderId, readonly number[]>();
  for (const id of ids) {
    const started = performance.now();
    const recommender = await fitter.recommender(id);
    const { perUser } = await evaluate(train, split, recommender, k, async () => {});
    const seconds = (performance.now() - started) / 1000;
    models[id] = {
      ndcg10: meanOf(perUser.ndcg),
      hr10: meanOf(perUser.hitRate),
      seconds,
      ...(id === 'sasrec' && { epochs }),
    };
    lists.set(id, perUser.ndcg);
  }
  console.log(
    `${path}: ${lists.get('ease')?.length} users\nrecommender NDCG@10  HR@10 seconds  against EASE (paired)`,
  );
  for (const id of ids) {
    const { ndcg10, hr10, seconds } = models[id];
    const { mean, standardError } = pairedDifference(
      lists.get(id) ?? [],
      lists.get('ease') ?? [],
      createRandom(1),
    );
    const against =
      id === 'ease' ? '' : `${mean >= 0 ? '+' : ''}${mean.toFixed(4)} (se ${standardError.toFixed(4)})`;
    console.log(
      `${id.padEnd(11)}  ${ndcg10.toFixed(4)}  ${hr10.toFixed(3)} ${seconds.toFixed(1).padStart(7)}  ${against}`,
    );
  }
  return models;
}
