import { Problem, reportOf } from '../../base/problem.ts';
import type { Command, PersonCommand, Unconfirmed } from '../../protocol/messages.ts';
import type { BackendName } from '../../protocol/training-messages.ts';
import type { StoredCheckpoint } from '../../storage/artifacts/checkpoint-store.ts';
import type { StoredPerson } from '../../storage/person/person-store.ts';
import { createSwitching, isDatasetCommand } from '../dataset/switch-dataset.ts';
import { createImportSession, type ImportSession, isImportCommand } from '../import/import-session.ts';
import { easeIn, fitRankers } from '../recommendations/background-recommenders.ts';
import { isShowCommand, show } from '../recommendations/command-handlers.ts';
import { createLists } from '../recommendations/wire-recommendations.ts';
import { createModelInUse } from '../training/active-model.ts';
import { modelExported, modelImported } from '../training/import-export-model.ts';
import { trainingToBegin } from '../training/next-training.ts';
import { createRunHistory } from '../training/run-history.ts';
import { createTrainingControl, steer, type TrainingControl } from '../training/training-control.ts';
import { createEngine, type Engine } from '../training/training-engine.ts';
import { createUsers, type Users } from '../users/inspect-users.ts';
import type { AppStorage } from './app-storage.ts';
import { applied, checkCommand, recovered, written } from './apply-command.ts';
import type { Library } from './catalogue.ts';
import type { Ports } from './environment.ts';
import { brokenRun, findStored } from './load-stored.ts';
import { adopt, rankBy, refresh, takeOver, tellOpened, tellPerson, type Visit } from './session-context.ts';
import { personState } from './snapshots.ts';
import { alone, type News, type Tabs } from './tabs.ts';

export interface Session {
  handle(command: Command): void;
  /** Resolves when every command so far is done and the rankers are fitted; for tests. */
  settled(): Promise<void>;
}

/** A visit with the training that goes on in it. */
interface Open extends Visit {
  readonly training: TrainingControl;
  readonly users: Users;
  readonly importing: ImportSession;
}

/**
 * The conversation: commands in, events out, one command at a time in the order they came. Training runs
 * beside the queue. A command that fails becomes a `failed` event and changes nothing.
 */
export function createSession(ports: Ports): Session {
  const { emit } = ports;
  let open: Open | null = null;
  let backend: BackendName | 'auto' = 'auto';
  let byItself = true;
  let queue: Promise<void> = Promise.resolve();
  let fitting: Promise<unknown> = Promise.resolve();
  let writing: Promise<unknown> = Promise.resolve();
  let looking: Promise<unknown> = Promise.resolve();

  const tell = (thrown: unknown): null => {
    emit({ type: 'failed', problem: reportOf(thrown) });
    return null;
  };
  const enqueue = (work: () => Promise<void> | void) => {
    queue = queue.then(work).catch((thrown: unknown) => {
      tell(thrown);
    });
  };
  ports.tabs.listen((news) => enqueue(() => hear(news)));

  const switching = createSwitching({
    ...{ emit, fetchDataset: ports.fetchDataset, enqueue, beside },
    visit: () => open,
    startAnew: async (visit) => (open === visit ? startAnew(open, 'dataset') : undefined),
  });

  /** @param kept what is kept, where it is open already */
  async function start(unconfirmed: readonly Unconfirmed[], kept: AppStorage | null = null): Promise<void> {
    emit({ type: 'loading', step: 'storage', done: 0, total: null });
    const storage = kept ?? (await ports.openAppStorage());
    const found = await findStored(storage, { ...ports, tell });
    const { data, library, rankers } = found;
    const { stored, done } = await recovered(storage, found.stored, unconfirmed);
    const runs = createRunHistory(storage, found.runs, library.dataset);
    const model = createModelInUse(library, found.trained);
    // What is not kept is not shared either.
    const tabs = storage.kept ? ports.tabs : alone;
    const engine = createEngine(ports.loadTraining, backend);
    const training = trainingOf(storage, library, tabs, engine);
    const lists = createLists(stored, model.predictor(), {
      ...{ library, model, storage, engine, training, emit, tell },
      rankers: () => open?.rankers ?? rankers,
      rankersFitted: () => fitting,
      isOpen: () => open === now,
      changed: () => refresh(now, 'new'),
      keep: (write) => keep(write.then(() => tabs.tell('experiments'))),
      unable: (inUse) => enqueue(() => (open === now ? rankBy(now, inUse) : undefined)),
    });
    const now: Open = {
      ...{ storage, tabs, data, library, runs, model, training, stored, rankers, emit, tell },
      ...{ ...lists, users: createUsers(library, emit) },
      importing: createImportSession((name, bytes) => {
        switching.handle(now, { type: 'previewDataset', name, bytes });
      }),
    };
    open = now;
    for (const { command } of done) lists.experiment.acted(command);
    tellOpened(now);
    lists.showing.show();
    lists.showing.ask();
    trainByItself(now, found.broken);
    // Beside the queue, so that nothing the person does has to wait for it.
    fitting = fitInBackground(now).catch(tell);
    lists.ranking.begin();
    lists.experiment.tell();
  }

  function trainingOf(storage: AppStorage, library: Library, tabs: Tabs, engine: Engine): TrainingControl {
    const { dataset } = library;
    return createTrainingControl(dataset, {
      ...{ emit, engine },
      checkpoints: storage,
      matchedEntry: () => tabs.lockTraining(dataset.id),
      left() {
        const now = open;
        const again = () => enqueue(() => (open === now && now !== null ? trainAfterAll(now) : undefined));
        // Where it cannot be waited for, the next visit trains.
        tabs.untilFree(dataset.id).then(again, () => {});
      },
      preview(model) {
        if (open === null) return;
        open.model.preview(model);
        refresh(open, 'kept');
      },
      async trained(trained) {
        if (open !== null) await adopt(open, trained, trained.run.background ? 'kept' : 'new');
      },
      next: (trained) =>
        byItself ? trainingToBegin(trained, open?.stored.trainingSettings ?? null, null) : null,
      failed() {
        if (open?.model.endPreview()) refresh(open, 'kept');
        // Settings that failed would fail again at every visit.
        enqueue(() => chooseSettings(null));
      },
    });
  }

  function trainByItself(now: Open, broken: StoredCheckpoint | null): void {
    const order = trainingToBegin(now.model.trained(), now.stored.trainingSettings, broken);
    // A run that was broken off had been begun: it goes on however that came about.
    if (order !== null && (byItself || broken !== null)) now.training.start(order);
  }

  /** The tab that trained is done or gone: what it has left undone goes on here. */
  async function trainAfterAll(now: Open): Promise<void> {
    if (now.training.isTraining()) return;
    now.stored = await now.storage.loadPerson();
    await takeOver(now, 'model', false);
    trainByItself(now, await brokenRun(now.storage, now.library.dataset.id, now.model.trained(), tell));
  }

  async function fitInBackground(now: Open): Promise<void> {
    await now.library.prepareSearch();
    await fitRankers(now.storage, now.library.dataset, now.rankers, (rankers) => {
      if (open !== now) return false;
      now.rankers = rankers;
      refresh(now, 'new');
      return true;
    });
  }

  /**
   * The write is begun first and the list answered at once; `personChanged` confirms when it is on disk. While
   * training takes its turns, waiting for the disk before answering would be felt.
   */
  function change(now: Open, command: PersonCommand, received: number): void {
    const at = Date.now();
    // First, so that what the page is told to be stored is recorded too: writes end in the order they were begun.
    now.experiment.acted(command);
    const write = written(now.storage, command, at);
    now.stored = applied(now.stored, command, at);
    const person = personState(now.stored, now.library);
    refresh(now, 'new', received);
    now.showing.ask();
    const told = write
      .then(() => {
        emit({ type: 'personChanged', person });
        now.tabs.tell('person');
      })
      .catch((thrown) => restore(now, thrown));
    keep(told);
  }

  function beside(work: Promise<void>): void {
    looking = Promise.all([looking, work.catch(tell)]);
  }

  /** What is forgotten, and tests, wait for it. */
  function keep(write: Promise<unknown>): void {
    writing = Promise.all([writing, write.catch(tell)]);
  }

  /** A write failed: back to what is really stored. */
  async function restore(now: Open, thrown: unknown): Promise<void> {
    tell(thrown);
    now.stored = await now.storage.loadPerson();
    tellPerson(now);
    refresh(now, 'new');
  }

  async function chooseSettings(settings: StoredPerson['trainingSettings']): Promise<void> {
    if (open === null) return;
    await open.storage.setTrainingSettings(settings);
    open.stored = { ...open.stored, trainingSettings: settings };
  }

  async function hear(news: News): Promise<void> {
    if (open === null) return;
    if (news === 'forgotten' || news === 'dataset') return startAnew(open, news);
    return takeOver(open, news, open.training.isTraining());
  }

  /** Ends the visit and begins another: with nothing, or with another data set as the same person. */
  async function startAnew(now: Open, why: 'forget' | 'forgotten' | 'dataset'): Promise<void> {
    await now.training.abandon();
    await writing;
    open = null;
    switching.drop();
    // What another tab has broken off cannot go on with other data.
    if (why === 'dataset') await now.storage.removeCheckpoint().catch(tell);
    if (why === 'forget') {
      await now.storage.clear();
      now.tabs.tell('forgotten');
    }
    emit({ type: why === 'dataset' ? 'datasetLeft' : 'forgotten' });
    return start([], why === 'dataset' ? now.storage : null);
  }

  async function perform(command: Command, received: number): Promise<void> {
    if (command.type === 'open') {
      backend = command.backend;
      byItself = command.trainByItself;
      return start(command.unconfirmed);
    }
    if (open === null) {
      throw new Problem('unexpected', 'Matinee is not open yet.', 'Reload the page.');
    }
    const now = open;
    if (isShowCommand(command)) return show(now, command);
    if (isDatasetCommand(command)) return switching.handle(now, command);
    if (isImportCommand(command)) return now.importing.perform(now, command);
    switch (command.type) {
      case 'rate':
      case 'mark':
      case 'setListSettings':
      case 'pickGenres':
      case 'skip':
      case 'finishOnboarding':
        checkCommand(now.library, command);
        return change(now, command, received);
      case 'listUsers':
      case 'openUser':
      case 'rankUser':
        // Beside the queue: it may fit a recommender.
        return beside(now.users.handle(command, easeIn(now.rankers)));
      case 'trainByItself':
        byItself = command.on;
        return byItself && !now.training.isTraining() ? trainByItself(now, null) : undefined;
      case 'train':
        await chooseSettings(command.settings);
        return now.training.start({ settings: command.settings, background: false, from: null });
      case 'pauseTraining':
      case 'resumeTraining':
      case 'stepTraining':
      case 'stopTraining':
        return steer(now.training, command.type);
      case 'removeRun':
        await now.runs.remove(command.runId);
        now.tabs.tell('runs');
        return emit({ type: 'runRemoved', runId: command.runId });
      case 'exportModel':
        return emit(modelExported(now.model.trained(), now.library.dataset));
      case 'importModel':
        return modelImported(now, now.training, command);
      case 'forgetEverything':
        return startAnew(now, 'forget');
    }
  }

  return {
    handle(command) {
      const received = performance.now();
      enqueue(() => perform(command, received));
    },
    async settled() {
      for (let last = queue; ; last = queue) {
        await last;
        await fitting;
        await writing;
        await looking;
        if (last === queue) return;
      }
    },
  };
}
