import { Problem } from '../../base/problem.ts';
import { defaultSequence } from '../../protocol/sequence-defaults.ts';
import type { LabPorts } from './lab-session.ts';

/** Trains on the processor, whatever graphics card there is: equal settings must give equal results everywhere. */
export const trainSequenceForLab: NonNullable<LabPorts['trainSequence']> = async (ratings, seed, epoch) => {
  const [{ startTensors }, { trainSequence }, { wasmAddress }] = await Promise.all([
    import('../../training/sequence/start-tensors.ts'),
    import('../../training/sequence/train-sequence.ts'),
    import('../../training/sequence/wasm-address.ts'),
  ]);
  const { read } = await startTensors('cpu', wasmAddress);
  const settings = { ...defaultSequence, seed };
  for await (const step of trainSequence(read, ratings, settings)) {
    if (step.ended !== null) return step.snapshot();
    await epoch(step.point.epoch, settings.epochs);
  }
  throw new Problem('unexpected', 'The training ended without a model.', 'Run it again.');
};
