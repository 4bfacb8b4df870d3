import { textCell } from '../../base/csv-cells.ts';
import type { TrainingSettings } from '../../protocol/training-messages.ts';
import { numbersOf } from './training-settings.ts';
import type { Curve } from './training-state.ts';

const POINT = [
  'epoch',
  'trainRmse',
  'validationRmse',
  'drawRmse',
  'noise',
  'epochMs',
  'ratingsPerSecond',
] as const;
const SETTINGS = [
  'algorithm',
  'rank',
  'epochs',
  'regularisation',
  'learningRate',
  'batches',
  'burnIn',
  'draws',
  'features',
  'ownNoise',
  'validationShare',
  'patience',
  'seed',
] as const satisfies readonly (keyof TrainingSettings)[];

/**
 * Formats a run's curve as a CSV table with one row per epoch. Each row repeats the settings and the backend, so that a
 * person can join the tables of several runs. Settings that the algorithm does not have are empty.
 */
export function runCsv({ run, points }: Curve): string {
  const { settings, backend, trainRatings, validationRatings } = run;
  const about = [
    ...SETTINGS.map((name) => (hasSetting(settings, name) ? textCell(written(settings[name])) : '')),
    backend.backend,
    trainRatings,
    validationRatings,
  ];
  const head = [...POINT, ...SETTINGS, 'backend', 'trainRatings', 'validationRatings'].join(',');
  const rows = points.map((point) => [...POINT.map((name) => point[name] ?? ''), ...about].join(','));
  return `${[head, ...rows].join('\r\n')}\r\n`;
}

/** The file name, such as "matinee-run-2-bayes-k10.csv". */
export function runFileName({ run, number }: Curve): string {
  return `matinee-run-${number}-${run.settings.algorithm}-k${run.settings.rank}.csv`;
}

function hasSetting({ algorithm }: TrainingSettings, name: (typeof SETTINGS)[number]): boolean {
  if (name === 'algorithm') return true;
  if (name === 'features' || name === 'ownNoise') return algorithm === 'bayes';
  return numbersOf[algorithm].includes(name);
}

const written = (value: TrainingSettings[keyof TrainingSettings]): string =>
  Array.isArray(value) ? value.join(' ') : String(value);
