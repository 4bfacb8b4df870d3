import { trainingBounds } from '../algorithms.ts';
import type { TrainingSettings } from '../training/trainer.ts';

export type NumberSetting = keyof typeof trainingBounds;

/** What is typed, as typed: a field may be empty or out of bounds on the way. */
export type TypedSettings = Readonly<Record<NumberSetting, string>> & Pick<TrainingSettings, 'algorithm'>;

const NAMES = Object.keys(trainingBounds) as NumberSetting[];

/** Fields that only gradient descent has. */
export const svdOnly: readonly NumberSetting[] = ['learningRate', 'batches'];

export function typed(settings: TrainingSettings): TypedSettings {
  const fields = Object.fromEntries(NAMES.map((name) => [name, String(settings[name])]));
  return { ...(fields as Record<NumberSetting, string>), algorithm: settings.algorithm };
}

/** Whether a field holds a number that can be trained with; whole where its steps are. */
export function isValid(name: NumberSetting, text: string): boolean {
  const { min, max, step } = trainingBounds[name];
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return value >= min && value <= max && (step < 1 || Number.isInteger(value));
}

/** @returns null while any field in use is out of bounds */
export function settingsFrom(fields: TypedSettings, otherwise: TrainingSettings): TrainingSettings | null {
  const unused = fields.algorithm === 'svd' ? [] : svdOnly;
  if (NAMES.some((name) => !unused.includes(name) && !isValid(name, fields[name]))) return null;
  const numbers = Object.fromEntries(
    NAMES.map((name) => [name, isValid(name, fields[name]) ? Number(fields[name]) : otherwise[name]]),
  );
  return { ...(numbers as Record<NumberSetting, number>), algorithm: fields.algorithm };
}
