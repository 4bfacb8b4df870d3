import { version } from '../../../package.json';
import { isRecord } from '../../base/is-record.ts';
import type { ProblemReport } from '../../base/problem.ts';
import type { LabData } from '../../protocol/lab-messages.ts';
import { isLabSettings, type LabSettings, quickLab } from '../../protocol/lab-settings.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { figureOf, intervalOf, listMeasures, measureGroups, versus } from './measures.ts';
import { type LabState, resultsOf } from './state.ts';
import { labFile as texts } from './texts.ts';

const FORMAT = 'matinee-lab';
const FILE_VERSION = 1;
/** A run over 100,000 people with ten recommenders is about as large. */
export const MOST_BYTES = 256 * 2 ** 20;

/**
 * The complete run as JSON: settings, data set, results, the split and every measure of every person. The settings alone
 * are enough to repeat it; the split is enough to test another program in the same way.
 */
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
    ...(data === null ? { data } : splitParts(data)),
    results: resultsOf(state),
    missed,
    comparisons,
  };
  return `${compactJson(file)}\n`;
}

/** What is known of the data set, and the hidden ratings apart. */
function splitParts({ people, heldOut, ...data }: LabData) {
  return { data, people, heldOut };
}

/** Columns of numbers take one line each. */
function compactJson(value: unknown): string {
  const columns: string[] = [];
  const text = JSON.stringify(
    value,
    (_, part: unknown) => {
      if (!isColumn(part)) return part;
      columns.push(JSON.stringify(Array.from(part)));
      return `column ${columns.length - 1}`;
    },
    1,
  );
  return text.replace(/"column (\d+)"/g, (_, n: string) => columns[Number(n)]);
}

const isColumn = (part: unknown): part is Float64Array | Float32Array | Int32Array | Uint8Array =>
  ArrayBuffer.isView(part);

/**
 * One line for each person and recommender: all measures, whether the person is new, what was hidden of their ratings as
 * "movie:stars", and the settings.
 */
export function peopleCsv(state: LabState): string {
  const { settings, data } = state;
  if (settings === null || data === null) return '';
  const { people, heldOut } = data;
  const hidden = new Map<number, string[]>();
  heldOut?.user.forEach((user, n) => {
    const own = hidden.get(user) ?? [];
    own.push(`${heldOut.movie[n]}:${heldOut.stars[n]}`);
    hidden.set(user, own);
  });
  const head = ['recommender', 'user', 'new', 'relevant', ...listMeasures, 'hidden'];
  const about = [settings.split, settings.k, settings.seed, data.id, version];
  const lines = resultsOf(state).flatMap(({ id, perPerson }) =>
    Array.from(people.user, (user, n) => {
      const values = listMeasures.map((measure) => perPerson[measure][n]);
      const own = (hidden.get(user) ?? []).join(' ');
      return [id, user, people.isNew[n], people.relevant[n], ...values, own, ...about].join(',');
    }),
  );
  const columns = [...head, 'split', 'k', 'seed', 'dataset', 'app'];
  return `${[columns.join(','), ...lines].join('\r\n')}\r\n`;
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
    ...[
      'population',
      'people',
      'silentKnown',
      'silentNew',
      'ndcgNew',
      'fitSeconds',
      'rankSeconds',
      'split',
      'k',
      'seed',
      'dataset',
      'app',
    ],
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
    const { population } = data.tested;
    const tested = [population, data.tested[population], result.silent.known, result.silent.new];
    return [
      result.id,
      ...values,
      ...compared,
      ...tested,
      result.newPeople?.ndcg?.mean ?? '',
      result.seconds.fit,
      result.seconds.rank,
      ...about,
    ].join(',');
  });
  return `${[head.join(','), ...lines].join('\r\n')}\r\n`;
}

/** For example "matinee-lab-perUser-k10-seed1.json". */
export function labFileName({ split, k, seed }: LabSettings, ending: 'csv' | 'json', of = ''): string {
  return `matinee-lab${of}-${split}-k${k}-seed${seed}.${ending}`;
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
  const file = parsedJson(text);
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

/** @returns null where the text is no JSON object */
export function parsedJson(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}
