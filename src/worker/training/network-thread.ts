import { Problem } from '../../base/problem.ts';
import { scriptAddress } from '../../base/script-address.ts';
import type { NetworkId } from '../../protocol/network-messages.ts';
import type {
  FromNetworkThread,
  NetworkEpoch,
  NetworkOrder,
  StartNetwork,
  ToNetworkThread,
} from './network-runner.ts';
import address from './network-worker.ts?worker&url';

/**
 * Runs in a thread of its own: TF.js has one backend to each thread, and a step of a network on the processor takes longer
 * than commands should wait.
 */
export const startNetworkThread: StartNetwork = async <Id extends NetworkId>(order: NetworkOrder<Id>) => {
  const worker = new Worker(scriptAddress(address), { type: 'module', name: 'matinee-network' });
  let settle: { resolve(answer: FromNetworkThread): void; reject(thrown: unknown): void } | null = null;
  const died = (detail: string) => settle?.reject(threadDied(detail));
  worker.addEventListener('message', ({ data }: MessageEvent<FromNetworkThread>) => settle?.resolve(data));
  worker.addEventListener('error', (event) => {
    // Else it would count as an error of this worker as well, and the page would start that one anew.
    event.preventDefault();
    died(event.message ?? '');
  });
  worker.addEventListener('messageerror', () => died('a message could not be read'));

  async function ask(message: ToNetworkThread): Promise<FromNetworkThread> {
    const answer = await new Promise<FromNetworkThread>((resolve, reject) => {
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
        // The thread trains the network of the order.
        return answer.epoch as NetworkEpoch<Id>;
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
