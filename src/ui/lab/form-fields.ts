import { type TermGroup, termGroups } from '../../protocol/content-groups.ts';
import { isInBounds, type LabSettings, type labBounds } from '../../protocol/lab-settings.ts';
import { type RecommenderId, recommenderIds } from '../../protocol/recommender-catalog.ts';

export type LabNumber = keyof typeof labBounds;

/** The settings in the form. Numbers are stored as the text that the person typed. */
export interface LabFields extends Pick<LabSettings, 'recommenders' | 'split' | 'contentGroups'> {
  readonly numbers: Readonly<Record<LabNumber, string>>;
  /** Whether the run measures the newcomer curve. */
  readonly curve: boolean;
}

/** The number of newcomers when the person switches the curve on. */
const NEWCOMERS = 100;

export function fieldsOf({ recommenders, split, k, seed, newcomers, contentGroups }: LabSettings): LabFields {
  const numbers = {
    k: String(k),
    seed: String(seed),
    newcomers: String(newcomers === 0 ? NEWCOMERS : newcomers),
  };
  return { recommenders, split, numbers, curve: newcomers > 0, contentGroups };
}

/** Switches a recommender on or off. The recommenders stay in the order of the catalog. */
export function withRecommender(fields: LabFields, id: RecommenderId, on: boolean): LabFields {
  const chosen = recommenderIds.filter((one) => (one === id ? on : fields.recommenders.includes(one)));
  return { ...fields, recommenders: chosen };
}

/** Switches a group of terms on or off. The groups stay in the order of `termGroups`. */
export function withTermGroup(fields: LabFields, group: TermGroup, on: boolean): LabFields {
  const isOn = (id: TermGroup) => (id === group ? on : fields.contentGroups.includes(id));
  return { ...fields, contentGroups: termGroups.map(({ id }) => id).filter(isOn) };
}

/** Whether a chosen recommender uses the groups of terms. */
export function usesContent({ recommenders }: LabFields): boolean {
  return recommenders.includes('metadata') || recommenders.includes('hybrid');
}

/** Whether the value of a field is invalid. A field that is not in use is never invalid. */
export function isFaulty({ numbers, curve }: LabFields, name: LabNumber): boolean {
  if (name === 'newcomers' && !curve) return false;
  return !isInBounds(name, numberOf(numbers[name]));
}

/** @returns null while a field in use is invalid or no recommender is selected */
export function labSettingsFrom(fields: LabFields): LabSettings | null {
  const { recommenders, split, numbers, curve, contentGroups } = fields;
  if (recommenders.length === 0 || contentGroups.length === 0) return null;
  if (isFaulty(fields, 'k') || isFaulty(fields, 'seed') || isFaulty(fields, 'newcomers')) return null;
  return {
    recommenders,
    split,
    k: numberOf(numbers.k),
    seed: numberOf(numbers.seed),
    newcomers: curve ? numberOf(numbers.newcomers) : 0,
    contentGroups,
  };
}

const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));
