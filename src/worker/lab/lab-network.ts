import { Problem } from '../../base/problem.ts';
import { networkDefaults } from '../../protocol/network-defaults.ts';
import type { LabPorts } from './lab-session.ts';

/** Trains on the processor, whatever graphics card there is: equal settings must give equal results everywhere. */
export const trainNetworkForLab: NonNullable<LabPorts['trainNetwork']> = async (
  network,
  ratings,
  seed,
  epoch,
) => {
  const [{ startTensors }, { trainNetwork }, { wasmAddress }] = await Promise.all([
    import('../../training/networks/start-tensors.ts'),
    import('../../training/networks/train-network.ts'),
    import('../../training/networks/wasm-address.ts'),
  ]);
  const { read } = await startTensors('cpu', wasmAddress);
  const settings = { ...networkDefaults[network], seed };
  for await (const step of trainNetwork(network, read, ratings, settings)) {
    if (step.ended !== null) return step.snapshot();
    await epoch(step.point.epoch, settings.epochs);
  }
  throw new Problem('unexpected', 'The training ended without a model.', 'Run it again.');
};
