import { Problem } from '../../base/problem.ts';
import { scriptAddress } from '../../base/script-address.ts';
import type { FromSequenceThread, StartSequence, ToSequenceThread } from './sequence-runner.ts';
import address from './sequence-worker.ts?worker&url';

/**
 * Runs in a thread of its own: TF.js has one backend to each thread, and a step of the network on the processor takes longer
 * than commands should wait.
 */
export const startSequenceThread: StartSequence = async (order) => {
  const worker = new Worker(scriptAddress(address), { type: 'module', name: 'matinee-sequence' });
  let settle: { resolve(answer: FromSequenceThread): void; reject(thrown: unknown): void } | null = null;
  const died = (detail: string) => settle?.reject(threadDied(detail));
  worker.addEventListener('message', ({ data }: MessageEvent<FromSequenceThread>) => settle?.resolve(data));
  worker.addEventListener('error', (event) => {
    // Else it would count as an error of this worker as well, and the page would start that one anew.
    event.preventDefault();
    died(event.message ?? '');
  });
  worker.addEventListener('messageerror', () => died('a message could not be read'));

  async function ask(message: ToSequenceThread): Promise<FromSequenceThread> {
    const answer = await new Promise<FromSequenceThread>((resolve, reject) => {
      settle = { resolve, reject };
      worker.postMessage(message);
    });
    if (answer.type === 'failed') throw new Problem(answer.code, answer.message, answer.advice);
    return answer;
  }

  try {
    const started = await ask({ type: 'start', order });
    if (started.type !== 'started') throw threadDied('an answer out of turn');
    return {
      info: started.info,
      async epoch() {
        const answer = await ask({ type: 'epoch' });
        if (answer.type !== 'epoch') throw threadDied('an answer out of turn');
        return answer.epoch;
      },
      close() {
        settle?.reject(new DOMException('The run was given up.', 'AbortError'));
        worker.terminate();
      },
    };
  } catch (thrown) {
    worker.terminate();
    throw thrown;
  }
};

function threadDied(detail: string): Problem {
  return new Problem(
    'unexpected',
    `The thread that trains ended unexpectedly${detail === '' ? '' : ` (${detail})`}.`,
    'Start the training again.',
  );
}
