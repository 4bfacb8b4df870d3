/** Training of the recommender that goes by the order of ratings (SASRec), as the page and the worker know it. */
import type { ProblemReport } from '../base/problem.ts';
import type { BackendInfo, TrainingEnd } from './training-messages.ts';

/** Settings of a run. `sequenceBounds` has their bounds. */
export interface SequenceSettings {
  /** How many of the last movies the network looks at. */
  readonly length: number;
  /** Numbers in an embedding. */
  readonly width: number;
  /** Layers of self-attention. */
  readonly blocks: number;
  /** Share of numbers that are left out at random while it learns. */
  readonly dropout: number;
  readonly learningRate: number;
  readonly epochs: number;
  /** Positions in one batch. */
  readonly batch: number;
  /** A run ends early after so many epochs without a lower loss on held-out users; 0 switches this off. */
  readonly patience: number;
  /** Share of the users that are held out to see whether it still improves. */
  readonly validationShare: number;
  readonly seed: number;
}

/** One point of the curve. Losses are the mean of `-log p(next movie)`, in nats. */
export interface SequencePoint {
  /** 1-based. */
  readonly epoch: number;
  /** While it learned in this epoch, with dropout. */
  readonly loss: number;
  /** On held-out users, without dropout; null where nobody is held out. */
  readonly heldOutLoss: number | null;
  readonly epochMs: number;
}

/** A movie of the end of a person's sequence. */
export interface SequenceMovie {
  readonly movieId: number;
  readonly title: string;
  readonly year: number | null;
}

/** The training of the order, and what its model sees of the person. */
export interface SequenceState {
  /** `pausing`: the epoch under way is finished and stored first. */
  readonly phase: 'none' | 'preparing' | 'training' | 'pausing' | 'paused' | 'over';
  /** Of the run that is shown; those of the app where there was none. */
  readonly settings: SequenceSettings;
  readonly points: readonly SequencePoint[];
  /** Null before a run has begun. */
  readonly backend: BackendInfo | null;
  /** How the run ended; null before. */
  readonly end: TrainingEnd | null;
  /** Why the last run failed; null where it did not. */
  readonly problem: ProblemReport | null;
  /** Whether there is a model to rank by. */
  readonly hasModel: boolean;
  /** The last movies that the model looks at, the newest first; empty without a model or without ratings. */
  readonly last: readonly SequenceMovie[];
  /** Movies that the model knows; null without a model. */
  readonly known: number | null;
}

export interface SequenceQueries {
  readonly sequence: { readonly query: { readonly type: 'sequence' }; readonly answer: SequenceState };
}

export type SequenceCommand =
  /** Starts a run; one that is under way is given up. */
  | { readonly type: 'trainSequence'; readonly settings: SequenceSettings }
  /** Takes effect when the epoch ends. */
  | { readonly type: 'pauseSequence' }
  | { readonly type: 'resumeSequence' }
  /** Ends the run with its best model so far. */
  | { readonly type: 'stopSequence' }
  /** `modelExported` follows. */
  | { readonly type: 'exportSequence' };
