import { Problem } from '../../base/problem.ts';
import type { NetworkId } from '../../protocol/network-messages.ts';
import type { NetworkOrder, NetworkRunner } from './network-runner.ts';

/** A run in this thread. @param wasm the address of tfjs-backend-wasm-simd.wasm */
export async function runNetwork<Id extends NetworkId>(
  { network, ratings, settings, from, backend }: NetworkOrder<Id>,
  wasm: string,
): Promise<NetworkRunner<Id>> {
  const [{ startTensors }, { trainNetwork }] = await Promise.all([
    import('../../training/networks/start-tensors.ts'),
    import('../../training/networks/train-network.ts'),
  ]);
  const tensors = await startTensors(backend, wasm);
  const given = new AbortController();
  const steps = trainNetwork(network, tensors.read, ratings, settings, from, given.signal);
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
