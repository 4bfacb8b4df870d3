import { reportOf } from '../../base/problem.ts';
import { runSequence } from './run-sequence.ts';
import type { FromSequenceThread, SequenceRunner, ToSequenceThread } from './sequence-runner.ts';

let runner: SequenceRunner | null = null;

async function answerTo(message: ToSequenceThread): Promise<FromSequenceThread | null> {
  if (message.type === 'start') {
    const { wasmAddress } = await import('../../training/sequence/wasm-address.ts');
    runner = await runSequence(message.order, wasmAddress);
    return { type: 'started', info: runner.info };
  }
  return runner === null ? null : { type: 'epoch', epoch: await runner.epoch() };
}

self.addEventListener('message', async ({ data }: MessageEvent<ToSequenceThread>) => {
  try {
    self.postMessage(await answerTo(data));
  } catch (thrown) {
    const { code, message, advice } = reportOf(thrown);
    self.postMessage({ type: 'failed', code, message, advice } satisfies FromSequenceThread);
  }
});
