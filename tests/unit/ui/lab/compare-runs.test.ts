import { describe, expect, it } from 'vitest';
import {
  compareSavedRuns,
  readSavedRun,
  type SavedRun,
  whyNotComparable,
} from '../../../../src/ui/lab/compare-runs.ts';
import { labJson, peopleCsv } from '../../../../src/ui/lab/results-file.ts';
import type { LabState } from '../../../../src/ui/lab/state.ts';
import { over } from '../../../fixtures/lab-results.ts';

const file = (text: string, name = 'run.json') => ({ name, size: text.length, text: async () => text });

async function saved(state: LabState): Promise<SavedRun> {
  const read = await readSavedRun(file(labJson(state, 'http://here/lab')));
  if ('problem' in read) throw new Error(read.problem.message);
  return read;
}

/** The run with other values of EASE. */
const changed = (ndcg: readonly number[]): LabState => ({
  ...over,
  rows: over.rows.map((row) =>
    row.id === 'ease' && row.result !== null
      ? {
          ...row,
          result: { ...row.result, perPerson: { ...row.result.perPerson, ndcg: Float64Array.from(ndcg) } },
        }
      : row,
  ),
});

describe('two saved runs', () => {
  it('are compared person by person, known people apart from new ones', async () => {
    const [first, second] = [await saved(over), await saved(changed([0.5, 0.6, 0.1]))];
    expect(whyNotComparable(first, second)).toBeNull();
    const rows = compareSavedRuns(first, second, 'ndcg').filter(({ id }) => id === 'ease');
    expect(rows.map(({ population, people }) => [population, people])).toEqual([
      ['known', 2],
      ['new', 1],
    ]);
    const [known, fresh] = rows;
    // EASE has 0.2, 0.3 and 0.4 before: the differences of the known ones are 0.3 and 0.3.
    expect(known).toMatchObject({ first: 0.25, second: 0.55, difference: expect.closeTo(0.3, 12) });
    expect(known.standardError).toBeCloseTo(0, 12);
    expect(fresh).toMatchObject({ difference: expect.closeTo(-0.3, 12), standardError: null });
    const spread = compareSavedRuns(first, await saved(changed([0.3, 0.6, 0])), 'ndcg')[1];
    // Differences 0.1 and 0.3: deviation √0.02, over √2.
    expect(spread.standardError).toBeCloseTo(Math.sqrt(0.02 / 2), 12);
    const same = compareSavedRuns(first, second, 'recall');
    for (const row of same) expect(row.difference).toBe(0);
  });

  it('of other ratings, another length of the lists or other people are refused', async () => {
    const first = await saved(over);
    const refused = (change: Partial<SavedRun>) => whyNotComparable(first, { ...first, ...change });
    expect(refused({ dataset: 'data-2' })).toContain('different data sets');
    expect(refused({ seed: 9 })).toContain('seeds');
    expect(refused({ split: 'time' })).toContain('parts');
    expect(refused({ k: 5 })).toContain('lengths');
    expect(refused({ user: [3, 4, 10] })).toContain('same people');
  });

  it('without the figures of single people, or with broken ones, are refused by name', async () => {
    const text = labJson(over, 'http://here/lab');
    const broken = [
      text.replace('"people"', '"persons"'),
      text.replaceAll('"perPerson"', '"perUser"'),
      text.replace('"user": [3,4,9]', '"user": [3,4]'),
      text.replace('"ndcg": [', '"ndcg": [null,'),
    ];
    for (const one of broken) {
      expect(one).not.toBe(text);
      expect(await readSavedRun(file(one, 'mine.json'))).toMatchObject({
        problem: { code: 'file-unknown', message: expect.stringContaining('mine.json') },
      });
    }
    expect(await readSavedRun(file('{'))).toMatchObject({ problem: { code: 'file-unknown' } });
  });
});

it('the table of people has one line for each person and recommender, with what was hidden', () => {
  const [head, ...lines] = peopleCsv(over)
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
  expect(lines).toHaveLength(6);
  for (const line of lines) expect(line).toHaveLength(head.length);
  const cell = (line: string[], column: string) => line[head.indexOf(column)];
  expect(
    lines.map((line) => `${cell(line, 'recommender')} ${cell(line, 'user')} ${cell(line, 'new')}`),
  ).toEqual([
    ...['popularity 3 0', 'popularity 4 0', 'popularity 9 1'],
    ...['ease 3 0', 'ease 4 0', 'ease 9 1'],
  ]);
  expect(cell(lines[3], 'hidden')).toBe('50:4.5 7:5');
  expect(cell(lines[4], 'hidden')).toBe('');
  expect(Number(cell(lines[5], 'ndcg'))).toBeCloseTo(0.4, 12);
  expect(cell(lines[5], 'seed')).toBe('1');
});
