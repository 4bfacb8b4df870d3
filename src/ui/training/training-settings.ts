import { bayesBySize, type DataSize } from '../../protocol/training-by-size.ts';
import {
  defaultBayes,
  defaultSvd,
  defaultTraining,
  trainingBounds,
} from '../../protocol/training-defaults.ts';
import type { FeatureGroup, TrainingSettings } from '../../protocol/training-messages.ts';

export type Algorithm = TrainingSettings['algorithm'];
export type NumberSetting = keyof typeof trainingBounds;

/** The text as typed: a field may be empty or out of bounds while the person types. */
export type TypedSettings = Readonly<Record<NumberSetting, string>> &
  Pick<TrainingSettings, 'algorithm' | 'features' | 'ownNoise'>;

const NAMES = Object.keys(trainingBounds) as NumberSetting[];

/** The numbers that each method uses, in the order of the form; the method ignores the others. */
export const numbersOf: Record<Algorithm, readonly NumberSetting[]> = {
  als: ['rank', 'epochs', 'regularisation', 'validationShare', 'patience', 'seed'],
  svd: ['rank', 'epochs', 'regularisation', 'learningRate', 'batches', 'validationShare', 'patience', 'seed'],
  bayes: ['rank', 'epochs', 'burnIn', 'draws', 'validationShare', 'seed'],
};

/** Where no data set is open yet, its size is not known. */
export const accurateFor = (size: DataSize | null): TrainingSettings =>
  size === null ? defaultBayes : bayesBySize(size);

function defaultsOf(algorithm: Algorithm, size: DataSize | null): TrainingSettings {
  if (algorithm === 'bayes') return accurateFor(size);
  return algorithm === 'als' ? defaultTraining : defaultSvd;
}

/** The settings as the form shows them. */
export function typed(settings: TrainingSettings): TypedSettings {
  const { algorithm, features, ownNoise } = settings;
  const fields = Object.fromEntries(NAMES.map((name) => [name, String(settings[name])]));
  return { ...(fields as Record<NumberSetting, string>), algorithm, features, ownNoise };
}

/** Applies another method's defaults, because the rank or length of one is wrong for another. Evaluation settings stay. */
export function withMethod(
  fields: TypedSettings,
  algorithm: Algorithm,
  size: DataSize | null,
): TypedSettings {
  const { validationShare, seed } = fields;
  return { ...typed(defaultsOf(algorithm, size)), validationShare, seed };
}

/** Switches side information on or off. */
export function withFeature(fields: TypedSettings, group: FeatureGroup, on: boolean): TypedSettings {
  const others = fields.features.filter((one) => one !== group);
  return { ...fields, features: on ? [...others, group] : others };
}

/** Whether a field holds a number that is valid for training; it must be whole if its steps are whole. */
export function isValid(name: NumberSetting, text: string): boolean {
  const { min, max, step } = trainingBounds[name];
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return value >= min && value <= max && (step < 1 || Number.isInteger(value));
}

/** Why a field is invalid, alone or together with the others; null if it is valid. */
export function faultOf(fields: TypedSettings, name: NumberSetting): 'bounds' | 'burnIn' | null {
  if (!numbersOf[fields.algorithm].includes(name)) return null;
  if (!isValid(name, fields[name])) return 'bounds';
  const tooLong = Number(fields.burnIn) >= Number(fields.epochs);
  return name === 'burnIn' && tooLong && isValid('epochs', fields.epochs) ? 'burnIn' : null;
}

/** @returns null while any used field is invalid; unused fields take their values from `otherwise` */
export function settingsFrom(fields: TypedSettings, otherwise: TrainingSettings): TrainingSettings | null {
  if (NAMES.some((name) => faultOf(fields, name) !== null)) return null;
  const numbers = Object.fromEntries(
    NAMES.map((name) => [name, isValid(name, fields[name]) ? Number(fields[name]) : otherwise[name]]),
  );
  const { algorithm, features, ownNoise } = fields;
  return { ...(numbers as Record<NumberSetting, number>), algorithm, features, ownNoise };
}
