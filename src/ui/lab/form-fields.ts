import { isInBounds, type LabSettings, type labBounds } from '../../protocol/lab-settings.ts';
import { type RecommenderId, recommenderIds } from '../../protocol/recommender-catalog.ts';

export type LabNumber = keyof typeof labBounds;

/** The settings as the form holds them: numbers as they are typed. */
export interface LabFields extends Pick<LabSettings, 'recommenders' | 'split'> {
  readonly numbers: Readonly<Record<LabNumber, string>>;
  /** Whether the newcomer curve is drawn. */
  readonly curve: boolean;
}

/** The number of newcomers when the curve is switched on. */
const NEWCOMERS = 100;

export function fieldsOf({ recommenders, split, k, seed, newcomers }: LabSettings): LabFields {
  const numbers = {
    k: String(k),
    seed: String(seed),
    newcomers: String(newcomers === 0 ? NEWCOMERS : newcomers),
  };
  return { recommenders, split, numbers, curve: newcomers > 0 };
}

/** A recommender switched on or off; the order stays that of the list. */
export function withRecommender(fields: LabFields, id: RecommenderId, on: boolean): LabFields {
  const chosen = recommenderIds.filter((one) => (one === id ? on : fields.recommenders.includes(one)));
  return { ...fields, recommenders: chosen };
}

/** Whether a field cannot be run with as it is; one that is not in use never is at fault. */
export function isFaulty({ numbers, curve }: LabFields, name: LabNumber): boolean {
  if (name === 'newcomers' && !curve) return false;
  return !isInBounds(name, numberOf(numbers[name]));
}

/** @returns null while any field in use is at fault or nothing is chosen */
export function labSettingsFrom(fields: LabFields): LabSettings | null {
  const { recommenders, split, numbers, curve } = fields;
  if (recommenders.length === 0) return null;
  if (isFaulty(fields, 'k') || isFaulty(fields, 'seed') || isFaulty(fields, 'newcomers')) return null;
  return {
    recommenders,
    split,
    k: numberOf(numbers.k),
    seed: numberOf(numbers.seed),
    newcomers: curve ? numberOf(numbers.newcomers) : 0,
  };
}

const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));
