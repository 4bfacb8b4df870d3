import type { Activity } from '../protocol/activity.ts';
import type { Command, FromWorker, OpenCommand, ToWorker } from '../protocol/messages.ts';
import type { Query } from '../protocol/queries.ts';
import { createSupervisedWorker } from './supervised-worker.ts';

/** The page's side of the border. */
export interface Client {
  /** The bytes of a file are handed over, not copied: the page no longer has them. */
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
  autoTrain(): OpenCommand['autoTrain'];
  unconfirmed(): OpenCommand['unconfirmed'];
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
  create = createWorker,
): Client {
  const watched = new Map<string, Query>();
  const worker = createSupervisedWorker<FromWorker>({
    create,
    maxRestarts: MAX_RESTARTS,
    onMessage,
    onStart(post) {
      post({
        type: 'open',
        backend: options.backend,
        autoTrain: options.autoTrain(),
        unconfirmed: options.unconfirmed(),
      } satisfies ToWorker);
      for (const [key, query] of watched) post({ type: 'watch', key, query } satisfies ToWorker);
    },
    onDied: (detail, restarting) => onMessage(workerDied(detail, restarting)),
  });
  worker.start();
  return {
    send: (message) => worker.post(message, transferOf(message)),
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

function createWorker(): Worker {
  return new Worker(new URL('./main-worker.ts', import.meta.url), { type: 'module', name: 'matinee' });
}

function workerDied(detail: string, restarting: boolean): FromWorker {
  return {
    type: 'workerDied',
    problem: {
      code: 'worker-died',
      message: `The part of Matinee that computes has stopped${detail ? `: ${detail}` : '.'}`,
      advice: restarting
        ? 'It is being started again; everything saved is kept.'
        : 'Reload the page. Your ratings are kept.',
    },
    restarting,
  };
}

function transferOf(message: Command | Activity): ArrayBuffer[] {
  if (message.type === 'previewImport') return message.files.map(({ bytes }) => bytes.buffer);
  return 'bytes' in message ? [message.bytes.buffer] : [];
}
