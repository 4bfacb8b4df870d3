import type { Ratings } from '../../dataset/dataset.ts';
import type { NetworkId } from '../../protocol/network-messages.ts';
import type { MultVaeModel } from './mult-vae-network.ts';
import type { SasrecModel } from './sasrec-network.ts';

/** The model of each network. */
export interface NetworkModels {
  readonly sasrec: SasrecModel;
  readonly 'mult-vae': MultVaeModel;
}

/** Trains a network on the ratings. */
export type TrainNetwork = <Id extends NetworkId>(
  network: Id,
  ratings: Ratings,
) => Promise<NetworkModels[Id]>;
