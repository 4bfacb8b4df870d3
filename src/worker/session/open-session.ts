import type { Threads } from '../../base/threads.ts';
import { noFacts } from '../../dataset/movie-facts.ts';
import type { Event } from '../../protocol/messages.ts';
import type { BackendName } from '../../protocol/training-messages.ts';
import { createOverviewSource } from '../dataset/overview-source.ts';
import { DatasetPreviews } from '../dataset/preview-dataset.ts';
import { createStoredDatasets } from '../dataset/stored-datasets.ts';
import { ExperimentRecords } from '../experiment/experiment-log.ts';
import { LiveExperiment } from '../experiment/live-experiment.ts';
import { createImportSession } from '../import/import-session.ts';
import { TasteMap } from '../map/taste-map.ts';
import { ActiveRecommender } from '../recommendations/active-recommender.ts';
import { createBrowser } from '../recommendations/browse-movies.ts';
import { createCarousels } from '../recommendations/build-carousels.ts';
import { createComparison } from '../recommendations/compare-lists.ts';
import { createCurrentList } from '../recommendations/current-list.ts';
import { createPersonalScores, type PersonalScores } from '../recommendations/personal-scores.ts';
import { RecommenderPool } from '../recommendations/recommender-pool.ts';
import { createSimilarByTaste } from '../recommendations/similar-by-taste.ts';
import { GuestScores } from '../together/group.ts';
import type { GuestList } from '../together/guest-list.ts';
import { createComparisonTraining } from '../training/comparison-training.ts';
import { createMixLearning } from '../training/mix-learning.ts';
import { networkControls } from '../training/network-control.ts';
import { createRunHistory } from '../training/run-history.ts';
import { createSessionTraining } from '../training/session-training.ts';
import { createTrainingBeside } from '../training/train-beside.ts';
import { createEngine } from '../training/training-engine.ts';
import { UserInspector } from '../users/inspect-users.ts';
import { createModelInUse } from './active-model.ts';
import type { AppStorage } from './app-storage.ts';
import { createContentFitting } from './content-fitting.ts';
import type { Environment } from './environment.ts';
import type { Stored } from './load-stored.ts';
import { createPendingWork } from './pending-work.ts';
import type { QueryEngine } from './query-engine.ts';
import type { Order, RestartReason, SessionContext, SessionCore } from './session-context.ts';
import { alone } from './tabs.ts';
import type { UnstoredChanges } from './unstored-changes.ts';

/** What one session after another shares. */
export interface SessionHost
  extends Pick<Environment, 'fetchDataset' | 'loadTraining' | 'startNetwork' | 'tabs'> {
  readonly queries: QueryEngine;
  readonly unstored: UnstoredChanges;
  readonly guests: GuestList;
  backend: BackendName | 'auto';
  threads: Threads;
  autoTrain: boolean;
  /** Resolves when the background recommenders are fitted, or could not be. */
  backgroundFitted(): Promise<unknown>;
  emit(event: Event): void;
  reportError(thrown: unknown): null;
  enqueue(work: () => Promise<void> | void): void;
  restart(context: SessionContext, reason: RestartReason): Promise<void>;
  fetchRest(context: SessionContext): void;
}

type SessionLists = Pick<
  SessionContext,
  | 'training'
  | 'trainingBeside'
  | 'mixLearning'
  | 'networks'
  | 'activeRecommender'
  | 'experiment'
  | 'list'
  | 'carousels'
  | 'comparison'
>;

/** An open session and what ends it. */
export interface OpenSession {
  readonly context: SessionContext;
  close(): void;
}

/** Builds the context of a session, from what is stored to the features that work on it, each from those before it. */
export function openSession(host: SessionHost, storage: AppStorage, stored: Stored): OpenSession {
  const ended = new AbortController();
  /** What follows a change before anything is answered. */
  const followers: ((order: Order) => void)[] = [];
  const core = coreOf(host, storage, stored, ended.signal, followers);
  const { catalogue, reportError, progressed } = core;
  const lists = listsOf(core, host);
  const followFacts = createContentFitting(core);
  followers.push((order) => {
    followFacts();
    lists.activeRecommender.renew();
    if (order === 'keep') return;
    lists.list.reorder();
    lists.carousels.refill();
  });
  const context: SessionContext = Object.assign(core, lists, {
    browser: createBrowser(catalogue),
    similarByTaste: createSimilarByTaste(core),
    map: new TasteMap({
      catalogue,
      model: core.model,
      threads: core.threads,
      changed: () => progressed('map'),
      progressed: () => progressed('mapProgress'),
      reportError,
    }),
    users: new UserInspector({ catalogue, progressed: () => progressed('userRanking'), reportError }),
    previews: new DatasetPreviews({
      emit: core.emit,
      fetchDataset: host.fetchDataset,
      base: core.data.base,
      person: () => core.person,
      background: core.background,
      enqueue: core.enqueue,
    }),
    storedDatasets: createStoredDatasets({
      ...core,
      learnt: () => [core.model.trained(), core.backgroundRecommenders],
    }),
    overview: createOverviewSource(core),
    imports: createImportSession({ catalogue, storage, facts: () => core.facts }),
    guests: host.guests,
    guestScores: new GuestScores(),
    scores: scoresOf(core, lists.activeRecommender),
    nextRevision: () => host.queries.nextRevision(),
    restart: (reason: RestartReason) => host.restart(context, reason),
    fetchRest: () => host.fetchRest(context),
  });
  return { context, close: () => ended.abort() };
}

/** Training, and everything that puts movies in an order. */
function listsOf(core: SessionCore, host: SessionHost): SessionLists {
  const { catalogue, storage, signal, reportError, changed, progressed } = core;
  const engine = createEngine(host.loadTraining, host.backend, core.threads);
  const training = createSessionTraining(core, engine);
  const networks = networkControls(core, host.startNetwork, host.backend);
  const pool = new RecommenderPool({
    catalogue,
    model: core.model,
    backgroundRecommenders: () => core.backgroundRecommenders,
    content: () => core.content,
    backgroundFitted: host.backgroundFitted,
    comparisonTraining: createComparisonTraining(catalogue.dataset, engine, training),
    storage,
    trainNetwork: (id, waiting) => networks[id].wait(waiting),
    reportError,
  });
  const activeRecommender = new ActiveRecommender(core.person.rankedBy, {
    pool,
    changed: () => changed(['recommenders'], 'new'),
    progressed: () => progressed('activeRecommender'),
    failed(inUse, thrown) {
      reportError(thrown);
      core.enqueue(() => storeRecommender(core, inUse));
    },
    signal,
  });
  const persist = (write: Promise<void>) => core.writes.add(write.then(() => core.tabs.post('experiments')));
  const experiment = new LiveExperiment({
    catalogue,
    pool,
    records: new ExperimentRecords(storage.experiments, core.person.experiments, persist),
    reportError,
    listChanged: () => changed(['recommenders'], 'new'),
    changed: () => progressed('experiment'),
    signal,
  });
  return {
    training,
    networks,
    trainingBeside: createTrainingBeside(core, engine, training),
    mixLearning: createMixLearning(core, engine, training),
    activeRecommender,
    experiment,
    list: createCurrentList(catalogue, (...asked) => experiment.interleave(...asked)),
    carousels: createCarousels(catalogue, Date.now()),
    comparison: createComparison({
      catalogue,
      pool,
      progressed: () => progressed('comparison'),
      reportError,
    }),
  };
}

function coreOf(
  host: SessionHost,
  storage: AppStorage,
  stored: Stored,
  signal: AbortSignal,
  followers: readonly ((order: Order) => void)[],
): SessionCore {
  const { emit, reportError, queries } = host;
  const { catalogue } = stored;
  return {
    emit,
    reportError,
    storage,
    // What is not stored is not shared with other tabs either.
    tabs: storage.isPersistent ? host.tabs : alone,
    data: stored.data,
    catalogue,
    runs: createRunHistory(storage, stored.runs, catalogue.dataset),
    model: createModelInUse(catalogue, stored.trained),
    person: host.unstored.onto(stored.person),
    stored: stored.person,
    unstored: host.unstored,
    facts: noFacts,
    content: catalogue.content,
    notice: stored.notice,
    backgroundRecommenders: stored.backgroundRecommenders,
    mix: stored.mix,
    threads: host.threads,
    autoTrain: host.autoTrain,
    writes: createPendingWork(reportError),
    background: createPendingWork(reportError),
    enqueue: (work) => host.enqueue(() => (signal.aborted ? undefined : work())),
    signal,
    changed(parts, order, received) {
      for (const follow of followers) follow(order);
      queries.changed(parts, received);
    },
    progressed: (part) => queries.changed([part]),
  };
}

/** Scores are computed when first asked for after something that they are computed from has changed. */
function scoresOf(core: SessionCore, activeRecommender: ActiveRecommender): () => PersonalScores {
  let latest: PersonalScores | null = null;
  return () => {
    const inputs = {
      stored: core.person,
      stars: core.model.predictor(),
      backgroundRecommenders: core.backgroundRecommenders,
      content: core.content,
      mix: core.mix,
      ranker: activeRecommender.inUse(),
      facts: () => core.facts,
    };
    const isFresh =
      latest !== null &&
      latest.inputs.stored === inputs.stored &&
      latest.inputs.stars === inputs.stars &&
      latest.inputs.backgroundRecommenders === inputs.backgroundRecommenders &&
      latest.inputs.content === inputs.content &&
      latest.inputs.mix === inputs.mix &&
      latest.inputs.ranker === inputs.ranker;
    if (latest === null || !isFresh) latest = createPersonalScores(core.catalogue, inputs);
    return latest;
  };
}

/** Stores what orders the list from now on, for this tab and the others. */
async function storeRecommender(
  core: SessionCore,
  recommender: SessionCore['person']['rankedBy'],
): Promise<void> {
  await core.storage.setRankedBy(recommender, Date.now());
  core.person = { ...core.person, rankedBy: recommender };
  core.tabs.post('person');
}
