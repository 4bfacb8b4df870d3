import type { Dataset } from '../dataset/dataset.ts';
import { Problem, reportOf } from '../problem.ts';
import type { MakeProduct } from '../recommenders/product.ts';
import type { KeptCheckpoint } from '../storage/checkpoint-store.ts';
import type { StoredPerson } from '../storage/person.ts';
import { type Bringing, createBringing, isBringCommand } from './bringing.ts';
import { createEngine, type Engine } from './engine.ts';
import type { Keeping } from './keeping.ts';
import { createKeptRuns } from './kept-runs.ts';
import type { Library } from './library.ts';
import { createLists } from './lists.ts';
import { modelExported, modelImported } from './model-exchange.ts';
import { createModelInUse } from './model-in-use.ts';
import { personState } from './opened.ts';
import { brokenRun, findStored } from './opening.ts';
import { applied, checkCommand, recovered, written } from './person-change.ts';
import type { Command, Event, PersonCommand, Unconfirmed } from './protocol.ts';
import { fitRankers } from './rankers.ts';
import { isShowCommand, show } from './show-commands.ts';
import { alone, type News, type Tabs } from './tabs.ts';
import { createTrainingControl, type TrainingControl } from './training-control.ts';
import { trainingToBegin } from './training-plan.ts';
import type { BackendName } from './training-run.ts';
import { createUsers, type Users } from './users.ts';
import { adopt, rankBy, refresh, takeOver, tellOpened, tellPerson, type Visit } from './visit.ts';

/** What the session needs of the world, so that it runs in Node as in a worker. */
export interface Ports {
  emit(event: Event): void;
  /** Opens what is stored; decides by itself to go on in memory and says so through `kept`. */
  openKeeping(): Promise<Keeping>;
  /** Fetches and reads the built-in data set, telling how far it is. */
  fetchDataset(emit: (event: Event) => void): Promise<Dataset>;
  /** Brings in the learn side; only called when something is trained. */
  loadTraining(): Promise<typeof import('../training/train.ts')>;
  /** Brings in what multiplies by the factors of all films. */
  loadProduct(): Promise<MakeProduct>;
  readonly tabs: Tabs;
}

export interface Session {
  handle(command: Command): void;
  /** Resolves when every command so far is done and the rankers are fitted; for tests. */
  settled(): Promise<void>;
}

/** A visit with the training that goes on in it. */
interface Open extends Visit {
  readonly training: TrainingControl;
  readonly users: Users;
  readonly bringing: Bringing;
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

  async function start(unconfirmed: readonly Unconfirmed[]): Promise<void> {
    emit({ type: 'loading', step: 'storage', done: 0, total: null });
    const keeping = await ports.openKeeping();
    const found = await findStored(keeping, { ...ports, tell });
    const { library, rankers } = found;
    const { stored, done } = await recovered(keeping, library, found.stored, unconfirmed);
    const runs = createKeptRuns(keeping, found.runs);
    const model = createModelInUse(library, found.trained);
    // What is not kept is not shared either.
    const tabs = keeping.kept ? ports.tabs : alone;
    const engine = createEngine(ports.loadTraining, backend);
    const training = trainingOf(keeping, library, tabs, engine);
    const lists = createLists(stored, model.predictor(), {
      ...{ library, model, keeping, engine, training, emit, tell },
      rankers: () => open?.rankers ?? rankers,
      rankersFitted: () => fitting,
      isOpen: () => open === now,
      changed: () => refresh(now, 'new'),
      keep: (write) => keep(write.then(() => tabs.tell('experiments'))),
      unable: (inUse) => enqueue(() => (open === now ? rankBy(now, inUse) : undefined)),
    });
    const now: Open = {
      ...{ keeping, tabs, library, runs, model, training, stored, rankers, emit, tell },
      ...{ ...lists, users: createUsers(library, emit), bringing: createBringing() },
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

  function trainingOf(keeping: Keeping, library: Library, tabs: Tabs, engine: Engine): TrainingControl {
    const { dataset } = library;
    return createTrainingControl(dataset, {
      ...{ emit, engine },
      checkpoints: keeping,
      claim: () => tabs.claimTraining(dataset.id),
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

  function trainByItself(now: Open, broken: KeptCheckpoint | null): void {
    const order = trainingToBegin(now.model.trained(), now.stored.trainingSettings, broken);
    // A run that was broken off had been begun: it goes on however that came about.
    if (order !== null && (byItself || broken !== null)) now.training.start(order);
  }

  /** The tab that trained is done or gone: what it has left undone goes on here. */
  async function trainAfterAll(now: Open): Promise<void> {
    if (now.training.isTraining()) return;
    now.stored = await now.keeping.loadPerson();
    await takeOver(now, 'model', false);
    trainByItself(now, await brokenRun(now.keeping, now.library.dataset.id, now.model.trained(), tell));
  }

  async function fitInBackground(now: Open): Promise<void> {
    await now.library.prepareSearch();
    await fitRankers(now.keeping, now.library.dataset, now.rankers, (rankers) => {
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
    const write = written(now.keeping, command, at);
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

  /** What is forgotten, and tests, wait for it. */
  function keep(write: Promise<unknown>): void {
    writing = Promise.all([writing, write.catch(tell)]);
  }

  /** A write failed: back to what is really stored. */
  async function restore(now: Open, thrown: unknown): Promise<void> {
    tell(thrown);
    now.stored = await now.keeping.loadPerson();
    tellPerson(now);
    refresh(now, 'new');
  }

  async function chooseSettings(settings: StoredPerson['trainingSettings']): Promise<void> {
    if (open === null) return;
    await open.keeping.setTrainingSettings(settings);
    open.stored = { ...open.stored, trainingSettings: settings };
  }

  async function hear(news: News): Promise<void> {
    if (open === null) return;
    if (news === 'forgotten') return startAnew(open, false);
    return takeOver(open, news, open.training.isTraining());
  }

  async function startAnew(now: Open, clear: boolean): Promise<void> {
    await now.training.abandon();
    await writing;
    open = null;
    if (clear) {
      await now.keeping.clear();
      now.tabs.tell('forgotten');
    }
    emit({ type: 'forgotten' });
    return start([]);
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
    if (isBringCommand(command)) return now.bringing.perform(now, command);
    switch (command.type) {
      case 'rate':
      case 'mark':
      case 'wish':
      case 'pickGenres':
      case 'skip':
      case 'finishOnboarding':
        checkCommand(now.library, command);
        return change(now, command, received);
      case 'listUsers':
      case 'openUser':
      case 'rankUser':
        // Beside the queue: it may fit a recommender.
        looking = now.users.handle(command, now.rankers.ease).catch(tell);
        return;
      case 'trainByItself':
        byItself = command.on;
        return byItself && !now.training.isTraining() ? trainByItself(now, null) : undefined;
      case 'train':
        await chooseSettings(command.settings);
        return now.training.start({ settings: command.settings, background: false, from: null });
      case 'pauseTraining':
        return now.training.pause();
      case 'resumeTraining':
        return now.training.resume();
      case 'stepTraining':
        return now.training.step();
      case 'stopTraining':
        return now.training.stop();
      case 'removeRun':
        await now.runs.remove(command.runId);
        now.tabs.tell('runs');
        return emit({ type: 'runRemoved', runId: command.runId });
      case 'exportModel':
        return emit(modelExported(now.model.trained(), now.library.dataset));
      case 'importModel':
        return modelImported(now, now.training, command);
      case 'forgetEverything':
        return startAnew(now, true);
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
