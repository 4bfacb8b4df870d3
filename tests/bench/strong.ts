import { createRandom } from '../../src/base/random.ts';
import { trainedOn } from '../../src/dataset/world-statistics.ts';
import { evaluate } from '../../src/evaluation/evaluate.ts';
import { meanOf, pairedDifference } from '../../src/evaluation/intervals.ts';
import type { RecommenderId } from '../../src/protocol/recommender-catalog.ts';
import type { Recommender } from '../../src/recommenders/recommender.ts';
import { createFitter } from '../../src/recommenders/registry.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { readWithFacts } from '../tools/read-facts-of-zip.ts';
import { type StrongSplit, strongSplit } from '../tools/strong-split.ts';
import { trainInNode } from '../tools/train-in-node.ts';
import { trainNetworkInNode } from '../tools/train-network-in-node.ts';
import { type OnBoth, onBothDataSets } from './both-data-sets.ts';

interface Row {
  /** On users that settings are chosen on, and on those that are looked at once. */
  readonly validation: number;
  readonly test: number;
  /** Fitting, in seconds of processor time. */
  readonly seconds: number;
}

type Models = Record<string, Row>;

interface Figures extends OnBoth<Models> {
  /** What trained the network. */
  readonly backend: 'wasm';
}

const ids = ['popularity', 'ease', 'ials', 'mult-vae'] as const satisfies readonly RecommenderId[];
const k = 10;

/**
 * Strong generalisation: models learn from other users than those for whom they rank. Of a held-out user four fifths of the
 * ratings are revealed, and the movies with 4 stars or more of the rest are to be found among all that are not revealed.
 */
export async function run(options: BenchOptions): Promise<Figures> {
  return { ...(await onBothDataSets(options, measured)), backend: 'wasm' };
}

async function measured(path: string): Promise<Models> {
  const { dataset, facts } = await readWithFacts(path);
  const split = strongSplit(dataset.ratings, 1);
  const train = trainedOn(dataset, split.learnt, dataset.ratings);
  const fitter = createFitter(train, {
    trainStars: trainInNode,
    trainNetwork: (network, ratings) => trainNetworkInNode(network, ratings),
    facts,
  });
  const models: Models = {};
  const found = new Map<string, readonly number[]>();
  const ready = {} as Record<(typeof ids)[number], Recommender>;
  const measure = async (name: string, recommender: Recommender, seconds: number) => {
    const ndcg = async (of: StrongSplit['test']) =>
      (await evaluate(train, of, recommender, k, async () => {})).perUser.ndcg;
    const [validation, test] = [await ndcg(split.validation), await ndcg(split.test)];
    models[name] = { validation: meanOf(validation), test: meanOf(test), seconds };
    found.set(name, test);
    found.set(`${name} on validation`, validation);
  };
  for (const id of ids) {
    const started = process.cpuUsage();
    const recommender = await fitter.recommender(id);
    const { user, system } = process.cpuUsage(started);
    ready[id] = recommender;
    await measure(id, recommender, (user + system) / 1e6);
  }
  await measure('ease + mult-vae', meanOfZScores([ready.ease, ready['mult-vae']]), 0);
  print(path, models, found);
  return models;
}

/** The mean of the scores of several recommenders, each scaled to mean 0 and deviation 1. */
function meanOfZScores(recommenders: readonly Recommender[]): Recommender {
  return {
    score(person) {
      const all = recommenders.map((recommender) => recommender.score(person));
      const scaled = all.map((scores) => {
        const mean = scores.reduce((sum, score) => sum + score / scores.length, 0);
        const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2 / scores.length, 0);
        return scores.map((score) => (score - mean) / Math.sqrt(variance || 1));
      });
      return scaled[0].map((_, item) => scaled.reduce((sum, scores) => sum + scores[item], 0));
    },
  };
}

function print(path: string, models: Models, found: ReadonlyMap<string, readonly number[]>): void {
  const lists = (name: string) => found.get(name) ?? [];
  console.log(
    `${path}: NDCG@10 of ${lists('ease on validation').length} users for validation and ${lists('ease').length} for the test\n` +
      'recommender      validation  test    cpu s  against EASE (paired): validation, test',
  );
  for (const [name, { validation, test, seconds }] of Object.entries(models)) {
    const against = (part: string) => {
      const { mean, standardError } = pairedDifference(
        lists(name + part),
        lists(`ease${part}`),
        createRandom(1),
      );
      return `${mean >= 0 ? '+' : ''}${mean.toFixed(4)} (se ${standardError.toFixed(4)})`;
    };
    const differences = name === 'ease' ? '' : `${against(' on validation')}, ${against('')}`;
    console.log(
      `${name.padEnd(16)} ${validation.toFixed(4)}      ${test.toFixed(4)} ${seconds.toFixed(1).padStart(7)}  ${differences}`,
    );
  }
}
