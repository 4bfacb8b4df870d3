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
import { createQueryEngine } from './query-engine.ts';
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

export interface Session {
  handle(message: Exclude<ToWorker, Activity>): void;
  /** Resolves when every command so far is done, the background is fitted and all is answered; for tests. */
  settled(): Promise<void>;
}

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
export function createSession(environment: Environment): Session {
  const { emit } = environment;
  let open: OpenSession | null = null;
  let queue: Promise<void> = Promise.resolve();
  let fitting: Promise<unknown> = Promise.resolve();

  const reportError = (thrown: unknown): null => {
    emit({ type: 'failed', problem: reportOf(thrown) });
    return null;
  };
  const enqueue = (work: () => Promise<void> | void) => {
    queue = queue.then(work).catch((thrown: unknown) => {
      reportError(thrown);
    });
  };
  const engine = createQueryEngine({ rules: queries, emit, reportError });
  const host: SessionHost = {
    ...environment,
    backend: 'auto',
    autoTrain: true,
    queries: engine,
    reportError,
    enqueue,
    restart,
    rankersFitted: () => fitting,
  };
  environment.tabs.listen((news) =>
    enqueue(() => (open === null ? undefined : takeOver(open.context, news))),
  );

  async function start({ unconfirmed, storage: opened, read }: Opening): Promise<void> {
    emit({ type: 'loading', step: 'storage', done: 0, total: null });
    const storage = opened ?? (await environment.openAppStorage());
    const stored = await loadStored(storage, { ...environment, reportError }, read);
    const { person, applied } = await replayUnconfirmed(storage, stored.person, unconfirmed);
    open = openSession(host, storage, { ...stored, person });
    const { context } = open;
    for (const { command } of applied) context.experiment.recordCommand(command);
    emit(openedEvent(context));
    engine.open((query, signal) => answerQuery(context, query, signal));
    startDueTraining(context, context.training, stored.interrupted);
    // Beside the queue, and after what is on the screen: the person never waits for it.
    fitting = engine.idle().then(() => fitInBackground(context).catch(reportError));
    context.activeRecommender.begin();
  }

  /** Ends the session and opens another one: with nothing, or with another data set as the same person. */
  async function restart(context: SessionContext, reason: RestartReason): Promise<void> {
    if (open?.context !== context) return;
    const { storage } = context;
    await context.training.abandon();
    await context.writes.idle();
    context.previews.discard();
    engine.close();
    open.close();
    open = null;
    host.autoTrain = context.autoTrain;
    if (reason.why === 'dataset') {
      // A run that another tab interrupted cannot go on with other data.
      await storage.removeCheckpoint().catch(reportError);
      emit({ type: 'datasetLeft' });
      return start({ unconfirmed: [], storage, read: reason.read });
    }
    if (reason.why === 'forget') {
      await storage.clear();
      context.tabs.post('forgotten');
    }
    emit({ type: 'forgotten' });
    return start({ unconfirmed: [], storage: null, read: null });
  }

  function perform(command: OpenCommand | Command, received: number): Promise<void> | void {
    if (command.type === 'open') {
      host.backend = command.backend;
      host.autoTrain = command.autoTrain;
      return start({ unconfirmed: command.unconfirmed, storage: null, read: null });
    }
    if (open === null) throw new Problem('unexpected', 'Matinee is not open yet.', 'Reload the page.');
    return performCommand(open.context, command, received);
  }

  return {
    handle(message) {
      if (message.type === 'watch') return engine.watch(message);
      if (message.type === 'unwatch') return engine.unwatch(message.key);
      const received = performance.now();
      enqueue(() => perform(message, received));
    },
    async settled() {
      for (let last = queue; ; last = queue) {
        await last;
        await fitting;
        await open?.context.writes.idle();
        await open?.context.background.idle();
        await engine.idle();
        if (last === queue) return;
      }
    },
  };
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
