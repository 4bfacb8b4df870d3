import { afterEach, expect, test, vi } from 'vitest';
import { Problem } from '../../../src/base/problem.ts';
import { standStill } from '../../../src/base/scheduling.ts';
import { createThreadPool, type ThreadPool, type ThreadPort } from '../../../src/base/thread-pool.ts';
import { serveTasks } from '../../../src/base/thread-server.ts';
import {
  evenPieces,
  onBoard,
  oneThread,
  piecesByEntries,
  type RowTask,
  type ThreadAnswer,
  type ThreadJob,
  takePiece,
} from '../../../src/base/threads.ts';

interface Squares {
  readonly out: Int32Array;
  /** Thread of each row. */
  readonly by: Int32Array;
}

const squares: RowTask<Squares> = {
  name: 'squares',
  run({ out, by }, from, to, thread) {
    for (let r = from; r < to; r++) {
      out[r] = r * r;
      by[r] = thread;
    }
  },
};
const failing: RowTask<{ readonly problem: boolean }> = {
  name: 'failing',
  run({ problem }, _from, _to, thread) {
    if (thread === 0) return;
    throw problem ? new Problem('diverged', 'It grew.', 'Start anew.') : new Error('by accident');
  },
};

/** A thread that answers in later turns of this event loop. It may refuse to start, or die at its first job. */
function fakePort(fault: 'does not start' | 'dies' | 'hangs' | null = null): ThreadPort & { ended: boolean } {
  let answered: (answer: ThreadAnswer) => void = () => {};
  let died: (detail: string) => void = () => {};
  const port = {
    ended: false,
    post(job: ThreadJob) {
      setTimeout(() => {
        if (port.ended) return;
        if (fault !== 'dies' && fault !== 'hangs') return work(job);
        // It takes a piece with it.
        Atomics.add(job.board, 0, 1);
        if (fault === 'dies') died('made to die');
      });
    },
    listen(answers: typeof answered, dies: typeof died) {
      answered = answers;
      died = dies;
    },
    terminate() {
      port.ended = true;
    },
  };
  let work: (job: ThreadJob) => void = () => {};
  setTimeout(() => {
    if (fault !== 'does not start') work = serveTasks([squares, failing], (answer) => answered(answer));
  });
  return port;
}

let pool: ThreadPool | null = null;
afterEach(() => pool?.close());

function poolOf(fault: Parameters<typeof fakePort>[0] = null, threads = 3) {
  const ports: ReturnType<typeof fakePort>[] = [];
  const problems: Problem[] = [];
  pool = createThreadPool({
    most: threads,
    create() {
      const port = fakePort(fault);
      ports.push(port);
      return port;
    },
    reportProblem: (problem) => problems.push(problem),
    limits: { start: 50, silent: 50, idle: 50 },
  });
  return { pool, ports, problems };
}

const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 2));
const arrays = (rows: number): Squares => ({
  out: new Int32Array(new SharedArrayBuffer(4 * rows)),
  by: new Int32Array(new SharedArrayBuffer(4 * rows)),
});
const expected = (rows: number) => Int32Array.from({ length: rows }, (_, r) => r * r);

test('pieces cover all rows once, whatever their size', () => {
  expect([...evenPieces(10, 4)]).toEqual([0, 4, 8, 10]);
  expect([...evenPieces(0, 4)]).toEqual([0]);
  expect([...evenPieces(3, 0.2)]).toEqual([0, 1, 2, 3]);
  expect([...piecesByEntries(Int32Array.of(0, 5, 5, 40, 41, 41), 1, 10)]).toEqual([0, 3, 5]);
  expect([...piecesByEntries(Int32Array.of(0), 1, 10)]).toEqual([0]);
});

test('every piece is computed once, by whoever is free', async () => {
  const { pool, ports, problems } = poolOf();
  const args = arrays(60);
  await pool.run(squares, args, evenPieces(60, 2), turn);
  expect(args.out).toEqual(expected(60));
  expect(new Set(args.by).size).toBeGreaterThan(1);
  expect([pool.running(), ports.length, problems]).toEqual([3, 2, []]);
});

test('one piece is not worth a thread', async () => {
  const { pool, ports } = poolOf();
  const args = arrays(5);
  await pool.run(squares, args, evenPieces(5, 10), turn);
  expect([args.out, ports.length]).toEqual([expected(5), 0]);
});

test('threads that nobody asks end, and start again', async () => {
  const { pool, ports } = poolOf();
  await pool.run(squares, arrays(20), evenPieces(20, 2), turn);
  await expect.poll(() => ports.every(({ ended }) => ended)).toBe(true);
  expect(pool.running()).toBe(1);
  const args = arrays(20);
  await pool.run(squares, args, evenPieces(20, 2), turn);
  expect([args.out, pool.running(), ports.length]).toEqual([expected(20), 3, 4]);
});

test.each(['dies', 'hangs', 'does not start'] as const)(
  'with a thread that %s all is computed here, and that is reported once',
  async (fault) => {
    const { pool, problems, ports } = poolOf(fault);
    for (let job = 0; job < 2; job++) {
      const args = arrays(30);
      await pool.run(squares, args, evenPieces(30, 3), turn);
      expect(args.out).toEqual(expected(30));
    }
    expect(problems.map(({ code }) => code)).toEqual(['worker-died']);
    const said = { dies: 'made to die', hangs: 'it gave no answer', 'does not start': 'it did not start' };
    expect(problems[0].message).toContain(said[fault]);
    expect([pool.running(), ports.every(({ ended }) => ended)]).toEqual([1, true]);
  },
);

test.each([true, false])('what a task throws elsewhere is thrown here (a problem: %s)', async (problem) => {
  const { pool, problems } = poolOf();
  const run = pool.run(failing, { problem }, evenPieces(200, 1), turn);
  await expect(run).rejects.toThrow(problem ? 'It grew.' : 'by accident');
  if (problem)
    await run.catch((thrown) => expect(thrown).toMatchObject({ code: 'diverged', advice: 'Start anew.' }));
  expect(problems).toEqual([]);
  const args = arrays(30);
  await pool.run(squares, args, evenPieces(30, 3), turn);
  expect(args.out).toEqual(expected(30));
});

test('giving up rejects with the reason, and nobody works on afterwards', async () => {
  const { pool } = poolOf();
  const args = arrays(400);
  const pause = () => Promise.reject(new Error('given up'));
  await expect(pool.run(squares, args, evenPieces(400, 1), pause)).rejects.toThrow('given up');
  const after = args.out.slice();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(args.out).toEqual(after);
  expect(after[399]).toBe(0);
});

test('a thread that is long busy with another job is not taken for dead', async () => {
  const problems: Problem[] = [];
  let answered: (answer: ThreadAnswer) => void = () => {};
  let first = true;
  const busyPort: ThreadPort = {
    // It takes six pieces of the first job and finishes one every 60 ms; then it leaves both jobs.
    post({ job, board }) {
      if (!first) return void setTimeout(() => answered({ type: 'done', job }), 420);
      first = false;
      const taken = Array.from({ length: 6 }, () => takePiece(board));
      taken.forEach((piece, n) => {
        setTimeout(() => Atomics.store(board, onBoard.done + piece, 1), 60 * (n + 1));
      });
      setTimeout(() => answered({ type: 'done', job }), 400);
    },
    listen(answers) {
      answered = answers;
      setTimeout(() => answered({ type: 'ready' }));
    },
    terminate: () => {},
  };
  pool = createThreadPool({
    most: 2,
    create: () => busyPort,
    reportProblem: (problem) => problems.push(problem),
    limits: { start: 5000, silent: 150 },
  });
  const long = pool.run(squares, arrays(20), evenPieces(20, 2), turn);
  await turn();
  const pause = () => Promise.reject(new Error('given up'));
  await expect(pool.run(squares, arrays(20), evenPieces(20, 2), pause)).rejects.toThrow('given up');
  await long;
  expect(problems).toEqual([]);
});

test('threads stand still while the person waits for an answer, and go on afterwards', async () => {
  const { pool } = poolOf(null, 2);
  const boards = new Set<Int32Array>();
  const waited: number[] = [];
  const wait = vi.spyOn(Atomics, 'wait').mockImplementation((board, at, value, ms = 0) => {
    if (!(board instanceof Int32Array)) throw new Error('It waits for something else.');
    // Only a thread that has something left to wait for may do so.
    expect(Atomics.load(board, at)).toBe(value);
    boards.add(board);
    waited.push(ms);
    return 'timed-out';
  });
  try {
    const from = performance.now();
    standStill(60);
    const args = arrays(40);
    await pool.run(squares, args, evenPieces(40, 1), turn);
    expect(waited.length).toBeGreaterThan(0);
    expect(args.out).toEqual(expected(40));
    expect(waited.every((ms) => ms > 0 && ms <= 20)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 80 - (performance.now() - from)));
    for (const board of boards) expect(Atomics.load(board, onBoard.still)).toBe(0);
    waited.length = 0;
    await pool.run(squares, arrays(40), evenPieces(40, 1), turn);
    expect(waited).toEqual([]);
  } finally {
    wait.mockRestore();
  }
});

test('one thread does the same alone', async () => {
  const args = arrays(9);
  await oneThread.run(squares, args, evenPieces(9, 2), turn);
  expect([args.out, new Set(args.by), oneThread.running()]).toEqual([expected(9), new Set([0]), 1]);
});
