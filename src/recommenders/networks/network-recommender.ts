/** What the recommenders share that rank by a network which is trained when the person asks for it. */
import { Problem } from '../../base/problem.ts';
import type { NetworkId } from '../../protocol/network-messages.ts';
import type { ModelCodec, SingleDescriptor } from '../descriptor.ts';
import type { Recommender } from '../recommender.ts';
import type { NetworkModels } from './network-models.ts';
import { type ArrayList, type NetworkShape, sizeOf, type TrainedNetwork } from './trained-network.ts';

/** A recommender that knows its network. */
export interface NetworkRecommender<Id extends NetworkId> extends Recommender {
  readonly network: Id;
  readonly model: NetworkModels[Id];
}

export function isNetwork<Id extends NetworkId>(
  recommender: Recommender,
  network: Id,
): recommender is NetworkRecommender<Id> {
  return 'network' in recommender && recommender.network === network;
}

/**
 * How a network is stored.
 * @param sizes the names of the sizes in its shape, besides the number of movies
 * @param mayBeZero those of them that may be 0
 */
export function networkCodec<Shape extends NetworkShape & Record<keyof Shape, number>>(
  name: NetworkId,
  sizes: readonly Exclude<keyof Shape & string, 'movies'>[],
  arraysOf: (shape: Shape) => ArrayList,
  mayBeZero: readonly (keyof Shape & string)[] = [],
): ModelCodec<TrainedNetwork<Shape>> {
  const shapeOf = (stored: Readonly<Record<string, unknown>>): Shape | null => {
    const found = ['movies', ...sizes].map((size): [string, unknown] => [size, stored[size]]);
    const isSize = ([size, value]: [string, unknown]) =>
      Number.isSafeInteger(value) && (value as number) >= (mayBeZero.some((name) => name === size) ? 0 : 1);
    return found.every(isSize) ? (Object.fromEntries(found) as Shape) : null;
  };
  return {
    name,
    encode: ({ shape, items, known, arrays }) => ({
      meta: { ...shape, items },
      arrays: { ...arrays, known },
    }),
    decode({ meta, array }) {
      const shape = shapeOf(meta);
      const { items } = meta;
      if (shape === null || typeof items !== 'number') return null;
      const known = array('known', Int32Array, shape.movies);
      if (known.some((item) => item < 0 || item >= items)) return null;
      const arrays = arraysOf(shape).map(([of, size]) => [of, array(of, Float32Array, sizeOf(size))]);
      return { shape, items, known, arrays: Object.fromEntries(arrays) };
    },
  };
}

/**
 * The two fields of a descriptor whose model is trained when the person asks for it.
 * @param missing what to say where it has not been trained
 */
export function trainedOnRequest<Id extends NetworkId>(
  network: Id,
  codec: ModelCodec<NetworkModels[Id]>,
  recommenderOf: (model: NetworkModels[Id]) => Recommender,
  missing: { readonly message: string; readonly advice: string },
): Required<Pick<SingleDescriptor, 'fit' | 'imported'>> {
  return {
    async fit({ dataset: { ratings }, trainNetwork, imported }) {
      if (trainNetwork !== undefined) return recommenderOf(await trainNetwork(network, ratings));
      const stored = await imported(codec.name);
      const model = stored === null ? null : codec.decode(stored);
      if (model !== null && model.items === ratings.items) return recommenderOf(model);
      throw new Problem('settings', missing.message, missing.advice);
    },
    imported: {
      name: codec.name,
      decode(stored, ratings) {
        const model = codec.decode(stored);
        return model?.items === ratings.items ? recommenderOf(model) : null;
      },
    },
  };
}
