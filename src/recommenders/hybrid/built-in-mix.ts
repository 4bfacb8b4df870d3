import type { LearntMix } from './learnt-mix.ts';

/**
 * What came of learning the weights for the data set that comes with the app, by
 * `npm run fit -- ZIP mix` with the zip in public/datasets, which takes a minute of one core: it is the same on each device,
 * so that none needs to learn it again. Another shelf has another id, and its weights are learnt until this is fitted anew.
 */
export const builtInMix: { readonly datasetId: string; readonly mix: LearntMix } = {
  datasetId: 'matinee-films-51dfb88fd4cffeb90e6c4a21',
  mix: {
    known: 'people',
    kind: 'noGain',
    gain: { mean: -0.00009274596002373518, standardError: 0.0012062830217550325, people: 582 },
  },
};
