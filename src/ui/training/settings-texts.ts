/** All texts of the settings form. */
import { plural } from '../app/texts.ts';
import { formatBound, formatSpan } from '../kit/format.ts';
import type { Algorithm, NumberSetting } from './training-settings.ts';

interface SettingText {
  /** The plain name. */
  readonly name: string;
  /** The field's technical term. */
  readonly term: string;
  readonly help: string;
}

export const settings = {
  title: 'Settings',
  presets: 'Presets',
  presetQuick: 'Quick',
  presetAccurate: 'Most accurate',
  presetTextbook: 'Textbook SVD',
  method: 'Method',
  methodTerm: 'algorithm',
  features: 'What it may look at besides the stars',
  featuresTerm: 'side information',
  start: 'Start with these settings',
  byItself: 'Train automatically',
  byItselfHint:
    'When Matinee opens, it trains in the background until its best model is ready. When this is off, nothing is trained until you start it here.',
  bySize: (rank: number, ratings: number) =>
    `For ${plural(ratings, 'rating', 'ratings')}, Matinee itself chooses ${plural(rank, 'trait', 'traits')}: more ratings can tell more apart.`,
  takes: (ms: number, measured: boolean) =>
    measured
      ? `With these settings a run takes about ${formatSpan(ms)} here, by an earlier run.`
      : `With these settings a run takes about ${formatSpan(ms)} on one core of an ordinary computer; its first sweeps tell what it takes here.`,
  outside: 'Please correct the marked settings first.',
  bounds: (min: number, max: number) => `From ${formatBound(min)} to ${formatBound(max)}.`,
  faults: {
    bounds: (min: number, max: number) => `Must be a number from ${formatBound(min)} to ${formatBound(max)}.`,
    burnIn: (epochs: string) => `Must be lower than the ${epochs} sweeps, or no model is left to average.`,
  },
};

export const ownNoiseText: SettingText = {
  name: 'Some people rate more steadily than others',
  term: 'noise per person',
  help: 'Trusts the ratings of steady people more.',
};

const NUMBERS: Record<NumberSetting, SettingText> = {
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
    help: 'How far each step downhill goes. If it is too large, training diverges.',
  },
  batches: {
    name: 'Portions',
    term: 'mini-batches per epoch',
    help: 'How many steps one pass is split into. 1 uses all ratings at once.',
  },
  burnIn: {
    name: 'Warm-up',
    term: 'burn-in',
    help: 'Sweeps at the start that do not count: the first models are still far from plausible.',
  },
  draws: {
    name: 'Models kept',
    term: 'draws',
    help: 'How many of the plausible models predict together. More make a better average and take more memory.',
  },
  validationShare: {
    name: 'Held-out share',
    term: 'validation split',
    help: 'Share of the ratings held out to measure the error honestly.',
  },
  patience: {
    name: 'Patience',
    term: 'early stopping',
    help: 'Ends the run after this many passes without improvement. 0 turns this off.',
  },
  seed: {
    name: 'Chance',
    term: 'random seed',
    help: 'The same seed gives the same run again.',
  },
};

const SWEEPS: SettingText = {
  name: 'Sweeps',
  term: 'Gibbs sweeps',
  help: 'How often a new model is drawn. Each takes as long as the last; more make the average better.',
};

/** Each number has a plain name, a technical term, and its effect; some have another meaning for one of the methods. */
export function settingText(name: NumberSetting, algorithm: Algorithm): SettingText {
  return name === 'epochs' && algorithm === 'bayes' ? SWEEPS : NUMBERS[name];
}
