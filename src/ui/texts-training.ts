import type { ProblemCode } from '../problem.ts';
import type { TrainingSettings } from '../training/trainer.ts';
import type { BackendName, TrainingEnd } from '../worker/protocol.ts';
import { formatBound, formatCount, formatError, formatSpan } from './format.ts';
import { plural } from './texts.ts';
import type { TrainingPhase } from './training-state.ts';

export const training = {
  title: 'Training',
  lead: 'Matinee learns from other people’s ratings how to predict yours. It happens here, in this tab, while you watch.',
  chart: 'How far predictions are off',
  chartHint:
    'Lower is better. Held-out ratings were never shown to the training, so they tell how it does on films it has not seen rated.',
  trainSeries: 'seen in training',
  validationSeries: 'held out',
  earlier: 'run before',
  epochAxis: 'Epoch (passes over the ratings)',
  errorAxis: 'Typical error (stars)',
  table: 'The same as a table',
  epoch: 'Epoch',
  trainRmse: 'Error in training (RMSE, stars)',
  validationRmse: 'Error on held-out ratings (RMSE, stars)',
  time: 'Time (ms)',
  typical: 'Typical error',
  typicalTerm: 'Root mean squared error (RMSE) on held-out ratings, in stars',
  typicalTermTrain: 'Root mean squared error (RMSE) on the ratings trained on, in stars',
  stars: (n: number) => `${formatError(n)} stars`,
  progress: 'Progress',
  epochOf: (n: number, all: number) => `Epoch ${formatCount(n)} of ${formatCount(all)}`,
  perEpoch: 'Time per epoch',
  speed: 'Speed',
  perSecond: (rate: string) => `${rate} ratings/s`,
  left: 'Time left',
  runsOn: 'Runs on',
  backends: {
    webgpu: 'Graphics card (WebGPU)',
    webgl: 'Graphics card (WebGL)',
    cpu: 'Processor',
  } satisfies Record<BackendName, string>,
  learnsFrom: (train: number, held: number) =>
    held > 0
      ? `Learns from ${plural(train, 'rating', 'ratings')}, holds out ${formatCount(held)}`
      : `Learns from ${plural(train, 'rating', 'ratings')}, holds out none`,
  pause: 'Pause',
  resume: 'Resume',
  stop: 'Stop',
  start: 'Start training',
  startAgain: 'Start with these settings',
  settings: 'Settings',
  presets: 'Presets',
  presetDefault: 'Matinee’s default',
  presetTextbook: 'Textbook SVD',
  useProcessor: 'Use the processor instead',
  widget: 'Training',
  widgetSoon: 'Starting',
  widgetFailed: 'Failed',
  widgetNone: 'Training',
  nothing: 'No training has run yet.',
  waiting: 'The curve appears with the first epoch.',
  bounds: (min: number, max: number) => `From ${formatBound(min)} to ${formatBound(max)}.`,
  outside: 'Please mend the marked settings first.',
};

export function phaseText(phase: TrainingPhase, end: TrainingEnd | null): string {
  switch (phase) {
    case 'none':
      return 'Not trained yet';
    case 'preparing':
      return 'Getting ready to train';
    case 'running':
      return 'Training';
    case 'paused':
      return 'Paused';
    case 'failed':
      return 'Training failed';
    case 'ended':
      return end === 'early' ? 'Done: it stopped improving' : end === 'stopped' ? 'Stopped by you' : 'Done';
  }
}

/** Spoken at the turning points of a run, not at each epoch. */
export function trainingNews(phase: TrainingPhase, end: TrainingEnd | null, error: number | null): string {
  const typical = error === null ? '' : ` Typical error ${formatError(error)} stars.`;
  return phase === 'ended' ? `${phaseText(phase, end)}.${typical}` : `${phaseText(phase, end)}.`;
}

export const leftText = (ms: number): string => `about ${formatSpan(ms)}`;

type Setting = Exclude<keyof TrainingSettings, 'algorithm'>;

/** Each setting: plain name, the field's term, what it does. */
export const settingTexts: Record<
  Setting,
  { readonly name: string; readonly term: string; readonly help: string }
> = {
  rank: {
    name: 'Hidden traits',
    term: 'rank k',
    help: 'How many numbers describe each film and each person. More can tell finer tastes apart, and overfit sooner.',
  },
  epochs: {
    name: 'Passes',
    term: 'epochs',
    help: 'How often training goes over all ratings.',
  },
  regularisation: {
    name: 'Caution',
    term: 'regularisation λ',
    help: 'Pulls predictions towards the average where there is little evidence.',
  },
  learningRate: {
    name: 'Step size',
    term: 'learning rate',
    help: 'How far each step downhill goes. Too large and training falls apart.',
  },
  batches: {
    name: 'Portions',
    term: 'mini-batches per epoch',
    help: 'How many steps one pass is split into. 1 uses all ratings at once.',
  },
  validationShare: {
    name: 'Held-out share',
    term: 'validation split',
    help: 'Part of the ratings kept aside to measure the error honestly.',
  },
  patience: {
    name: 'Patience',
    term: 'early stopping',
    help: 'Ends the run after so many passes without improvement. 0 never does.',
  },
  seed: {
    name: 'Chance',
    term: 'random seed',
    help: 'The same seed gives the same run again.',
  },
};

export const algorithmText = { name: 'Method', term: 'algorithm' };

/** Problems that another backend may not have. */
export function isGpuProblem(code: ProblemCode): boolean {
  return code === 'gpu-lost' || code === 'shader' || code === 'backend-missing' || code === 'backend-broken';
}
