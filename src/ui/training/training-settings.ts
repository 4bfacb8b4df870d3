import {
  defaultBayes,
  defaultSvd,
  defaultTraining,
  trainingBounds,
} from '../../protocol/training-defaults.ts';
import type { FeatureGroup, TrainingSettings } from '../../training/trainer.ts';

export type Algorithm = TrainingSettings['algorithm'];
export type NumberSetting = keyof typeof trainingBounds;

/** What is typed, as typed: a field may be empty or out of bounds on the way. */
export type TypedSettings = Readonly<Record<NumberSetting, string>> &
  Pick<TrainingSettings, 'algorithm' | 'features' | 'ownNoise'>;

const NAMES = Object.keys(trainingBounds) as NumberSetting[];

/** The numbers that each method has, in the order of the form; the others mean nothing to it. */
export const numbersOf: Record<Algorithm, readonly NumberSetting[]> = {
  als: ['rank', 'epochs', 'regularisation', 'validationShare', 'patience', 'seed'],
  svd: ['rank', 'epochs', 'regularisation', 'learningRate', 'batches', 'validationShare', 'patience', 'seed'],
  bayes: ['rank', 'epochs', 'burnIn', 'draws', 'validationShare', 'seed'],
};

const DEFAULTS: Record<Algorithm, TrainingSettings> = {
  als: defaultTraining,
  svd: defaultSvd,
  bayes: defaultBayes,
};

/** The settings as the form shows them. */
export function typed(settings: TrainingSettings): TypedSettings {
  const { algorithm, features, ownNoise } = settings;
  const fields = Object.fromEntries(NAMES.map((name) => [name, String(settings[name])]));
  return { ...(fields as Record<NumberSetting, string>), algorithm, features, ownNoise };
}

/** Another method's own defaults: a rank or length that suits one is wrong for the next. What measures stays. */
export function withMethod(fields: TypedSettings, algorithm: Algorithm): TypedSettings {
  const { validationShare, seed } = fields;
  return { ...typed(DEFAULTS[algorithm]), validationShare, seed };
}

/** Side information switched on or off. */
export function withFeature(fields: TypedSettings, group: FeatureGroup, on: boolean): TypedSettings {
  const others = fields.features.filter((one) => one !== group);
  return { ...fields, features: on ? [...others, group] : others };
}

/** Whether a field holds a number that can be trained with; whole where its steps are. */
export function isValid(name: NumberSetting, text: string): boolean {
  const { min, max, step } = trainingBounds[name];
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return value >= min && value <= max && (step < 1 || Number.isInteger(value));
}

/** Why a field cannot be trained with as it is: alone, or beside the others; null if it can. */
export function faultOf(fields: TypedSettings, name: NumberSetting): 'bounds' | 'burnIn' | null {
  if (!numbersOf[fields.algorithm].includes(name)) return null;
  if (!isValid(name, fields[name])) return 'bounds';
  const tooLong = Number(fields.burnIn) >= Number(fields.epochs);
  return name === 'burnIn' && tooLong && isValid('epochs', fields.epochs) ? 'burnIn' : null;
}

/** @returns null while any field in use is at fault; fields that are not in use are taken from `otherwise` */
export function settingsFrom(fields: TypedSettings, otherwise: TrainingSettings): TrainingSettings | null {
  if (NAMES.some((name) => faultOf(fields, name) !== null)) return null;
  const numbers = Object.fromEntries(
    NAMES.map((name) => [name, isValid(name, fields[name]) ? Number(fields[name]) : otherwise[name]]),
  );
  const { algorithm, features, ownNoise } = fields;
  return { ...(numbers as Record<NumberSetting, number>), algorithm, features, ownNoise };
}
