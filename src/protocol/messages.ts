/**
 * The whole conversation between the page and the worker: commands in, events out, nothing else crosses.
 * Every message is plain data. Events are the actions of the page's reducer.
 */

import type { ProblemReport } from '../base/problem.ts';
import type { Movie } from '../dataset/dataset.ts';
import type { Mark } from '../storage/person/person-schema.ts';
import type { TrainingPoint, TrainingSettings } from '../training/trainer.ts';
import type { TasteProfile } from '../worker/recommendations/describe-profile.ts';
import type { RowsCommand, RowsEvent } from './carousel-messages.ts';
import type { ComponentGroup } from './component-catalog.ts';
import type { DatasetCommand, DatasetEvent, DatasetSummary } from './dataset-messages.ts';
import type { ExperimentCommand, ExperimentEvent } from './experiment-messages.ts';
import type { WhyCommand, WhyEvent } from './explanation-messages.ts';
import type { ImportCommand, ImportEvent } from './import-messages.ts';
import type { ListSettings } from './list-settings.ts';
import type { MapCommand, MapEvent } from './map-messages.ts';
import type { OverviewCommand, OverviewEvent } from './overview-messages.ts';
import type { RecommenderId } from './recommender-catalog.ts';
import type { RankingCommand, RankingEvent } from './recommender-messages.ts';
import type {
  BackendName,
  Residuals,
  RunMemory,
  RunRecord,
  TrainingEnd,
  TrainingRun,
} from './training-messages.ts';
import type { UsersCommand, UsersEvent } from './user-messages.ts';

export type Command =
  | UsersCommand
  | WhyCommand
  | MapCommand
  | RankingCommand
  | ExperimentCommand
  | RowsCommand
  | OverviewCommand
  | DatasetCommand
  | ImportCommand
  /** First command; everything else waits for its `opened`. */
  | {
      readonly type: 'open';
      readonly backend: BackendName | 'auto';
      /** Whether Matinee trains without being asked. */
      readonly trainByItself: boolean;
      /** What earlier tabs sent and closed before it was confirmed; done before `opened`. */
      readonly unconfirmed: readonly Unconfirmed[];
    }
  /** Half stars 0.5-5; null removes the rating. */
  | { readonly type: 'rate'; readonly movieId: number; readonly stars: number | null }
  | { readonly type: 'pickGenres'; readonly genres: readonly string[] }
  /** "Haven't seen it": not asked again. `skipped: false` takes it back. */
  | { readonly type: 'skip'; readonly movieId: number; readonly skipped: boolean }
  | { readonly type: 'finishOnboarding' }
  /** How the list is to be from now on. */
  | { readonly type: 'setListSettings'; readonly listSettings: ListSettings }
  /** Puts a film aside in one of three ways; null takes it back. */
  | { readonly type: 'mark'; readonly movieId: number; readonly mark: Mark | null }
  /** How many recommendations the page shows from now on. */
  | { readonly type: 'showMore'; readonly count: number }
  | { readonly type: 'search'; readonly query: string }
  /** A window onto all films. Answered by `explored`. */
  | {
      readonly type: 'explore';
      /** The order is made when this changes: windows of one request fit together. */
      readonly request: number;
      readonly query: string;
      readonly order: ExploreOrder;
      readonly filters: Pick<ListSettings, 'genres' | 'from' | 'to' | 'minRatings'>;
      /** Without films that are rated or put aside. */
      readonly hideKnown: boolean;
      readonly from: number;
      readonly count: number;
    }
  /** Answered by `profiled`. */
  | { readonly type: 'openProfile' }
  | { readonly type: 'openMovie'; readonly movieId: number }
  /** Begins what is due when `on`; what runs goes on either way. */
  | { readonly type: 'trainByItself'; readonly on: boolean }
  | { readonly type: 'train'; readonly settings: TrainingSettings }
  | { readonly type: 'pauseTraining' }
  | { readonly type: 'resumeTraining' }
  /** One epoch more of a paused run, or pauses a running one after its epoch. */
  | { readonly type: 'stepTraining' }
  | { readonly type: 'stopTraining' }
  /** Forgets the curve of an earlier run; the model in use stays. */
  | { readonly type: 'removeRun'; readonly runId: number }
  /** Answered by `modelExported`. */
  | { readonly type: 'exportModel' }
  /** A file that `exportModel` made. Answered by `modelImported`, or by `failed` and nothing changed. */
  | { readonly type: 'importModel'; readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Forgets ratings, picks, model and data set, then starts anew. */
  | { readonly type: 'forgetEverything' };

/** The commands that change what is kept of the person. */
export type PersonCommand = Extract<
  Command,
  { readonly type: 'rate' | 'pickGenres' | 'skip' | 'finishOnboarding' | 'mark' | 'setListSettings' }
>;

export interface Unconfirmed {
  readonly command: PersonCommand;
  /** When the person did it, milliseconds since 1970. */
  readonly at: number;
}

/** `match`: how well the title fits the query; without one as `popularity`. */
export type ExploreOrder = 'match' | 'predicted' | 'popularity' | 'year' | 'title';

/** How sure a prediction is. */
export interface Certainty {
  /** In words: how much the model's draws agree on this film, for this person. */
  readonly level: 'sure' | 'fair' | 'guess';
  /** Standard deviation of the expected rating over the draws, stars. */
  readonly spread: number;
  /** The person's own rating falls between these with a probability of 80 %, stars. */
  readonly low: number;
  readonly high: number;
}

/** A movie as the page shows it anywhere. */
export interface MovieCard {
  readonly movie: Movie;
  /** Predicted stars for this person, 0.5-5; null while no model is trained. */
  readonly predicted: number | null;
  /** How sure that is; null while no model is trained, or for one that cannot tell (svd, als). */
  readonly certainty: Certainty | null;
  /** The person's own stars. */
  readonly yours: number | null;
  /** Number of ratings in the data set. */
  readonly ratings: number;
  /** Mean stars in the data set; null without ratings. */
  readonly meanStars: number | null;
}

/** A true reason: the personal voice that lifted this movie most, else popularity, with what it rests on. */
export type Reason =
  /** Movies the person rated, by their exact contribution to the score. */
  | { readonly kind: 'rated'; readonly because: readonly { readonly movie: Movie; readonly stars: number }[] }
  /** The person's picks or, from ratings, the genres they like, that this movie has. */
  | { readonly kind: 'genres'; readonly genres: readonly string[]; readonly picked: boolean }
  /** The factorization expects many stars. */
  | { readonly kind: 'predicted'; readonly stars: number }
  | { readonly kind: 'popular'; readonly ratings: number }
  /** Everyone's stars on average. */
  | { readonly kind: 'acclaimed'; readonly meanStars: number; readonly ratings: number }
  /** Of the people most like this one, how many liked it. */
  | { readonly kind: 'neighbours'; readonly liked: number; readonly of: number }
  /** A factorization that is not the one in use expects many stars. */
  | { readonly kind: 'expected'; readonly stars: number; readonly by: RecommenderId }
  /** Nothing that is known of the person speaks for it; it is what comes next. */
  | { readonly kind: 'none' }
  /** In a live experiment nothing may tell which recommender a film is from. */
  | { readonly kind: 'blind' };

export interface RecommendedCard extends MovieCard {
  readonly reason: Reason;
}

/** Share of each group of components of the hybrid, summing to 1. */
export type ComponentShares = Readonly<Record<ComponentGroup, number>>;

export interface RatedMovie {
  readonly movie: Movie;
  readonly stars: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A film put aside: to watch, or not to be recommended. */
export interface MarkedMovie {
  readonly movie: Movie;
  readonly mark: Mark;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Everything known of the person; the same that is stored. */
export interface PersonState {
  /** Newest first. */
  readonly ratings: readonly RatedMovie[];
  readonly genres: readonly string[];
  /** Newest first. */
  readonly marks: readonly MarkedMovie[];
  /** What is kept of films that the data set in use lacks; it counts again with one that holds them. */
  readonly absent: { readonly ratings: readonly RatedMovie[]; readonly marks: readonly MarkedMovie[] };
  readonly listSettings: ListSettings;
  readonly onboarded: boolean;
}

export interface SimilarMovie {
  readonly card: MovieCard;
  /** Cosine similarity, -1..1. */
  readonly similarity: number;
}

export type Event =
  | UsersEvent
  | WhyEvent
  | MapEvent
  | RankingEvent
  | ExperimentEvent
  | RowsEvent
  | OverviewEvent
  | DatasetEvent
  | ImportEvent
  /** Steps before `opened`, with bytes or rows done of total (total null while unknown). */
  | {
      readonly type: 'loading';
      readonly step: 'storage' | 'download' | 'unzip' | 'read' | 'save' | 'prepare';
      readonly done: number;
      readonly total: number | null;
    }
  /** What is known of the person and the data set. */
  | {
      readonly type: 'opened';
      readonly person: PersonState;
      readonly dataset: DatasetSummary;
      /** Runs that are over, oldest first. */
      readonly runs: readonly RunRecord[];
      /** The run whose model predicts now. */
      readonly modelRunId: number | null;
      /** False where the browser keeps nothing (private window, denied): the page shows a banner. */
      readonly kept: boolean;
    }
  | { readonly type: 'personChanged'; readonly person: PersonState }
  | {
      readonly type: 'recommended';
      readonly cards: readonly RecommendedCard[];
      /** How many could be shown in all. */
      readonly available: number;
      /** Null for a list that is not by the hybrid. */
      readonly components: ComponentShares | null;
      readonly by: RecommenderId;
      /** The interleaved list of a live experiment that this is, null where it is none. */
      readonly experiment: string | null;
      /** Whether the recommender has nothing to go by, so that popularity stands in for it. */
      readonly silent: boolean;
      /** Milliseconds from the receipt of the person's command to this answer; null where nothing was asked. */
      readonly took: number | null;
    }
  /** The films on the watchlist that are not rated yet, newest first. */
  | { readonly type: 'watchlisted'; readonly cards: readonly MovieCard[] }
  /** Well-known, varied movies to rate next, best first. */
  | { readonly type: 'asked'; readonly cards: readonly MovieCard[] }
  | {
      readonly type: 'explored';
      readonly request: number;
      /** Films in all windows together. */
      readonly total: number;
      readonly from: number;
      readonly cards: readonly MovieCard[];
    }
  /** The person's ratings beside everyone's; null while there are none. */
  | { readonly type: 'profiled'; readonly profile: TasteProfile | null }
  | { readonly type: 'searched'; readonly query: string; readonly cards: readonly MovieCard[] }
  | {
      readonly type: 'movieOpened';
      readonly card: MovieCard;
      readonly reason: Reason | null;
      /** Ratings of everyone by half star: index 0 = 0.5, index 9 = 5. */
      readonly histogram: readonly number[];
      readonly similarByGenre: readonly SimilarMovie[];
      /** By cosine of the item factors; null while no model is trained. */
      readonly similarByTaste: readonly SimilarMovie[] | null;
    }
  /** The address names a movie that the data set does not hold. */
  | { readonly type: 'movieMissing'; readonly movieId: number }
  | { readonly type: 'trainingPreparing' }
  /** `points`: the epochs done before a reload, when the run goes on from a checkpoint; else empty. */
  | { readonly type: 'trainingStarted'; readonly run: TrainingRun; readonly points: readonly TrainingPoint[] }
  | {
      readonly type: 'trainingProgressed';
      readonly runId: number;
      readonly point: TrainingPoint;
      /** Estimated milliseconds to the last epoch. */
      readonly remainingMs: number;
      readonly memory: RunMemory;
    }
  | { readonly type: 'trainingPaused'; readonly runId: number }
  | { readonly type: 'trainingResumed'; readonly runId: number }
  /** The run's model predicts from now on. */
  | {
      readonly type: 'trainingEnded';
      readonly runId: number;
      readonly end: TrainingEnd;
      readonly residuals: Residuals | null;
    }
  | { readonly type: 'runRemoved'; readonly runId: number }
  | { readonly type: 'modelExported'; readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }
  /** The model of the file predicts from now on; a training that was under way is over. */
  | { readonly type: 'modelImported'; readonly imported: RunRecord }
  /** The run failed; the last good model stays in use. */
  | { readonly type: 'trainingFailed'; readonly problem: ProblemReport }
  /** A command failed; nothing was changed. */
  | { readonly type: 'failed'; readonly problem: ProblemReport }
  /** The worker is gone; made by the client. It is started anew by itself when `restarting`. */
  | { readonly type: 'workerDied'; readonly problem: ProblemReport; readonly restarting: boolean }
  | { readonly type: 'forgotten' };
