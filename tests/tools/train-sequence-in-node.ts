import type { Ratings } from '../../src/dataset/dataset.ts';
import { defaultSequence } from '../../src/protocol/sequence-defaults.ts';
import type { SequencePoint, SequenceSettings } from '../../src/protocol/sequence-messages.ts';
import type { SasrecModel } from '../../src/recommenders/models/sasrec-network.ts';
import { startTensors } from '../../src/training/sequence/start-tensors.ts';
import { trainSequence } from '../../src/training/sequence/train-sequence.ts';

/** Where the WASM backend's code lies for Node. */
export const wasmFile = 'node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm';

/** A network with the settings of the app, trained by TensorFlow.js's WASM backend in Node. */
export async function trainSequenceInNode(
  ratings: Ratings,
  settings: SequenceSettings = defaultSequence,
  onPoint: (point: SequencePoint, snapshot: () => SasrecModel) => void = () => {},
): Promise<SasrecModel> {
  const { read } = await startTensors('cpu', wasmFile);
  for await (const { point, ended, snapshot } of trainSequence(read, ratings, settings)) {
    onPoint(point, snapshot);
    if (ended !== null) return snapshot();
  }
  throw new Error('training ended without a model');
}
