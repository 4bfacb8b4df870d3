import { describe, expect, it } from 'vitest';
import { labCsv, labFileName, labJson, readLabFile } from '../../../../src/ui/lab/results-file.ts';
import { resultsOf } from '../../../../src/ui/lab/state.ts';
import { over } from '../../../fixtures/lab-results.ts';

const file = (text: string, size = text.length) => ({
  name: 'mine.json',
  size,
  text: async () => text,
});
const json = labJson(over, 'http://here/lab?k=10');

describe('JSON', () => {
  it('holds everything, and its settings can be loaded again', async () => {
    expect(JSON.parse(json)).toMatchObject({
      app: { name: 'Matinee', version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
      link: 'http://here/lab?k=10',
      data: { id: 'data-1', tested: { known: 2, new: 1 } },
      people: { user: [3, 4, 9], isNew: [0, 0, 1], relevant: [2, 1, 2] },
      heldOut: { user: [3, 3, 9], movie: [50, 7, 50], stars: [4.5, 5, 4] },
      results: resultsOf(over).map(({ perPerson, ...result }) => ({
        ...result,
        perPerson: { ndcg: [...perPerson.ndcg], novelty: [0.5, 0.5, 0.5] },
      })),
      missed: [{ id: 'als', problem: { code: 'diverged' } }],
      comparisons: over.comparisons,
    });
    expect(await readLabFile(file(json))).toEqual({ settings: over.settings, datasetId: 'data-1' });
  });

  it.each([
    ['no JSON', '{', 'file-unknown'],
    ['a list', '[]', 'file-unknown'],
    ['of another program', '{"format":"other"}', 'file-unknown'],
    ['of another version', json.replace('"fileVersion": 1', '"fileVersion": 2'), 'file-unknown'],
    ['with settings out of bounds', json.replace('"k": 10', '"k": 1000'), 'file-unknown'],
  ])('refuses a file that is %s', async (_, text, code) => {
    expect(text).not.toBe(json);
    const read = await readLabFile(file(text));
    expect(read).toMatchObject({ problem: { code, message: expect.stringContaining('mine.json') } });
  });

  it('refuses what is far too large unread, and what cannot be read', async () => {
    expect(await readLabFile(file(json, 1e9))).toMatchObject({ problem: { code: 'file-too-large' } });
    const gone = { ...file(json), text: () => Promise.reject(new Error('gone')) };
    expect(await readLabFile(gone)).toMatchObject({ problem: { code: 'file-broken' } });
  });
});

it('CSV has one line for each that was measured, empty where there is no measure', () => {
  const [head, ...lines] = labCsv(over, 'ease')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
  expect(lines).toHaveLength(2);
  const cell = (line: string[], column: string) => line[head.indexOf(column)];
  for (const line of lines) expect(line).toHaveLength(head.length);
  const [popularity, ease] = lines;
  expect(cell(popularity, 'recommender')).toBe('popularity');
  expect(Number(cell(popularity, 'ndcgLow'))).toBeCloseTo(0.19, 12);
  expect(cell(popularity, 'rmse')).toBe('');
  expect(cell(ease, 'rmse')).toBe('0.9');
  expect(cell(popularity, 'against')).toBe('ease');
  expect(cell(popularity, 'pHolm')).toBe('0.02');
  expect(cell(ease, 'against')).toBe('');
  expect(cell(ease, 'split')).toBe('perUser');
  expect([cell(ease, 'population'), cell(ease, 'people'), cell(ease, 'ndcgNew')]).toEqual(['known', '2', '']);
  expect(cell(ease, 'dataset')).toBe('data-1');
});

it('names files by what was set', () => {
  if (over.settings === null) throw new Error('a run has settings');
  expect(labFileName(over.settings, 'csv')).toBe('matinee-lab-perUser-k10-seed1.csv');
});
