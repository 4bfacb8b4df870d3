import type { Activity } from '../protocol/activity.ts';
import type { Command, FromWorker, OpenCommand, ToWorker } from '../protocol/messages.ts';
import type { Query } from '../protocol/queries.ts';
import { takeWorker } from './early-worker.ts';
import { createSupervisedWorker, PULSE } from './supervised-worker.ts';

/** The page's side of the border. */
export interface Client {
  /** The bytes of a model are handed over, not copied: the page no longer has them. */
  send(message: Command | Activity): void;
  /** Answers follow until `unwatch`, also from a worker that is started again. @param key `queryKey` of the query */
  watch(key: string, query: Query): void;
  unwatch(key: string): void;
  close(): void;
}

/** What a worker is opened with; the functions are called at each start. */
export interface ClientOptions {
  /** `auto`, or forced by the address. */
  readonly backend: OpenCommand['backend'];
  /** Null, or forced by the address. */
  readonly threads: OpenCommand['threads'];
  autoTrain(): OpenCommand['autoTrain'];
  unconfirmed(): OpenCommand['unconfirmed'];
  /** Whether a person was stored here before. */
  isReturning?(): boolean;
  /** Called after `unconfirmed`. */
  damagedNotes?(): number;
}

const MAX_RESTARTS = 2;
/**
 * Starts the worker and opens the session. A worker that dies becomes a `workerDied` event; then a fresh one is started
 * and opened from what is stored, and what is watched is watched again.
 * @param create a new worker; replaced in tests
 */
export function connect(
  options: ClientOptions,
  onMessage: (message: FromWorker) => void,
  create = takeWorker,
): Client {
  const watched = new Map<string, Query>();
  /** The person wants everything deleted, and no worker has done it yet. */
  let isOwed = false;
  const worker = createSupervisedWorker<FromWorker>({
    create,
    maxRestarts: MAX_RESTARTS,
    pulse: PULSE,
    isOpening: ({ type }) => type === 'loading',
    onMessage(message) {
      if (message.type === 'forgotten') isOwed = false;
      onMessage(message);
    },
    onStart(post) {
      post({
        type: 'open',
        backend: options.backend,
        threads: options.threads,
        autoTrain: options.autoTrain(),
        unconfirmed: options.unconfirmed(),
        ...(options.isReturning?.() && { isReturning: true }),
        damagedNotes: options.damagedNotes?.(),
      } satisfies ToWorker);
      if (isOwed) post({ type: 'forgetEverything' } satisfies ToWorker);
      for (const [key, query] of watched) post({ type: 'watch', key, query } satisfies ToWorker);
    },
    onDied: (detail, restarting) => onMessage(workerDied(detail, restarting)),
  });
  worker.start();
  return {
    send(message) {
      if (message.type === 'forgetEverything') isOwed = true;
      // These work in every state: where the worker has died for good, with a fresh one.
      const isRescue = message.type === 'forgetEverything' || message.type === 'backUp';
      if (isRescue && worker.start() && message.type === 'forgetEverything') return;
      worker.post(message, transferOf(message));
    },
    watch(key, query) {
      watched.set(key, query);
      worker.post({ type: 'watch', key, query } satisfies ToWorker);
    },
    unwatch(key) {
      watched.delete(key);
      worker.post({ type: 'unwatch', key } satisfies ToWorker);
    },
    close: worker.terminate,
  };
}

function workerDied(detail: string, restarting: boolean): FromWorker {
  return {
    type: 'workerDied',
    problem: {
      code: 'worker-died',
      message: `The background worker of Matinee has stopped${detail ? `: ${detail}` : ''}.`,
      advice: restarting
        ? 'It starts again by itself; nothing that was saved is lost.'
        : 'Reload the page. Your ratings are saved.',
    },
    restarting,
  };
}

function transferOf(message: Command | Activity): ArrayBuffer[] {
  return 'bytes' in message ? [message.bytes.buffer] : [];
}
