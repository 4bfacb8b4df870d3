import { version } from '../../../package.json';
import { isRecord } from '../../base/is-record.ts';
import type { ProblemReport } from '../../base/problem.ts';
import { isLabSettings, type LabSettings, quickLab } from '../../protocol/lab-settings.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { figureOf, intervalOf, measureGroups, versus } from './measures.ts';
import { type LabState, resultsOf } from './state.ts';
import { labFile as texts } from './texts.ts';

const FORMAT = 'matinee-lab';
const FILE_VERSION = 1;
/** The files that the Lab saves are far smaller. */
const MOST_BYTES = 16 * 2 ** 20;

/** The complete run as JSON: settings, data set and results. The settings alone are enough to repeat it. */
export function labJson(state: LabState, link: string): string {
  const { settings, data, rows, comparisons, phase } = state;
  const missed = rows.flatMap(({ id, problem }) => (problem === null ? [] : [{ id, problem }]));
  const file = {
    format: FORMAT,
    fileVersion: FILE_VERSION,
    app: { name: 'Matinee', version },
    link,
    end: phase,
    settings,
    data,
    results: resultsOf(state),
    missed,
    comparisons,
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/**
 * One line for each recommender: every measure, its interval if it has one, and the comparison of NDCG with one
 * recommender. Each line repeats the settings, so that one can combine the tables of several runs.
 */
export function labCsv(state: LabState, against: RecommenderId | null): string {
  const { settings, data, comparisons } = state;
  if (settings === null || data === null) return '';
  const measures = measureGroups.flatMap((group) => [...group.measures]);
  const head = [
    'recommender',
    ...measures.flatMap((name) =>
      name === 'coverage' || name === 'gini' ? [name] : [name, `${name}Low`, `${name}High`],
    ),
    ...['against', 'ndcgDifference', 'ndcgDifferenceLow', 'ndcgDifferenceHigh', 'p', 'pHolm'],
    ...['fitSeconds', 'rankSeconds', 'split', 'k', 'seed', 'dataset', 'app'],
  ];
  const lines = resultsOf(state).map((result) => {
    const values = measures.flatMap((name) => {
      const value = [figureOf(result, name) ?? ''];
      if (name === 'coverage' || name === 'gini') return value;
      const interval = intervalOf(result, name);
      return [...value, interval?.low ?? '', interval?.high ?? ''];
    });
    const pair = versus(comparisons, result.id, against, 'ndcg');
    const compared =
      pair === null
        ? ['', '', '', '', '', '']
        : [
            against ?? '',
            ...[pair.difference.mean, pair.difference.low, pair.difference.high],
            ...[pair.p, pair.holm],
          ];
    const about = [settings.split, settings.k, settings.seed, data.id, version];
    return [result.id, ...values, ...compared, result.seconds.fit, result.seconds.rank, ...about].join(',');
  });
  return `${[head.join(','), ...lines].join('\r\n')}\r\n`;
}

/** For example "matinee-lab-perUser-k10-seed1.json". */
export function labFileName({ split, k, seed }: LabSettings, ending: 'csv' | 'json'): string {
  return `matinee-lab-${split}-k${k}-seed${seed}.${ending}`;
}

/** The settings in a file from `labJson`, and the data set of that run. */
export interface LoadedLab {
  readonly settings: LabSettings;
  readonly datasetId: string | null;
}

/** Reads the settings from a file, or returns the problem with the file. */
export async function readLabFile(
  file: Pick<File, 'name' | 'size' | 'text'>,
): Promise<LoadedLab | { readonly problem: ProblemReport }> {
  const { name, size } = file;
  if (size > MOST_BYTES) return refused('file-too-large', texts.tooLarge(name, size));
  try {
    return labFromJson(await file.text(), name);
  } catch {
    return { problem: { code: 'file-broken', message: texts.unreadable(name), advice: texts.tryAgain } };
  }
}

function labFromJson(text: string, name: string): LoadedLab | { readonly problem: ProblemReport } {
  const file = parsed(text);
  if (file === null || file.format !== FORMAT) return refused('file-unknown', texts.foreign(name));
  if (file.fileVersion !== FILE_VERSION) return refused('file-unknown', texts.otherVersion(name));
  // Files of before there were groups of terms name none.
  const { contentGroups: usual } = quickLab;
  const written = isRecord(file.settings) ? { contentGroups: usual, ...file.settings } : file.settings;
  if (!isLabSettings(written)) return refused('file-unknown', texts.wrongSettings(name));
  const { recommenders, split, k, seed, newcomers, contentGroups } = written;
  const id = isRecord(file.data) ? file.data.id : null;
  return {
    settings: { recommenders, split, k, seed, newcomers, contentGroups },
    datasetId: typeof id === 'string' ? id : null,
  };
}

function refused(
  code: 'file-too-large' | 'file-unknown',
  message: string,
): { readonly problem: ProblemReport } {
  return { problem: { code, message, advice: texts.chooseAnother } };
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}
