import { isRecord } from '../../base/is-record.ts';
import type { ProblemReport } from '../../base/problem.ts';
import type { ListMeasure, Population } from '../../protocol/lab-messages.ts';
import { isRecommenderId, type RecommenderId } from '../../protocol/recommender-catalog.ts';
import { listMeasures } from './measures.ts';
import { MOST_BYTES, parsedJson, readLabFile } from './results-file.ts';
import { compareRuns as texts } from './tested-texts.ts';

/** What of an exported run is compared with another one. */
export interface SavedRun {
  readonly name: string;
  readonly dataset: string;
  readonly split: string;
  readonly seed: number;
  readonly k: number;
  readonly user: readonly number[];
  readonly isNew: readonly number[];
  /** Each measure of each person, in the order of `user`. */
  readonly values: ReadonlyMap<RecommenderId, Readonly<Record<ListMeasure, readonly number[]>>>;
}

/** Reads a run that `labJson` wrote, or returns the problem with the file. */
export async function readSavedRun(
  file: Pick<File, 'name' | 'size' | 'text'>,
): Promise<SavedRun | { readonly problem: ProblemReport }> {
  const settings = await readLabFile(file);
  if ('problem' in settings) return settings;
  const { name, size } = file;
  const content = size > MOST_BYTES ? null : parsedJson(await file.text());
  const people = isRecord(content?.people) ? content.people : null;
  const results: readonly unknown[] = Array.isArray(content?.results) ? content.results : [];
  const refused = {
    problem: { code: 'file-unknown', message: texts.noPeople(name), advice: texts.again },
  } as const;
  if (settings.datasetId === null || people === null) return refused;
  const { user, isNew } = people;
  if (!isColumn(user) || !isColumn(isNew) || isNew.length !== user.length) return refused;
  const values = new Map<RecommenderId, Record<ListMeasure, readonly number[]>>();
  for (const result of results) {
    const measured = isRecord(result) && isRecord(result.perPerson) ? result.perPerson : null;
    if (measured === null || !isRecord(result) || !isRecommenderId(result.id)) return refused;
    const columns = listMeasures.map((measure) => [measure, measured[measure]] as const);
    if (!columns.every(([, column]) => isColumn(column) && column.length === user.length)) return refused;
    values.set(result.id, Object.fromEntries(columns) as Record<ListMeasure, readonly number[]>);
  }
  if (values.size === 0) return refused;
  const { split, seed, k } = settings.settings;
  return { name, dataset: settings.datasetId, split, seed, k, user, isNew, values };
}

const isColumn = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'number' && Number.isFinite(one));

/** Why two runs cannot be compared; null where they can. */
export function whyNotComparable(first: SavedRun, second: SavedRun): string | null {
  const { differs } = texts;
  for (const part of ['dataset', 'split', 'seed', 'k'] as const)
    if (first[part] !== second[part]) return differs[part];
  const same = first.user.length === second.user.length && first.user.every((u, n) => u === second.user[n]);
  return same ? null : differs.people;
}

/** One recommender in two runs, over the same people. */
export interface RunDifference {
  readonly id: RecommenderId;
  readonly population: Population;
  readonly people: number;
  readonly first: number;
  readonly second: number;
  /** Mean of the differences, second minus first, person by person. */
  readonly difference: number;
  /** Standard error of that mean; null for a single person. */
  readonly standardError: number | null;
}

/** Compares each recommender that both runs have measured, known people apart from new ones. */
export function compareSavedRuns(first: SavedRun, second: SavedRun, measure: ListMeasure): RunDifference[] {
  return (['known', 'new'] as const).flatMap((population) => {
    const places = [...first.user.keys()].filter((n) => (first.isNew[n] === 1) === (population === 'new'));
    if (places.length === 0) return [];
    return [...first.values].flatMap(([id, before]) => {
      const after = second.values.get(id);
      if (after === undefined) return [];
      const [a, b] = [before, after].map((of) => places.map((n) => of[measure][n]));
      const differences = b.map((value, n) => value - a[n]);
      return [
        {
          id,
          population,
          people: places.length,
          first: meanOf(a),
          second: meanOf(b),
          difference: meanOf(differences),
          standardError: standardErrorOf(differences),
        },
      ];
    });
  });
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

function standardErrorOf(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const mean = meanOf(values);
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1);
  return Math.sqrt(variance / values.length);
}
