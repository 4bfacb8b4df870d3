import type { PersonState } from '../../protocol/person-messages.ts';
import type { TrainingSettings } from '../../training/trainer.ts';
import { numbersOf } from '../training/training-settings.ts';
import type { Curve } from '../training/training-state.ts';

/** What a spreadsheet would run as a formula. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** One text cell: made harmless, then quoted where it must be (RFC 4180). */
export function textCell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The person's ratings, newest first, those that the data set in use lacks at the end, with MovieLens ids so that they can be matched anywhere. */
export function ratingsCsv(person: PersonState): string {
  const rows = [...person.ratings, ...person.absent.ratings].map(({ movie, stars, at }) =>
    [movie.id, textCell(movie.title), movie.year ?? '', stars, new Date(at).toISOString()].join(','),
  );
  return `${['movieId,title,year,rating,ratedAt', ...rows].join('\r\n')}\r\n`;
}

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
 * A run's curve, one line per epoch. What was set and where it ran is repeated on each, so that the tables of several
 * runs can be put together; settings that mean nothing to the method are empty.
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

/** "matinee-run-2-bayes-k10.csv". */
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
