import type { Problem } from '../../base/problem.ts';
import type { Ratings } from '../../dataset/dataset.ts';
import type { SequencePoint, SequenceSettings } from '../../protocol/sequence-messages.ts';
import type { BackendInfo, BackendName, Checkpoint } from '../../protocol/training-messages.ts';
import type { SasrecModel } from '../../recommenders/models/sasrec-network.ts';

/** A run to begin or to go on with. */
export interface SequenceOrder {
  readonly ratings: Ratings;
  readonly settings: SequenceSettings;
  readonly from: Checkpoint | null;
  readonly backend: BackendName | 'auto';
}

/** What one epoch gave. */
export interface SequenceEpoch {
  readonly point: SequencePoint;
  readonly ended: 'finished' | 'early' | null;
  readonly checkpoint: Checkpoint;
  readonly model: SasrecModel;
}

/** A run that computes one epoch when it is asked to. */
export interface SequenceRunner {
  readonly info: BackendInfo;
  /** Rejects with Problems; no more than one at a time. */
  epoch(): Promise<SequenceEpoch>;
  /** Gives the run up, in the middle of an epoch, too. */
  close(): void;
}

/** Starts a run. Rejects with Problems of the backend. */
export type StartSequence = (order: SequenceOrder) => Promise<SequenceRunner>;

/** What the thread is sent: a run, then a message for each epoch. */
export type ToSequenceThread =
  | { readonly type: 'start'; readonly order: SequenceOrder }
  | { readonly type: 'epoch' };

/** What it answers, one message for each. */
export type FromSequenceThread =
  | { readonly type: 'started'; readonly info: BackendInfo }
  | { readonly type: 'epoch'; readonly epoch: SequenceEpoch }
  | {
      readonly type: 'failed';
      readonly code: Problem['code'];
      readonly message: string;
      readonly advice: string;
    };
