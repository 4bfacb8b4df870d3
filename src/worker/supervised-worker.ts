interface SupervisedWorkerPorts<Message> {
  create(): Worker;
  /** How often a worker that dies is started again; more often the fault would only repeat. */
  readonly maxRestarts: number;
  /** A worker was just started: nothing has been posted to it yet. */
  onStart?(post: SupervisedWorker['post']): void;
  onMessage(message: Message): void;
  /**
   * @param detail what the browser says about it; may be empty
   * @param restarting whether another worker is started now
   */
  onDied(detail: string, restarting: boolean): void;
}

/** A worker that is watched: no promise waits for one that died, and nothing is heard of one that was ended. */
export interface SupervisedWorker {
  /** Starts the worker unless it runs. */
  start(): void;
  /** Does nothing while no worker runs. @param transfer buffers that are handed over, not copied */
  post(message: unknown, transfer?: Transferable[]): void;
  terminate(): void;
}

export function createSupervisedWorker<Message>(ports: SupervisedWorkerPorts<Message>): SupervisedWorker {
  let worker: Worker | null = null;
  let restarts = 0;

  function start(): void {
    if (worker !== null) return;
    const started = ports.create();
    worker = started;
    started.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      if (started === worker) ports.onMessage(data);
    });
    started.addEventListener('error', ({ message }) => died(started, message));
    started.addEventListener('messageerror', () => died(started, 'a message could not be read'));
    ports.onStart?.(post);
  }

  function post(message: unknown, transfer: Transferable[] = []): void {
    worker?.postMessage(message, transfer);
  }

  function died(which: Worker, detail: string): void {
    if (which !== worker) return;
    terminate();
    const restarting = restarts < ports.maxRestarts;
    ports.onDied(detail, restarting);
    if (!restarting) return;
    restarts++;
    start();
  }

  function terminate(): void {
    worker?.terminate();
    worker = null;
  }

  return { start, post, terminate };
}
