import { Problem } from './problem.ts';
import { onBoard, type RowTask, type ThreadAnswer, type ThreadJob, takePiece } from './threads.ts';

/** A failure as it crosses from one thread to another: structured clone drops what is special about a `Problem`. */
interface ThrownElsewhere {
  readonly problem: ReturnType<Problem['toReport']> | null;
  readonly message: string;
}

/** Works on what other threads ask. Call it once in a thread of its own. @returns what takes a message */
export function serveTasks(
  tasks: readonly RowTask<unknown>[],
  post: (answer: ThreadAnswer) => void,
): (job: ThreadJob) => void {
  const byName = new Map(tasks.map((task) => [task.name, task]));
  post({ type: 'ready' });
  return ({ job, task: name, args, edges, board, thread }) => {
    try {
      const task = byName.get(name);
      if (task === undefined) throw new Error(`No thread knows the task ${name}.`);
      for (let piece = takePiece(board); piece >= 0; piece = takePiece(board)) {
        task.run(args, edges[piece], edges[piece + 1], thread);
        Atomics.store(board, onBoard.done + piece, 1);
        standBy(board);
      }
      post({ type: 'done', job });
    } catch (thrown) {
      Atomics.store(board, onBoard.stop, 1);
      post({ type: 'failed', job, error: packed(thrown) });
    }
  };
}

/** Whoever asked may be busy when the time is over, or dead: this often a thread looks for itself. */
const LOOK_MS = 20;
/** A thread that has stood still for so long goes on. */
const LONGEST_MS = 1000;

/** Waits for as long as the thread that asked wants its cores for what the person waits for. */
function standBy(board: Int32Array): void {
  const isStill = () => Atomics.load(board, onBoard.still) !== 0 && Atomics.load(board, onBoard.stop) === 0;
  for (let waited = 0; waited < LONGEST_MS && isStill(); waited += LOOK_MS)
    Atomics.wait(board, onBoard.still, 1, LOOK_MS);
}

function packed(thrown: unknown): ThrownElsewhere {
  const problem = thrown instanceof Problem ? thrown.toReport() : null;
  return { problem, message: thrown instanceof Error ? thrown.message : String(thrown) };
}

/** The failure of another thread, as it would have been thrown here. */
export function thrownElsewhere(error: unknown): Error {
  const { problem, message } = error as ThrownElsewhere;
  return problem === null ? new Error(message) : new Problem(problem.code, problem.message, problem.advice);
}
