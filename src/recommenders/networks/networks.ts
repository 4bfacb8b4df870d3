import type { NetworkId, NetworkSettings } from '../../protocol/network-messages.ts';
import type { ModelCodec } from '../descriptor.ts';
import type { Person } from '../recommender.ts';
import { multVae, multVaeCodec, readByMultVae } from './mult-vae.ts';
import { multVaeArrays } from './mult-vae-network.ts';
import type { NetworkModels } from './network-models.ts';
import type { NetworkRecommender } from './network-recommender.ts';
import { readBySasrec, sasrec, sasrecCodec } from './sasrec.ts';
import { sasrecArrays } from './sasrec-network.ts';
import type { ArrayList } from './trained-network.ts';

/** What a network is made of, and how its model is stored and used. */
interface Network<Id extends NetworkId> {
  /** The shape of a network that is trained with these settings. @param movies how many it knows */
  shape(movies: number, settings: NetworkSettings[Id]): NetworkModels[Id]['shape'];
  arrays(shape: NetworkModels[Id]['shape']): ArrayList;
  readonly codec: ModelCodec<NetworkModels[Id]>;
  recommender(model: NetworkModels[Id]): NetworkRecommender<Id>;
  /** The items that a model reads of a person, the newest first. */
  read(model: NetworkModels[Id], person: Person): Int32Array;
}

export const networks: { readonly [Id in NetworkId]: Network<Id> } = {
  sasrec: {
    shape: (movies, { length, width, blocks }) => ({ movies, length, width, blocks }),
    arrays: sasrecArrays,
    codec: sasrecCodec,
    recommender: sasrec,
    read: readBySasrec,
  },
  'mult-vae': {
    shape: (movies, { width, latent }) => ({ movies, width, latent }),
    arrays: multVaeArrays,
    codec: multVaeCodec,
    recommender: multVae,
    read: readByMultVae,
  },
};
