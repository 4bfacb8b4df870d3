import type { Acting } from '../protocol/activity.ts';
import type { Command, Event, Unconfirmed } from '../protocol/messages.ts';
import type { BackendName } from '../protocol/training-messages.ts';

/** The page's side of the border. */
export interface Client {
  /** A file's bytes are handed over, not copied: the page has them no longer. */
  send(command: Command | Acting): void;
  close(): void;
}

/** A worker that dies more often than this is not started again: the fault would only repeat. */
const MAX_RESTARTS = 2;

/** What a worker is opened with, asked for anew at each start. */
export interface Opening {
  /** What trains: `auto`, or forced by the address. */
  readonly backend: BackendName | 'auto';
  trainByItself(): boolean;
  /** What a worker that was before was not heard of to have stored. */
  unconfirmed(): readonly Unconfirmed[];
}

/**
 * Starts the worker and opens the session. No promise waits across the border: a worker that dies becomes a
 * `workerDied` event, then a fresh one is started and opened from what is stored.
 */
export function connect(opening: Opening, onEvent: (event: Event) => void): Client {
  let restarts = 0;
  let shown: Command | null = null;
  let worker = start();

  function start(): Worker {
    const fresh = new Worker(new URL('./main-worker.ts', import.meta.url), {
      type: 'module',
      name: 'matinee',
    });
    fresh.addEventListener('message', (message: MessageEvent<Event>) => {
      if (fresh === worker) onEvent(message.data);
    });
    fresh.addEventListener('error', (error) => died(fresh, error.message));
    fresh.addEventListener('messageerror', () => died(fresh, 'a message could not be read'));
    fresh.postMessage({
      type: 'open',
      backend: opening.backend,
      trainByItself: opening.trainByItself(),
      unconfirmed: opening.unconfirmed(),
    } satisfies Command);
    if (shown !== null) fresh.postMessage(shown);
    return fresh;
  }

  function died(which: Worker, detail: string): void {
    if (which !== worker) return;
    which.terminate();
    const restarting = restarts < MAX_RESTARTS;
    onEvent({
      type: 'workerDied',
      problem: {
        code: 'worker-died',
        message: `The part of Matinee that computes has stopped${detail ? `: ${detail}` : '.'}`,
        advice: restarting
          ? 'It is being started again; everything saved is kept.'
          : 'Reload the page. Your ratings are kept.',
      },
      restarting,
    });
    if (!restarting) return;
    restarts++;
    worker = start();
  }

  return {
    send(command) {
      if (command.type === 'showMore') shown = command;
      worker.postMessage(command, handedOver(command));
    },
    close: () => worker.terminate(),
  };
}

function handedOver(command: Command | Acting): ArrayBuffer[] {
  if (command.type === 'previewImport') return command.files.map(({ bytes }) => bytes.buffer);
  return 'bytes' in command ? [command.bytes.buffer] : [];
}
