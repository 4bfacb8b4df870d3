import type { Ratings } from '../../src/dataset/dataset.ts';
import { networkDefaults } from '../../src/protocol/network-defaults.ts';
import type { NetworkId, NetworkPoint, NetworkSettings } from '../../src/protocol/network-messages.ts';
import type { NetworkModels } from '../../src/recommenders/networks/network-models.ts';
import { startTensors } from '../../src/training/networks/start-tensors.ts';
import { trainNetwork } from '../../src/training/networks/train-network.ts';

/** Where the WASM backend's code lies for Node. */
export const wasmFile = 'node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm';

/** A network, by default with the settings of the app, trained by TensorFlow.js's WASM backend in Node. */
export async function trainNetworkInNode<Id extends NetworkId>(
  network: Id,
  ratings: Ratings,
  settings: NetworkSettings[Id] = networkDefaults[network],
  onPoint: (point: NetworkPoint, snapshot: () => NetworkModels[Id]) => void = () => {},
): Promise<NetworkModels[Id]> {
  const { read } = await startTensors('cpu', wasmFile);
  for await (const { point, ended, snapshot } of trainNetwork(network, read, ratings, settings)) {
    onPoint(point, snapshot);
    if (ended !== null) return snapshot();
  }
  throw new Error('training ended without a model');
}
