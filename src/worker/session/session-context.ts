import type { Threads } from '../../base/threads.ts';
import type { Facts } from '../../dataset/movie-facts.ts';
import type { Notice } from '../../protocol/dataset-messages.ts';
import type { Event } from '../../protocol/messages.ts';
import type { Overview } from '../../protocol/overview-messages.ts';
import type { Part, ProgressPart } from '../../protocol/queries.ts';
import type { LearntMix } from '../../recommenders/hybrid/learnt-mix.ts';
import type { Recommender } from '../../recommenders/recommender.ts';
import type { StoredPerson } from '../../storage/person/stored-person.ts';
import type { ActiveDataset } from '../dataset/active-dataset.ts';
import type { DatasetPreviews } from '../dataset/preview-dataset.ts';
import type { StoredDatasetList } from '../dataset/stored-datasets.ts';
import type { LiveExperiment } from '../experiment/live-experiment.ts';
import type { ImportSession } from '../import/import-session.ts';
import type { TasteMap } from '../map/taste-map.ts';
import type { ActiveRecommender } from '../recommendations/active-recommender.ts';
import type { BackgroundRecommenders } from '../recommendations/background-recommenders.ts';
import type { Browser } from '../recommendations/browse-movies.ts';
import type { Carousels } from '../recommendations/build-carousels.ts';
import type { Comparison } from '../recommendations/compare-lists.ts';
import type { CurrentList } from '../recommendations/current-list.ts';
import type { PersonalScores } from '../recommendations/personal-scores.ts';
import type { SimilarByTaste } from '../recommendations/similar-by-taste.ts';
import type { GuestScores } from '../together/group.ts';
import type { GuestList } from '../together/guest-list.ts';
import type { MixLearning } from '../training/mix-learning.ts';
import type { NetworkControls } from '../training/network-control.ts';
import type { RunHistory } from '../training/run-history.ts';
import type { TrainingBeside } from '../training/train-beside.ts';
import type { TrainingControl } from '../training/training-control.ts';
import type { UserInspector } from '../users/inspect-users.ts';
import type { ModelInUse } from './active-model.ts';
import type { AppStorage } from './app-storage.ts';
import type { Catalogue } from './catalogue.ts';
import type { PendingWork } from './pending-work.ts';
import type { Tabs } from './tabs.ts';
import type { UnstoredChanges } from './unstored-changes.ts';

/** `new`: the best come first again. `keep`: what the person reads stays where it is, with new values. */
export type Order = 'new' | 'keep';

/** What an open session knows and holds, before any feature is made. Features get it and keep no copies. */
export interface SessionCore {
  emit(event: Event): void;
  /** Reports a failure that belongs to no command. */
  reportError(thrown: unknown): null;
  readonly storage: AppStorage;
  readonly tabs: Tabs;
  readonly data: ActiveDataset;
  readonly catalogue: Catalogue;
  readonly runs: RunHistory;
  readonly model: ModelInUse;
  /** The person as stored, with what is being written, or waits for room, on top. */
  person: StoredPerson;
  /** The person as on disk. */
  stored: StoredPerson;
  /** What waits for room on the disk. */
  readonly unstored: UnstoredChanges;
  /** Details and descriptions that have arrived so far. When they change, the part `facts` does. */
  facts: Facts;
  /** The content model of what is known of the movies so far; the genre model until facts have arrived. */
  content: Recommender;
  /** What the person is to be told once, null when they have seen it. */
  notice: Notice | null;
  /** What the background has fitted so far. */
  backgroundRecommenders: BackgroundRecommenders;
  /** What was learnt of the weights of the hybrid for this data set; null until it is. */
  mix: LearntMix | null;
  /** What divides long computations. */
  readonly threads: Threads;
  /** Whether Matinee trains without being asked. */
  autoTrain: boolean;
  /** Writes that nobody waits for but the end of the session. */
  readonly writes: PendingWork;
  /** Long work beside the queue of commands. */
  readonly background: PendingWork;
  /** Does something once all commands that came before are done, unless the session has ended by then. */
  enqueue(work: () => Promise<void> | void): void;
  /** Aborted when the session ends. */
  readonly signal: AbortSignal;
  /**
   * Parts have changed: answers that are watched are computed again.
   * @param order whether lists are ordered anew
   * @param received when the person command came that changed them, by performance.now()
   */
  changed(parts: readonly Part[], order: Order, received?: number): void;
  /** There is progress to show, and nothing else has changed. */
  progressed(part: ProgressPart | 'map' | 'names'): void;
}

/** Reads the person again, because somebody else has changed what is stored. */
export async function loadPersonAgain(core: SessionCore): Promise<void> {
  core.stored = await core.storage.loadPerson();
  core.person = core.unstored.onto(core.stored);
}

/** An open session: its core and the features that work on it. Built once, when the session opens. */
export interface SessionContext extends SessionCore {
  readonly training: TrainingControl;
  readonly trainingBeside: TrainingBeside;
  readonly mixLearning: MixLearning;
  readonly networks: NetworkControls;
  readonly activeRecommender: ActiveRecommender;
  readonly comparison: Comparison;
  readonly experiment: LiveExperiment;
  readonly list: CurrentList;
  readonly carousels: Carousels;
  readonly browser: Browser;
  readonly similarByTaste: SimilarByTaste;
  readonly map: TasteMap;
  readonly users: UserInspector;
  readonly previews: DatasetPreviews;
  readonly storedDatasets: StoredDatasetList;
  /** The overview of the data set; null until it is computed. */
  overview(): Overview | null;
  readonly imports: ImportSession;
  /** Those who watch with the person, which outlives a change of the data set. */
  readonly guests: GuestList;
  readonly guestScores: GuestScores;
  /** The person as they are now, scored against the catalogue; computed when first asked for after a change. */
  scores(): PersonalScores;
  /** Counts one person command, of which answers from now on are. */
  nextRevision(): void;
  /** Ends this session and opens another one, see `restart`. */
  restart(why: RestartReason): Promise<void>;
  /** Fetches what is not here yet of the built-in data set, beside everything else. */
  fetchRest(): void;
}

/**
 * `forget`: the person deleted everything here; `forgotten`: in another tab. `dataset`: another one is in use. `answered`:
 * a database that did not answer does now.
 */
export type RestartReason =
  | { readonly why: 'forget' | 'forgotten' }
  | { readonly why: 'answered'; readonly storage: AppStorage }
  /** `read`: the data set that was just read, so that it is not read back from storage. */
  | { readonly why: 'dataset'; readonly read: ActiveDataset['base'] | null };
