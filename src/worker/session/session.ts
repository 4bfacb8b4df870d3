import { Problem, reportOf } from '../../base/problem.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { Activity } from '../../protocol/activity.ts';
import type { Command, OpenCommand, ToWorker } from '../../protocol/messages.ts';
import type { Unconfirmed } from '../../protocol/person-messages.ts';
import type { Queries, QueryOf, QueryType } from '../../protocol/queries.ts';
import { datasetCommands, datasetQueries } from '../dataset/dataset-handlers.ts';
import { experimentCommands, experimentQueries } from '../experiment/experiment-handlers.ts';
import { explanationQueries } from '../explanation/explanation-queries.ts';
import { importCommands } from '../import/import-handlers.ts';
import { mapCommands, mapQueries } from '../map/map-handlers.ts';
import { recommendationQueries, recommenderCommands } from '../recommendations/recommendation-handlers.ts';
import { startDueTraining } from '../training/session-training.ts';
import { trainingCommands } from '../training/training-commands.ts';
import { userQueries } from '../users/user-queries.ts';
import type { AppStorage } from './app-storage.ts';
import { replayUnconfirmed } from './apply-command.ts';
import { fitInBackground } from './background-fitting.ts';
import type { Environment } from './environment.ts';
import type { CommandHandlers, QueryHandlers } from './handlers.ts';
import { loadStored } from './load-stored.ts';
import { type OpenSession, openSession, type SessionHost } from './open-session.ts';
import { personCommands } from './persist-change.ts';
import { QueryEngine } from './query-engine.ts';
import type { RestartReason, SessionContext } from './session-context.ts';
import { takeOver } from './shared-changes.ts';
import { openedEvent } from './snapshots.ts';

const commands: CommandHandlers<Command> = {
  ...personCommands,
  ...recommenderCommands,
  ...trainingCommands,
  ...experimentCommands,
  ...datasetCommands,
  ...importCommands,
  ...mapCommands,
  forgetEverything: (context) => context.restart({ why: 'forget' }),
};

const queries: QueryHandlers<QueryType> = {
  ...recommendationQueries,
  ...explanationQueries,
  ...experimentQueries,
  ...datasetQueries,
  ...mapQueries,
  ...userQueries,
};

/** What a session is opened with. */
interface Opening {
  readonly unconfirmed: readonly Unconfirmed[];
  /** Null to open it. */
  readonly storage: AppStorage | null;
  /** A data set that was just read; null to read it from storage. */
  readonly read: Dataset | null;
}

/**
 * The conversation: commands one at a time in the order in which they came, queries whenever what they show has
 * changed. Training runs beside the queue. A command that fails becomes a `failed` event and changes nothing.
 */
export class Session {
  private open: OpenSession | null = null;
  private queue: Promise<void> = Promise.resolve();
  private fitting: Promise<unknown> = Promise.resolve();
  private readonly engine: QueryEngine;
  private readonly host: SessionHost;

  constructor(private readonly environment: Environment) {
    const { emit, tabs } = environment;
    const reportError = (thrown: unknown) => this.reportError(thrown);
    this.engine = new QueryEngine({ rules: queries, emit, reportError });
    this.host = {
      ...environment,
      backend: 'auto',
      autoTrain: true,
      queries: this.engine,
      reportError,
      enqueue: (work) => this.enqueue(work),
      restart: (context, reason) => this.restart(context, reason),
      rankersFitted: () => this.fitting,
    };
    tabs.listen((news) =>
      this.enqueue(() => (this.open === null ? undefined : takeOver(this.open.context, news))),
    );
  }

  handle(message: Exclude<ToWorker, Activity>): void {
    if (message.type === 'watch') this.engine.watch(message);
    else if (message.type === 'unwatch') this.engine.unwatch(message.key);
    else {
      const received = performance.now();
      this.enqueue(() => this.perform(message, received));
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

  private enqueue(work: () => Promise<void> | void): void {
    this.queue = this.queue.then(work).catch((thrown: unknown) => {
      this.reportError(thrown);
    });
  }

  private reportError(thrown: unknown): null {
    this.environment.emit({ type: 'failed', problem: reportOf(thrown) });
    return null;
  }

  private perform(command: OpenCommand | Command, received: number): Promise<void> | void {
    if (command.type === 'open') {
      this.host.backend = command.backend;
      this.host.autoTrain = command.autoTrain;
      return this.start({ unconfirmed: command.unconfirmed, storage: null, read: null });
    }
    if (this.open === null) throw new Problem('unexpected', 'Matinee is not open yet.', 'Reload the page.');
    return performCommand(this.open.context, command, received);
  }

  private async start({ unconfirmed, storage: opened, read }: Opening): Promise<void> {
    const { environment, host, engine } = this;
    environment.emit({ type: 'loading', step: 'storage', done: 0, total: null });
    const storage = opened ?? (await environment.openAppStorage());
    const stored = await loadStored(storage, { ...environment, reportError: host.reportError }, read);
    const { person, applied } = await replayUnconfirmed(storage, stored.person, unconfirmed);
    this.open = openSession(host, storage, { ...stored, person });
    const { context } = this.open;
    for (const { command } of applied) context.experiment.recordCommand(command);
    environment.emit(openedEvent(context));
    engine.open((query, signal) => answerQuery(context, query, signal));
    startDueTraining(context, context.training, stored.interrupted);
    // Beside the queue, and after what is on the screen: the person never waits for it.
    this.fitting = engine.idle().then(() => fitInBackground(context).catch(host.reportError));
    context.activeRecommender.begin();
  }

  /** Ends the session and opens another one: with nothing, or with another data set as the same person. */
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
    if (reason.why === 'forget') {
      await storage.clear();
      context.tabs.post('forgotten');
    }
    emit({ type: 'forgotten' });
    return this.start({ unconfirmed: [], storage: null, read: null });
  }
}

type CommandOf<T extends Command['type']> = Extract<Command, { readonly type: T }>;

function performCommand<T extends Command['type']>(
  context: SessionContext,
  command: CommandOf<T> & { readonly type: T },
  received: number,
): Promise<void> | void {
  const perform: (context: SessionContext, command: CommandOf<T>, received: number) => Promise<void> | void =
    commands[command.type];
  return perform(context, command, received);
}

function answerQuery<T extends QueryType>(
  context: SessionContext,
  query: QueryOf<T> & { readonly type: T },
  signal: AbortSignal,
): Queries[T]['answer'] {
  const handler: QueryHandlers<T>[T] = queries[query.type];
  return handler.answer(context, query, signal);
}
