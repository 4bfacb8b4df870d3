/** Networks that are trained when the person asks for it, as the page and the worker know them. */
import type { ProblemReport } from '../base/problem.ts';
import type { BackendInfo, TrainingEnd } from './training-messages.ts';

/** What every network is trained with. */
type CommonSettings = {
  /** Share of numbers that are left out at random while it learns. */
  readonly dropout: number;
  readonly learningRate: number;
  readonly epochs: number;
  /** A run ends early after so many epochs without a lower loss on held-out users; 0 switches this off. */
  readonly patience: number;
  /** Share of the users that are held out to see whether it still improves. */
  readonly validationShare: number;
  readonly seed: number;
};

/** Of the network that reads ratings in their order (SASRec). */
export type SequenceSettings = CommonSettings & {
  /** How many of the last movies the network looks at. */
  readonly length: number;
  /** Numbers in an embedding. */
  readonly width: number;
  /** Layers of self-attention. */
  readonly blocks: number;
  /** Positions in one batch. */
  readonly batch: number;
};

/** Of the variational autoencoder of what people liked (Mult-VAE). */
export type VaeSettings = CommonSettings & {
  /** Units of each hidden layer; 0 for no hidden layers. */
  readonly width: number;
  /** Numbers of a taste. */
  readonly latent: number;
  /** How much the KL divergence counts once it is annealed. */
  readonly beta: number;
  /** Epochs over which it comes to count so much; 0: from the start. */
  readonly annealing: number;
  /** Users in one batch. */
  readonly batch: number;
};

/** The settings of a run of each network. `boundsOf` has their bounds. */
export interface NetworkSettings {
  readonly sasrec: SequenceSettings;
  readonly 'mult-vae': VaeSettings;
}

/** Networks have the ids of their recommenders. */
export type NetworkId = keyof NetworkSettings;

/**
 * One point of the curve. Losses are means of `-log p(movie)` in nats: of the movie that came next, or of a movie that was
 * liked. That of the autoencoder has the KL divergence on top while it learns.
 */
export interface NetworkPoint {
  /** 1-based. */
  readonly epoch: number;
  /** While it learned in this epoch, with dropout. */
  readonly loss: number;
  /** On held-out users, without dropout; null where nobody is held out. */
  readonly heldOutLoss: number | null;
  readonly epochMs: number;
}

/** A movie of the person that a network reads. */
export interface NetworkMovie {
  readonly movieId: number;
  readonly title: string;
  readonly year: number | null;
}

/** The training of a network, and what its model reads of the person. */
export interface NetworkState<Id extends NetworkId = NetworkId> {
  /** `pausing`: the epoch under way is finished and stored first. */
  readonly phase: 'none' | 'preparing' | 'training' | 'pausing' | 'paused' | 'over';
  /** Of the run that is shown; those of the app where there was none. */
  readonly settings: NetworkSettings[Id];
  readonly points: readonly NetworkPoint[];
  /** Null before a run has begun. */
  readonly backend: BackendInfo | null;
  /** How the run ended; null before. */
  readonly end: TrainingEnd | null;
  /** Why the last run failed; null where it did not. */
  readonly problem: ProblemReport | null;
  /** Whether there is a model to rank by. */
  readonly hasModel: boolean;
  /** Movies that the model reads, the newest first; empty without a model or without ratings. */
  readonly read: readonly NetworkMovie[];
  /** Movies that the model knows; null without a model. */
  readonly known: number | null;
}

export interface NetworkQueries {
  readonly network: {
    readonly query: { readonly type: 'network'; readonly network: NetworkId };
    readonly answer: NetworkState;
  };
}

export type NetworkCommand =
  /** Starts a run; one of the same network that is under way is given up. */
  | {
      readonly type: 'trainNetwork';
      readonly network: NetworkId;
      readonly settings: NetworkSettings[NetworkId];
    }
  /** Takes effect when the epoch ends. */
  | { readonly type: 'pauseNetwork'; readonly network: NetworkId }
  | { readonly type: 'resumeNetwork'; readonly network: NetworkId }
  /** Ends the run with its best model so far. */
  | { readonly type: 'stopNetwork'; readonly network: NetworkId }
  /** `modelExported` follows. */
  | { readonly type: 'exportNetwork'; readonly network: NetworkId };
