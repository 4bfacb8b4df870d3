import { createRandom } from '../../src/base/random.ts';
import { trainedOn } from '../../src/dataset/world-statistics.ts';
import { evaluate } from '../../src/evaluation/evaluate.ts';
import { meanOf, pairedDifference } from '../../src/evaluation/intervals.ts';
import { splitRatings } from '../../src/evaluation/splits.ts';
import type { RecommenderId } from '../../src/protocol/recommender-catalog.ts';
import { createFitter } from '../../src/recommenders/registry.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { readDataset } from '../tools/read-dataset.ts';
import { trainInNode } from '../tools/train-in-node.ts';
import { trainSequenceInNode } from '../tools/train-sequence-in-node.ts';

interface Row {
  readonly ndcg10: number;
  readonly hr10: number;
  readonly seconds: number;
  /** Passes that were trained; absent where nothing is trained in passes. */
  readonly epochs?: number;
}

const k = 10;
const ids: readonly RecommenderId[] = ['popularity', 'ease', 'ials', 'sasrec'];

/**
 * Leave-last-out: everybody's last rating is held out, and found among all movies that they have not rated, where it has at
 * least four stars. Ratings that others gave later are in the training part. Settings were chosen on the ratings before.
 */
export async function run(options: BenchOptions): Promise<{ models: Record<string, Row>; backend: string }> {
  const dataset = await readDataset(options.data ?? '../shared/data/ml-100k.zip');
  const split = splitRatings(dataset.ratings, 'lastOut', 1);
  const train = trainedOn(dataset, split.train, split.test);
  let epochs = 0;
  const fitter = createFitter(train, {
    trainStars: trainInNode,
    trainSequence: (ratings) =>
      trainSequenceInNode(ratings, undefined, ({ epoch, loss, heldOutLoss, epochMs }) => {
        epochs = epoch;
        console.log(
          `epoch ${epoch}: loss ${loss.toFixed(4)}, held out ${heldOutLoss?.toFixed(4)}, ${epochMs.toFixed(0)} ms`,
        );
      }),
  });
  const models: Record<string, Row> = {};
  const byUser = new Map<RecommenderId, readonly number[]>();
  for (const id of ids) {
    const started = performance.now();
    const recommender = await fitter.recommender(id);
    const seconds = (performance.now() - started) / 1000;
    const { perUser } = await evaluate(train, split, recommender, k, async () => {});
    byUser.set(id, perUser.ndcg);
    models[id] = {
      ndcg10: meanOf(perUser.ndcg),
      hr10: meanOf(perUser.hitRate),
      seconds,
      ...(id === 'sasrec' ? { epochs } : {}),
    };
    const { ndcg10, hr10 } = models[id];
    console.log(
      `${id.padEnd(11)} ${ndcg10.toFixed(4)} ${hr10.toFixed(4)} ${seconds.toFixed(1)} s, ${perUser.ndcg.length} users`,
    );
  }
  for (const id of ids.slice(0, -1)) {
    const { mean, standardError } = pairedDifference(
      byUser.get('sasrec') ?? [],
      byUser.get(id) ?? [],
      createRandom(1),
    );
    console.log(`sasrec against ${id}: ${mean.toFixed(4)} (se ${standardError.toFixed(4)})`);
  }
  return { models, backend: 'wasm' };
}
