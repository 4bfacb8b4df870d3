import { expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import { toRatings } from '../../../../src/dataset/dataset.ts';
import { networkDefaults } from '../../../../src/protocol/network-defaults.ts';
import { multVae } from '../../../../src/recommenders/networks/mult-vae.ts';
import type { Person } from '../../../../src/recommenders/recommender.ts';
import { trainNetworkInNode } from '../../../tools/train-network-in-node.ts';

/** People of six tastes, each with favourites among movies of uneven popularity; the last thirty are held out. */
function madeUpTastes() {
  const random = createRandom(5);
  const [people, movies, tastes, likes] = [230, 60, 6, 10];
  const popularity = Float64Array.from({ length: movies }, () => Math.exp(0.7 * random.normal()));
  const of = Array.from({ length: people }, (_, u) => {
    const liked = new Set<number>();
    while (liked.size < likes) {
      const item = random.integer(movies);
      const chance = popularity[item] * (item % tastes === u % tastes ? 1 : 0.08);
      if (random.uniform() < chance / 4) liked.add(item);
    }
    return random.shuffle([...liked]);
  });
  const known = of.slice(0, 200);
  const learnt = toRatings(known.length, movies, {
    user: Int32Array.from(known.flatMap((liked, u) => liked.map(() => u))),
    item: Int32Array.from(known.flat()),
    value: new Float32Array(known.length * likes).fill(5),
    time: new Uint32Array(known.length * likes),
  });
  return { learnt, heldOut: of.slice(200).map(([hidden, ...shown]) => ({ hidden, shown })) };
}

const personWith = (item: readonly number[]): Person => ({
  ratings: { item: Int32Array.from(item), value: new Float32Array(item.length).fill(5) },
  genres: [],
});

it('guesses hidden movies of people whom it has not seen better than their popularity does', async () => {
  const { learnt, heldOut } = madeUpTastes();
  const app = { ...networkDefaults['mult-vae'], epochs: 40, validationShare: 0 };
  const { score } = multVae(await trainNetworkInNode('mult-vae', learnt, app));
  const counts = new Float32Array(learnt.items);
  for (const item of learnt.item) counts[item]++;
  /** Mean place of the hidden movie among those that are not shown. */
  const meanPlace = (scoresOf: (person: Person) => Float32Array) =>
    heldOut.reduce((sum, { shown, hidden }) => {
      const scores = scoresOf(personWith(shown));
      const better = [...scores.keys()].filter((i) => scores[i] > scores[hidden] && !shown.includes(i));
      return sum + better.length / heldOut.length;
    }, 0);
  const [byNetwork, byPopularity] = [meanPlace(score), meanPlace(() => counts)];
  expect(byNetwork).toBeLessThan(0.6 * byPopularity);
});
