import { reportOf } from '../../base/problem.ts';
import type { NetworkId } from '../../protocol/network-messages.ts';
import type { FromNetworkThread, NetworkRunner, ToNetworkThread } from './network-runner.ts';
import { runNetwork } from './run-network.ts';

let runner: NetworkRunner<NetworkId> | null = null;

async function answerTo(message: ToNetworkThread): Promise<FromNetworkThread | null> {
  if (message.type === 'start') {
    const { wasmAddress } = await import('../../training/networks/wasm-address.ts');
    runner = await runNetwork(message.order, wasmAddress);
    return { type: 'started', info: runner.info };
  }
  return runner === null ? null : { type: 'epoch', epoch: await runner.epoch() };
}

self.addEventListener('message', async ({ data }: MessageEvent<ToNetworkThread>) => {
  try {
    self.postMessage(await answerTo(data));
  } catch (thrown) {
    const { code, message, advice } = reportOf(thrown);
    self.postMessage({ type: 'failed', code, message, advice } satisfies FromNetworkThread);
  }
});
