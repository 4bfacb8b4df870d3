import type { SplitKind } from '../evaluation/splits.ts';
import { areTermGroups, type TermGroup, termGroups } from './content-groups.ts';
import {
  isRecommenderId,
  type RecommenderId,
  recommenderCatalog,
  recommenderIds,
  recommenderInfo,
} from './recommender-catalog.ts';

export type { SplitKind } from '../evaluation/splits.ts';

/** The settings of one evaluation in the Lab. Its results depend only on them and on the data set. */
export interface LabSettings {
  /** In the order of the catalog, without repeats. */
  readonly recommenders: readonly RecommenderId[];
  readonly split: SplitKind;
  /** Length of the lists that are measured. */
  readonly k: number;
  /** Random seed of the split, the training, the newcomers and the bootstrap. */
  readonly seed: number;
  /** How many users are hidden from training and treated as newcomers; 0 for no newcomer curve. */
  readonly newcomers: number;
  /** What the content model compares movies by, in the order of `termGroups`, without repeats; at least one. */
  readonly contentGroups: readonly TermGroup[];
}

export const labBounds = {
  k: { min: 1, max: 100 },
  seed: { min: 0, max: 999_999 },
  newcomers: { min: 10, max: 500 },
} as const;

export const splitKinds: readonly SplitKind[] = ['perUser', 'random', 'time', 'lastOut'];

/** The default settings: they run fast and show the most. */
export const quickLab: LabSettings = {
  recommenders: ['popularity', 'itemKnn', 'ease', 'ials', 'hybrid'],
  split: 'perUser',
  k: 10,
  seed: 1,
  newcomers: 0,
  contentGroups: termGroups.map(({ id }) => id),
};

/** Every recommender that needs no import, and the newcomer curve. */
export const fullLab: LabSettings = {
  ...quickLab,
  recommenders: recommenderIds.filter(
    (id) => !recommenderInfo[id].isImported && !recommenderInfo[id].isOnRequest,
  ),
  newcomers: 100,
};

/**
 * Whether a value from outside (a file, an address, a message) is a valid set of settings.
 * @param catalog the available recommenders
 */
export function isLabSettings(value: unknown, catalog = recommenderCatalog): value is LabSettings {
  if (typeof value !== 'object' || value === null) return false;
  const { recommenders, split, k, seed, newcomers, contentGroups } = value as Partial<
    Record<keyof LabSettings, unknown>
  >;
  return (
    Array.isArray(recommenders) &&
    recommenders.length > 0 &&
    new Set(recommenders).size === recommenders.length &&
    recommenders.every((id) => isRecommenderId(id, catalog)) &&
    isSplitKind(split) &&
    isInBounds('k', k) &&
    isInBounds('seed', seed) &&
    (newcomers === 0 || isInBounds('newcomers', newcomers)) &&
    areTermGroups(contentGroups)
  );
}

export function isSplitKind(value: unknown): value is SplitKind {
  return splitKinds.some((kind) => kind === value);
}

/** Whether the value is a whole number that the setting allows. */
export function isInBounds(name: keyof typeof labBounds, value: unknown): value is number {
  const { min, max } = labBounds[name];
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
}
