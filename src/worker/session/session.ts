import { Problem, reportOf } from '../../base/problem.ts';
import { standStill } from '../../base/scheduling.ts';
import { oneThread } from '../../base/threads.ts';
import { isFormerBuiltIn } from '../../dataset/built-in.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { Activity } from '../../protocol/activity.ts';
import type { Command, FailedCommand, OpenCommand, PulseMessage, ToWorker } from '../../protocol/messages.ts';
import type { Unconfirmed } from '../../protocol/person-messages.ts';
import type { StoredCheckpoint } from '../../storage/artifacts/checkpoint-store.ts';
import { takeNewShelf } from '../dataset/take-new-shelf.ts';
import { backupOf, noCatalogue } from '../import/export-backup.ts';
import { retryWaiting } from '../import/import-handlers.ts';
import { GuestList } from '../together/guest-list.ts';
import { startDueTraining } from '../training/session-training.ts';
import type { AppStorage } from './app-storage.ts';
import { replayUnconfirmed } from './apply-command.ts';
import { fitInBackground } from './background-fitting.ts';
import { answerQuery, canAnswer, isStarter, performCommand, queries, worksOnStarter } from './dispatch.ts';
import type { Environment } from './environment.ts';
import { takeUpStorage, untilAnswered } from './late-storage.ts';
import { loadFacts } from './load-facts.ts';
import { loadStored, type Stored } from './load-stored.ts';
import { type OpenSession, openSession, type SessionHost } from './open-session.ts';
import { confirmChange, personCommands } from './persist-change.ts';
import { QueryEngine } from './query-engine.ts';
import type { RestartReason, SessionContext } from './session-context.ts';
import { takeOver } from './shared-changes.ts';
import { fetchWhole } from './shelf-arrival.ts';
import { openedEvent } from './snapshots.ts';
import { UnstoredChanges } from './unstored-changes.ts';
import { personGone, writeBack } from './write-back.ts';

/** What a session is opened with. */
interface Opening {
  readonly unconfirmed: readonly Unconfirmed[];
  /** Null to open it. */
  readonly storage: AppStorage | null;
  /** A data set that was just read; null to read it from storage. */
  readonly read: Dataset | null;
  /** Whether this storage did not answer before. */
  readonly isLate?: boolean;
}

/**
 * The conversation: commands one at a time in the order in which they came, queries whenever what they show has
 * changed. Training runs beside the queue. A command that fails becomes a `failed` event and changes nothing.
 */
export class Session {
  private open: OpenSession | null = null;
  /** Commands that need the whole data set and wait for it. */
  private waiting: { readonly command: Command; readonly received: number }[] = [];
  private queue: Promise<void> = Promise.resolve();
  private fitting: Promise<unknown> = Promise.resolve();
  /** The session for which the rest, or what is known of the movies, is being fetched. */
  private fetching: SessionContext | null = null;
  private readonly engine: QueryEngine;
  private readonly unstored = new UnstoredChanges();
  private readonly guests = new GuestList();
  /** This tab or another one has deleted everything. */
  private isForgotten = false;
  private readonly host: SessionHost;

  constructor(private readonly environment: Environment) {
    const { emit, tabs } = environment;
    const reportError = (thrown: unknown) => this.reportError(thrown);
    this.engine = new QueryEngine({
      rules: queries,
      emit(answered, isAwaited) {
        emit(answered);
        if (isAwaited) standStill(PAINT_MS);
      },
      reportError,
    });
    this.host = {
      ...environment,
      backend: 'auto',
      threads: oneThread,
      autoTrain: true,
      queries: this.engine,
      unstored: this.unstored,
      guests: this.guests,
      reportError,
      enqueue: (work) => this.enqueue(work),
      restart: (context, reason) => this.restart(context, reason),
      fetchRest: (context) => this.fetchRest(context),
      backgroundFitted: () => this.fitting,
    };
    tabs.listen((news) => {
      // At once, ahead of the queue: nothing may be written back to what another tab deletes.
      if (news === 'forgotten') this.isForgotten = true;
      this.enqueue(() => (this.open === null ? undefined : takeOver(this.open.context, news)));
    });
  }

  handle(message: Exclude<ToWorker, Activity | PulseMessage>): void {
    if (message.type === 'watch') this.engine.watch(message);
    else if (message.type === 'unwatch') this.engine.unwatch(message.key);
    else {
      const received = performance.now();
      if (message.type in personCommands) standStill(ANSWER_MS);
      // Ahead of the queue, in which what is given up may be the first.
      if (message.type === 'discardImport') this.open?.context.imports.giveUp();
      if (message.type === 'discardPreview') this.open?.context.previews.giveUp();
      this.enqueue(() => this.perform(message, received), message);
    }
  }

  /** Resolves when every command so far is done, the background is fitted and all is answered; for tests. */
  async settled(): Promise<void> {
    for (let last: Promise<void> | null = null; last !== this.queue; ) {
      last = this.queue;
      await last;
      await this.fitting;
      await this.open?.context.writes.idle();
      await this.open?.context.background.idle();
      await this.engine.idle();
    }
  }

  /** @param of the command that this carries out */
  private enqueue(work: () => Promise<void> | void, of?: OpenCommand | Command): void {
    this.queue = this.queue.then(work).catch((thrown: unknown) => {
      const failed = of === undefined ? null : failingAlone(of);
      if (failed === null) this.reportError(thrown);
      else this.environment.emit({ type: 'failed', problem: reportOf(thrown), of: failed });
    });
  }

  private reportError(thrown: unknown): null {
    this.environment.emit({ type: 'failed', problem: reportOf(thrown) });
    return null;
  }

  private perform(command: OpenCommand | Command, received: number): Promise<void> | void {
    if (command.type === 'open') {
      this.host.backend = command.backend;
      this.host.threads =
        this.environment.createThreads?.(command.threads, (problem) => this.reportError(problem)) ??
        oneThread;
      this.host.autoTrain = command.autoTrain;
      const { unconfirmed, isReturning = false, damagedNotes = 0 } = command;
      if (damagedNotes > 0) this.reportError(damagedJournal(damagedNotes));
      return this.start({ unconfirmed, storage: null, read: null }).then(() => {
        const { stored, storage } = this.open?.context ?? {};
        if (isReturning && storage?.isPersistent && stored?.onboarded === false)
          this.reportError(personGone());
      });
    }
    if (this.open === null) return this.performClosed(command);
    const { context } = this.open;
    if (isStarter(context) && !worksOnStarter(command)) {
      this.waiting.push({ command, received });
      return;
    }
    return performCommand(context, command, received);
  }

  /** What works although nothing could be opened. */
  private async performClosed(command: Command): Promise<void> {
    const { rescue, emit, tabs } = this.environment;
    // The page holds them in its journal, and the next opening carries them out.
    if (command.type in personCommands) return;
    if (command.type === 'backUp' && rescue !== undefined) {
      return emit(backupOf(await rescue.readPerson(), noCatalogue, new Date()));
    }
    if (command.type !== 'forgetEverything') {
      throw new Problem('unexpected', 'Matinee is not open yet.', 'Reload the page.');
    }
    this.isForgotten = true;
    tabs.post('forgotten');
    await rescue?.forget();
    emit({ type: 'forgotten' });
  }

  private async start({ unconfirmed, storage: opened, read, isLate = false }: Opening): Promise<void> {
    const { environment, host, engine } = this;
    environment.emit({ type: 'loading', step: 'storage', done: 0, total: null });
    const storage = opened ?? (await environment.openAppStorage());
    const stored = await loadStored(storage, { ...environment, reportError: host.reportError }, read);
    const { person, applied } = await replayUnconfirmed(storage, stored.person, unconfirmed, this.unstored);
    this.open = openSession(host, storage, { ...stored, person });
    const { context } = this.open;
    const isNew = opened === null || isLate;
    this.watchStorage(context, isNew);
    for (const { command } of applied) context.experiment.recordCommand(command);
    environment.emit(openedEvent(context));
    for (const problem of isNew ? storage.openingProblems : []) host.reportError(problem);
    this.unstored.report();
    if (isLate) void this.unstored.retry();
    engine.open(
      (query, signal) => answerQuery(context, query, signal),
      (query) => canAnswer(context, query),
    );
    if (isStarter(context)) this.fetchRest(context);
    else this.work(context, stored);
  }

  /** Follows what happens to the storage behind the back of the session. @param isNew whether it was just opened */
  private watchStorage(context: SessionContext, isNew: boolean): void {
    const { storage, emit } = context;
    this.unstored.attach({ storage, emit, stored: (command, at) => confirmChange(context, command, at) });
    if (!isNew) return;
    if (storage.stalled.length > 0) void this.awaitAnswer(storage);
    storage.onLost((lost) =>
      this.enqueue(() => {
        const now = this.open?.context;
        if (now?.storage === storage) return writeBack(now, lost, () => this.isForgotten);
      }),
    );
  }

  /** Goes on with what databases hold that do not answer yet, once they do. */
  private async awaitAnswer(storage: AppStorage): Promise<void> {
    const isCurrent = () => this.open?.context.storage === storage && !this.isForgotten;
    try {
      const answered = await untilAnswered(storage, this.environment, isCurrent);
      this.enqueue(() => {
        if (answered !== null && this.open !== null && isCurrent())
          return takeUpStorage(this.open.context, answered);
      });
    } catch (thrown) {
      // What has answered is damaged or of a newer version: this visit goes on as it is, and nothing is written there.
      this.reportError(thrown);
    }
  }

  /** Trains and fits what the visit needs; then what waited for the whole data set is carried out. */
  private work(context: SessionContext, stored: Stored): void {
    const { engine, host } = this;
    const { base } = context.data;
    if (isFormerBuiltIn(base)) context.background.add(this.leaveFormer(context, stored.interrupted));
    else this.goOn(context, stored.interrupted);
    // Beside the queue, and after what is on the screen: the person never waits for it.
    this.fitting = engine.idle().then(() => fitInBackground(context).catch(host.reportError));
    void this.fitting.then(() => context.mixLearning.begin()).catch(host.reportError);
    context.activeRecommender.begin();
    for (const { command, received } of this.waiting.splice(0)) {
      this.enqueue(() => this.perform(command, received));
    }
  }

  /** Fetches beside everything else what the starter or head lacks, and goes on with all of it. */
  private fetchRest(context: SessionContext): void {
    if (this.fetching === context) return;
    if (!isStarter(context)) {
      this.fetchFacts(context);
      return;
    }
    this.fetching = context;
    fetchWhole(context, this.environment).then((dataset) => {
      if (this.fetching === context) this.fetching = null;
      if (dataset === null) return;
      context.enqueue(() =>
        this.moveTo(context, dataset).catch((thrown: unknown) =>
          context.emit({
            type: 'shelfDelayed',
            stage: context.data.isHead ? 'ratings' : 'shelf',
            problem: reportOf(thrown),
          }),
        ),
      );
    });
  }

  /**
   * The same session with the whole data set in place of the starter or head: the person, what waits for its turn and the order of the
   * list stay, and answers are replaced one by one.
   */
  private async moveTo({ writes, storage, list, catalogue }: SessionContext, read: Dataset): Promise<void> {
    const { environment, host, engine } = this;
    await writes.idle();
    // In silence: the page has been open for long.
    const sources = { ...environment, emit: () => {}, reportError: host.reportError };
    const stored = await loadStored(storage, sources, read);
    this.open?.close();
    this.open = openSession(host, storage, stored);
    const { context } = this.open;
    this.watchStorage(context, false);
    const shown = list
      .shown()
      .map((item) => context.catalogue.indexOf.get(catalogue.dataset.movies[item].id));
    context.list.adopt(shown.filter((item) => item !== undefined));
    environment.emit(openedEvent(context));
    environment.emit({ type: 'shelfArriving', stage: 'details', done: 0, total: null });
    engine.replace((query, signal) => answerQuery(context, query, signal));
    this.work(context, stored);
  }

  /** Trains what is due, and loads what no list waits for. */
  private goOn(context: SessionContext, interrupted: StoredCheckpoint | null): void {
    startDueTraining(context, context.training, interrupted);
    this.fetchFacts(context);
  }

  private fetchFacts(context: SessionContext): void {
    this.fetching = context;
    const loaded = this.engine.idle().then(() => loadFacts(context, this.environment.facts));
    // Details hold second titles, so movies that wait are searched when they have come.
    loaded.then(() => context.enqueue(() => retryWaiting(context)));
    const ended = loaded.finally(() => {
      if (this.fetching === context) this.fetching = null;
    });
    context.background.add(ended);
  }

  /** Replaces the data set of an earlier version once the first list is there; it stays where that is impossible. */
  private async leaveFormer(context: SessionContext, interrupted: StoredCheckpoint | null): Promise<void> {
    await this.engine.idle();
    const { fetchDataset } = this.environment;
    const isLeft = await takeNewShelf(context, fetchDataset).catch(context.reportError);
    if (isLeft !== true && !context.signal.aborted) this.goOn(context, interrupted);
  }

  /** Ends the session: for good where everything is forgotten, or to open another data set as the same person. */
  private async restart(context: SessionContext, reason: RestartReason): Promise<void> {
    if (this.open?.context !== context) return;
    const { emit } = this.environment;
    const { storage } = context;
    await context.training.abandon();
    await context.writes.idle();
    context.previews.discard();
    this.engine.close();
    this.open.close();
    this.open = null;
    this.host.autoTrain = context.autoTrain;
    if (reason.why === 'dataset') {
      // A run that another tab interrupted cannot go on with other data.
      await storage.removeCheckpoint().catch(context.reportError);
      emit({ type: 'datasetLeft' });
      return this.start({ unconfirmed: [], storage, read: reason.read });
    }
    if (reason.why === 'answered') {
      emit({ type: 'datasetLeft' });
      return this.start({ unconfirmed: [], storage: reason.storage, read: null, isLate: true });
    }
    this.waiting = [];
    this.unstored.clear();
    this.guests.clear();
    this.isForgotten = true;
    if (reason.why === 'forget') {
      // First: the others must not write any more.
      context.tabs.post('forgotten');
      await storage.clear();
      await this.environment.rescue?.forget();
    }
    emit({ type: 'forgotten' });
  }
}

/** Background work stands still for so long after a change of the person's; the answer comes sooner. */
const ANSWER_MS = 250;
/** And after an answer that the person waits for: a page that has a core to itself paints the list within this. */
const PAINT_MS = 120;

/** The command, where its failure concerns nothing but itself; else null. */
function failingAlone(command: OpenCommand | Command): FailedCommand | null {
  const isAlone = command.type in personCommands || ['forgetEverything', 'backUp'].includes(command.type);
  return isAlone ? (command as FailedCommand) : null;
}

function damagedJournal(count: number): Problem {
  return new Problem(
    'storage-broken',
    `${count === 1 ? 'One change' : `${count} changes`} of your last visit could not be read any more.`,
    'It is set aside and kept on this device, and everything else is there. Look whether your last ratings are right.',
  );
}
