import { Problem } from '../../base/problem.ts';
import type { Pause } from '../../base/scheduling.ts';
import { defaultBayes, defaultSvd, defaultTraining } from '../../protocol/training-defaults.ts';
import type { FitTools } from '../../recommenders/registry.ts';

const settings = { svd: defaultSvd, als: defaultTraining, bayes: defaultBayes } as const;

/** Trains the stars of the mix on the processor, so that a graphics card stays free for what the person sees. */
export function trainForMix(pause: Pause): FitTools['trainStars'] {
  return async (algorithm, dataset) => {
    const { startBackend, train } = await import('../../training/train.ts');
    const backend = await startBackend('cpu');
    for await (const step of train(backend, dataset, settings[algorithm]).steps) {
      if (step.ended !== null) return step.snapshot();
      await pause();
    }
    throw new Problem('unexpected', 'The training ended without a model.', 'Reload the page.');
  };
}
