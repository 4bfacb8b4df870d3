/** Texts about single runs: the list, the details of one run, and the resulting model. */

import { trainers } from '../../protocol/training-defaults.ts';
import type { TrainingSettings } from '../../protocol/training-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { plural } from '../app/texts.ts';
import { formatBound, formatBytes, formatCount, formatShare } from '../kit/format.ts';
import type { Curve } from './training-state.ts';

export const runs = {
  title: 'Runs',
  hint: 'Every run stays here for comparison: its settings, how far off it was and how long it took.',
  name: (n: number) => `Run ${n}`,
  inUse: 'In use',
  inUseHint: 'This run’s model makes the predictions now',
  onChart: 'On the chart',
  details: 'Details',
  detailsOf: (n: number) => `Details of run ${n}`,
  csv: 'CSV',
  csvOf: (n: number) => `Save the curve of run ${n} as CSV`,
  remove: 'Remove',
  removeOf: (n: number) => `Remove run ${n} from the list`,
  heldOut: 'off on held-out ratings',
  noneHeldOut: 'nothing held out',
  noEpoch: 'no epoch yet',
};

export const detail = {
  title: (n: number) => `Run ${n} in detail`,
  perEpoch: 'Time per epoch',
  perSweep: 'Time per sweep',
  perEpochHint: 'Median of this run',
  speed: 'Speed',
  perSecond: 'ratings/s',
  left: 'Time left',
  took: 'Time taken',
  memory: 'Memory',
  memoryHint: 'What the run holds on its backend',
  tensors: (n: number) => `in ${plural(n, 'tensor', 'tensors')}`,
  threads: 'Threads',
  threadsHint: 'How many threads of the processor divide the work; the numbers are the same with any',
  heap: 'Whole worker',
  heapHint: 'JavaScript heap of the worker, with films and ratings',
  noise: 'Ratings scatter by',
  noiseHint: 'Standard deviation of the noise in the ratings',
  noiseMeans: (stars: string, { one }: Words) =>
    `This model estimates that ratings differ from people’s taste by about ${stars}: nobody gives a ${one} the same stars every time. That part cannot be predicted.`,
  ranOn: 'Ran on',
  runsNowOn: 'Runs on',
  /** @param all ratings of the data set; of fewer, the run says whose they are */
  learnsFrom: (train: number, held: number, all: number) => {
    const learns = `Learns from ${plural(train, 'rating', 'ratings')}, holds out ${held > 0 ? formatCount(held) : 'none'}.`;
    return train + held < all
      ? `${learns} They are those of people drawn by lot, of ${plural(all, 'rating', 'ratings')} here.`
      : learns;
  },
  settings: 'All its settings',
  table: 'The curve as a table',
  epoch: 'Epoch',
  trainRmse: 'Error in training (RMSE, stars)',
  validationRmse: 'Error on held-out ratings (RMSE, stars)',
  meanRmse: 'Error on held-out ratings, average so far (RMSE, stars)',
  drawRmse: 'Error of this draw alone (RMSE, stars)',
  noiseColumn: 'Noise (stars)',
  time: 'Time (ms)',
  on: 'on',
  off: 'off',
};

export const residualTexts = {
  title: 'How far off it was on ratings it never saw',
  none: 'Nothing was held out in this run, so this cannot be known.',
  later: 'Counted when the run is over.',
  sentence: (share: number, total: number) =>
    `Off by at most half a star in ${formatShare(share)} of ${plural(total, 'case', 'cases')}.`,
  less: 'liked it less',
  more: 'liked it more',
  range: (from: number, to: number) => `${signed(from)} to ${signed(to)}`,
  rangeColumn: 'Given minus predicted (stars)',
  countColumn: 'Ratings',
  inColour: 'Those are the bars in colour.',
  table: 'These counts as a table',
  brokenOff: 'This run was interrupted before this was counted.',
};

/** Formats "+0.5", "−1" or "0", with a real minus sign. */
export const signed = (stars: number): string =>
  stars === 0 ? '0' : `${stars > 0 ? '+' : '−'}${formatBound(Math.abs(stars))}`;

export const model = {
  title: 'Model in use',
  none: 'There is no model yet. It comes with the first run that ends.',
  ofRun: (n: number) => `The predictions come from run ${n}:`,
  unlisted: 'The predictions come from a run that is no longer listed.',
  holds:
    'The file contains what was learned about films and about people in general, and the curve of the run. It contains none of your ratings, so you can share it. Other programs can read it too (safetensors).',
  save: 'Save the model as a file',
  replaces:
    'A model that you load replaces the one in use and ends any training that is running. Its checksum is verified first; a damaged or unknown file changes nothing.',
  load: 'Load a model from a file',
  loading: (name: string) => `Reading ${name}…`,
  cancel: 'Cancel',
  tooLarge: (name: string, bytes: number) => `${name} is too large to be a model: ${formatBytes(bytes)}.`,
  tooLargeAdvice: 'Choose a .safetensors file that Matinee has saved.',
  unreadable: (name: string) => `${name} could not be read.`,
  unreadableAdvice: 'Check that it still exists and try again.',
};

/** The method's name as the form shows it. */
export function methodName({ algorithm }: TrainingSettings): string {
  return trainers.find(({ id }) => id === algorithm)?.label ?? algorithm;
}

/** The settings that distinguish runs, as text. */
export function settingsText(settings: TrainingSettings): string {
  const { algorithm, rank, epochs, regularisation, learningRate, features, ownNoise } = settings;
  const traits = plural(rank, 'trait', 'traits');
  if (algorithm === 'bayes') {
    const sides =
      features.length === 0
        ? 'stars alone'
        : plural(features.length, 'kind of side information', 'kinds of side information');
    return [
      traits,
      plural(epochs, 'sweep', 'sweeps'),
      sides,
      ...(ownNoise ? [] : ['one noise for all']),
    ].join(' · ');
  }
  const step = algorithm === 'svd' ? [`step ${formatBound(learningRate)}`] : [];
  return [traits, plural(epochs, 'pass', 'passes'), ...step, `caution ${formatBound(regularisation)}`].join(
    ' · ',
  );
}

/** How a run ended or where it came from, if that is worth mentioning. */
export function fateText({ run, end, points }: Curve, going: boolean): string {
  const from = run.importedFrom === null ? [] : [`from the file ${run.importedFrom}`];
  const begun = run.background && run.importedFrom === null ? ['started by itself'] : [];
  const ends = {
    finished: [],
    early: [`stopped improving after ${formatCount(points.length)}`],
    stopped: [`stopped by you after ${formatCount(points.length)}`],
    none: [going ? 'running' : 'interrupted'],
  };
  return [...from, ...begun, ...ends[end ?? 'none']].join(', ');
}

/** Formats the value of a setting. */
export function settingValue(value: TrainingSettings[keyof TrainingSettings]): string {
  if (typeof value === 'number') return formatBound(value);
  if (typeof value === 'boolean') return value ? detail.on : detail.off;
  if (typeof value === 'string') return value;
  return value.length === 0 ? detail.off : value.join(', ');
}
