import { Problem } from '../../base/problem.ts';
import { automaticSettings } from '../session/comparison-models.ts';
import type { LabPorts } from './lab-session.ts';

/** Trains on the processor, whatever graphics card there is: equal settings must give equal results everywhere. */
export const trainForLab: LabPorts['trainStars'] = async (algorithm, dataset, seed, epoch) => {
  const { startBackend, train } = await import('../../training/train.ts');
  const backend = await startBackend('cpu');
  const chosen = { ...automaticSettings(algorithm, dataset), seed };
  for await (const step of train(backend, dataset, chosen).steps) {
    if (step.ended !== null) return step.snapshot();
    await epoch(step.point.epoch, chosen.epochs);
  }
  throw new Problem('unexpected', 'The training ended without a model.', 'Run it again.');
};
