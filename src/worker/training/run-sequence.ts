import { Problem } from '../../base/problem.ts';
import type { SequenceOrder, SequenceRunner } from './sequence-runner.ts';

/** A run in this thread. @param wasm the address of tfjs-backend-wasm-simd.wasm */
export async function runSequence(
  { ratings, settings, from, backend }: SequenceOrder,
  wasm: string,
): Promise<SequenceRunner> {
  const [{ startTensors }, { trainSequence }] = await Promise.all([
    import('../../training/sequence/start-tensors.ts'),
    import('../../training/sequence/train-sequence.ts'),
  ]);
  const tensors = await startTensors(backend, wasm);
  const given = new AbortController();
  const steps = trainSequence(tensors.read, ratings, settings, from, given.signal);
  return {
    info: tensors.info,
    async epoch() {
      try {
        const { value, done } = await steps.next();
        if (done || value === undefined) {
          throw new Problem('unexpected', 'The training had no epoch left.', 'Start it again.');
        }
        const { point, ended } = value;
        return { point, ended, checkpoint: await value.checkpoint(), model: value.snapshot() };
      } catch (thrown) {
        throw await tensors.problemOf(thrown);
      }
    },
    close: () => given.abort(),
  };
}
