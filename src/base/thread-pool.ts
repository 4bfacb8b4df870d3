import { Problem } from './problem.ts';
import { onStandStill, type Pause } from './scheduling.ts';
import { thrownElsewhere } from './thread-server.ts';
import {
  onBoard,
  oneThread,
  type RowTask,
  type ThreadAnswer,
  type ThreadJob,
  type Threads,
  takePiece,
} from './threads.ts';

/** A thread, as the pool sees it: a worker of the browser or of Node. */
export interface ThreadPort {
  post(job: ThreadJob): void;
  /** @param died also for a thread that could not be started; `detail` may be empty */
  listen(answered: (answer: ThreadAnswer) => void, died: (detail: string) => void): void;
  terminate(): void;
}

export interface ThreadPoolOptions {
  /** Most that work at once, the one that asks included. */
  readonly most: number;
  create(): ThreadPort;
  /** Called once, when threads died or did not start: from then on all work is done without them. */
  reportProblem(problem: Problem): void;
  /** Replaced in tests. */
  readonly limits?: Partial<typeof defaultLimits>;
}

/** Threads that stay until nobody has asked for a while, and start again when somebody asks. */
export interface ThreadPool extends Threads {
  /** Ends the threads. A job under way goes on here. */
  close(): void;
}

/** Milliseconds. */
const defaultLimits = {
  /** A thread that has not answered so long after its start never will. */
  start: 10_000,
  /** A thread that has finished no piece for so long is dead. The longest pieces take half a second on a phone. */
  silent: 30_000,
  /** Threads that nobody asks for so long end: they hold memory. */
  idle: 10_000,
};

/** Pieces that others are about to finish are awaited so long without giving the event loop a turn, milliseconds. */
const SPIN_MS = 0.3;

/**
 * Threads for work on rows. The thread that asks works too. A thread that dies is not replaced, since the fault would only
 * repeat: its unfinished pieces are computed here, and later work does without all of them.
 */
export function createThreadPool(options: ThreadPoolOptions): ThreadPool {
  const limits = { ...defaultLimits, ...options.limits };
  let starting: Promise<void> | null = null;
  let alive: Helper[] = [];
  let jobs = 0;
  let [under, hasFailed] = [0, false];
  const tally = createTally();
  let idle: ReturnType<typeof setTimeout> | undefined;

  function died(helper: Helper, detail: string): void {
    alive = alive.filter((one) => one !== helper);
    helper.end();
    if (hasFailed) return;
    hasFailed = true;
    options.reportProblem(deadThread(detail));
    if (under === 0) close();
  }

  async function start(): Promise<void> {
    const helpers = Array.from({ length: options.most - 1 }, () => createHelper(options.create(), died));
    alive = helpers;
    const late = setTimeout(() => {
      for (const helper of helpers) if (!helper.isReady()) died(helper, 'it did not start');
    }, limits.start);
    await Promise.all(helpers.map(({ ready }) => ready));
    clearTimeout(late);
  }

  function close(): void {
    clearTimeout(idle);
    for (const helper of alive) helper.end();
    alive = [];
    starting = null;
  }

  return {
    most: options.most,
    running: () => alive.length + 1,
    close,
    async run(task, args, edges, pause) {
      if (edges.length < 3 || hasFailed || options.most < 2) return oneThread.run(task, args, edges, pause);
      clearTimeout(idle);
      under++;
      try {
        starting ??= start();
        await starting;
        const board = tally.begin(edges.length - 1);
        const watch = { silentMs: limits.silent, progress: tally.done, died };
        const job = { task, args, edges, board, job: ++jobs };
        await divide(alive, job, pause, watch).finally(() => tally.end(board));
      } finally {
        under--;
        if (under === 0) {
          if (hasFailed) close();
          else idle = timerFor(close, limits.idle);
        }
      }
    },
  };
}

function timerFor(act: () => void, ms: number): ReturnType<typeof setTimeout> {
  const timer = setTimeout(act, ms);
  // Node would stay alive for the sake of this timer.
  if (typeof timer === 'object') (timer as { unref?: () => void }).unref?.();
  return timer;
}

/** Lets the threads of a job stand still whenever this one has to. @returns ends it */
function standingStill(board: Int32Array): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const goOn = () => {
    Atomics.store(board, onBoard.still, 0);
    Atomics.notify(board, onBoard.still);
  };
  const ended = onStandStill((ms) => {
    clearTimeout(timer);
    Atomics.store(board, onBoard.still, 1);
    timer = setTimeout(goOn, ms);
  });
  return () => {
    ended();
    clearTimeout(timer);
    goOn();
  };
}

/** Counts what is done of all jobs. */
function createTally() {
  const boards = new Set<Int32Array>();
  /** Pieces that were done of the jobs that are over. */
  let over = 0;
  return {
    /** @returns the board of a job */
    begin(pieces: number): Int32Array {
      const board = new Int32Array(new SharedArrayBuffer(4 * (onBoard.done + pieces)));
      boards.add(board);
      return board;
    },
    end(board: Int32Array): void {
      boards.delete(board);
      over += countDone(board);
    },
    done: () => [...boards].reduce((sum, board) => sum + countDone(board), over),
  };
}

/** What is divided. */
interface Job<Args> {
  readonly job: number;
  readonly task: RowTask<Args>;
  readonly args: Args;
  readonly edges: Int32Array;
  /** As in `ThreadJob`. */
  readonly board: Int32Array;
}

/** How it is noticed that a thread is dead. */
interface Watch {
  readonly silentMs: number;
  /** Pieces that are done, of all jobs: a thread that others wait for may be busy with another one. */
  progress(): number;
  died(helper: Helper, detail: string): void;
}

async function divide<Args>(
  helpers: readonly Helper[],
  { job, task, args, edges, board }: Job<Args>,
  pause: Pause,
  watch: Watch,
): Promise<void> {
  const pieces = edges.length - 1;
  const compute = (piece: number) => {
    task.run(args, edges[piece], edges[piece + 1], 0);
    Atomics.store(board, onBoard.done + piece, 1);
  };
  const ended = standingStill(board);
  const others = helpers.map((helper, n) =>
    helper.work({ job, task: task.name, args, edges, board, thread: n + 1 }),
  );
  try {
    for (let piece = takePiece(board); piece >= 0; piece = takePiece(board)) {
      compute(piece);
      await pause();
    }
    if (Atomics.load(board, onBoard.stop) === 0 && nearlyDone(board)) return;
  } finally {
    Atomics.store(board, onBoard.stop, 1);
    if (!isDone(board)) await allSettled(helpers, others, watch);
    ended();
  }
  // Rejects with what another thread threw.
  await Promise.all(others);
  // What is left now was in the hands of a thread that died.
  for (let piece = 0; piece < pieces; piece++) {
    if (Atomics.load(board, onBoard.done + piece) !== 0) continue;
    compute(piece);
    await pause();
  }
}

/** Waits until the others have left the job; where nobody finishes anything for too long they are dead. */
async function allSettled(
  helpers: readonly Helper[],
  others: readonly Promise<void>[],
  { silentMs, progress, died }: Watch,
): Promise<void> {
  const left = new Set(helpers);
  const settled = Promise.all(
    others.map((other, n) => other.catch(() => {}).finally(() => left.delete(helpers[n]))),
  );
  let before = -1;
  const interval = setInterval(() => {
    const done = progress();
    if (done === before) for (const helper of left) died(helper, 'it gave no answer');
    before = done;
  }, silentMs);
  await settled;
  clearInterval(interval);
}

function countDone(board: Int32Array): number {
  let done = 0;
  for (let n = onBoard.done; n < board.length; n++) done += Atomics.load(board, n);
  return done;
}

const isDone = (board: Int32Array) => countDone(board) === board.length - onBoard.done;

/** Whether all is done, now or within a moment. */
function nearlyDone(board: Int32Array): boolean {
  const until = performance.now() + SPIN_MS;
  do if (isDone(board)) return true;
  while (performance.now() < until);
  return false;
}

/** A thread of the pool. */
interface Helper {
  /** Settles once it has answered or died. */
  readonly ready: Promise<void>;
  isReady(): boolean;
  /** Resolves when it has left the job, also by dying; rejects with what the task threw. */
  work(job: ThreadJob): Promise<void>;
  /** Ends it. Nothing is heard of it any more. */
  end(): void;
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (thrown: Error) => void;
}

function createHelper(port: ThreadPort, died: (helper: Helper, detail: string) => void): Helper {
  const waiting = new Map<number, Waiting>();
  let state: 'starting' | 'ready' | 'ended' = 'starting';
  let isUp: () => void = () => {};
  const ready = new Promise<void>((resolve) => {
    isUp = resolve;
  });
  const helper: Helper = {
    ready,
    isReady: () => state === 'ready',
    work(job) {
      if (state !== 'ready') return Promise.resolve();
      const left = new Promise<void>((resolve, reject) => waiting.set(job.job, { resolve, reject }));
      // A rejection may come before anybody waits for it.
      left.catch(() => {});
      port.post(job);
      return left;
    },
    end() {
      if (state !== 'ended') port.terminate();
      state = 'ended';
      isUp();
      for (const { resolve } of waiting.values()) resolve();
      waiting.clear();
    },
  };
  port.listen(
    (answer) => {
      if (state === 'ended') return;
      if (answer.type === 'ready') {
        state = 'ready';
        return isUp();
      }
      const one = waiting.get(answer.job);
      waiting.delete(answer.job);
      if (answer.type === 'done') one?.resolve();
      else one?.reject(thrownElsewhere(answer.error));
    },
    (detail) => {
      if (state !== 'ended') died(helper, detail);
    },
  );
  return helper;
}

function deadThread(detail: string): Problem {
  return new Problem(
    'worker-died',
    `A thread that helps with the computing has stopped${detail === '' ? '.' : `: ${detail}.`}`,
    'Matinee goes on with one thread: the results are the same, only slower. A reload tries several again.',
  );
}
