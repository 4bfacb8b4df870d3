import type { Problem } from '../../base/problem.ts';
import type { Ratings } from '../../dataset/dataset.ts';
import type { NetworkId, NetworkPoint, NetworkSettings } from '../../protocol/network-messages.ts';
import type { BackendInfo, BackendName, Checkpoint } from '../../protocol/training-messages.ts';
import type { NetworkModels } from '../../recommenders/networks/network-models.ts';

/** A run to begin or to go on with. */
export interface NetworkOrder<Id extends NetworkId> {
  readonly network: Id;
  readonly ratings: Ratings;
  readonly settings: NetworkSettings[Id];
  readonly from: Checkpoint | null;
  readonly backend: BackendName | 'auto';
}

/** What one epoch gave. */
export interface NetworkEpoch<Id extends NetworkId> {
  readonly point: NetworkPoint;
  readonly ended: 'finished' | 'early' | null;
  readonly checkpoint: Checkpoint;
  readonly model: NetworkModels[Id];
}

/** A run that computes one epoch when it is asked to. */
export interface NetworkRunner<Id extends NetworkId> {
  readonly info: BackendInfo;
  /** Rejects with Problems; no more than one at a time. */
  epoch(): Promise<NetworkEpoch<Id>>;
  /** Gives the run up, in the middle of an epoch, too. */
  close(): void;
}

/** Starts a run. Rejects with Problems of the backend. */
export type StartNetwork = <Id extends NetworkId>(order: NetworkOrder<Id>) => Promise<NetworkRunner<Id>>;

/** What the thread is sent: a run, then a message for each epoch. */
export type ToNetworkThread =
  | { readonly type: 'start'; readonly order: NetworkOrder<NetworkId> }
  | { readonly type: 'epoch' };

/** What it answers, one message for each. */
export type FromNetworkThread =
  | { readonly type: 'started'; readonly info: BackendInfo }
  | { readonly type: 'epoch'; readonly epoch: NetworkEpoch<NetworkId> }
  | {
      readonly type: 'failed';
      readonly code: Problem['code'];
      readonly message: string;
      readonly advice: string;
    };
