import { describe, expect, it } from 'vitest';
import { defaultBayes, defaultTraining, textbookSvd } from '../../../../src/protocol/training-defaults.ts';
import { readModelFile } from '../../../../src/ui/training/model-import.ts';
import { runCsv, runFileName } from '../../../../src/ui/training/run-csv.ts';
import {
  elapsedMs,
  heldOutError,
  typicalError,
  usualEpochMs,
} from '../../../../src/ui/training/run-summary.ts';
import {
  detail,
  fateText,
  methodName,
  settingsText,
  settingValue,
} from '../../../../src/ui/training/run-texts.ts';
import { settingText } from '../../../../src/ui/training/settings-texts.ts';
import { progressText } from '../../../../src/ui/training/texts.ts';
import { curve, point, run } from '../../../fixtures/movies.ts';

const points = [point(1, 0.9), { ...point(2, 0.7), epochMs: 40 }, point(3, 0.8)];
const quick = curve(1, { points });
const bayes = curve(2, { run: run(2, defaultBayes), points });

describe('a summary', () => {
  it('tells the error of the model that comes out: the best epoch’s, or the last mean’s', () => {
    expect(heldOutError(quick)).toBeCloseTo(0.8);
    expect(heldOutError(bayes)).toBeCloseTo(0.9);
  });

  it('falls back to training where nothing is held out', () => {
    const blind = curve(1, { points: points.map((one) => ({ ...one, validationRmse: null })) });
    expect([heldOutError(blind), typicalError(blind)]).toEqual([null, 0.8]);
    expect(typicalError(curve(1, { points: [] }))).toBeNull();
  });

  it('tells time in all and the usual epoch’s', () => {
    expect(elapsedMs(points)).toBe(50);
    expect(usualEpochMs(points)).toBe(5);
    expect(usualEpochMs(points.slice(0, 2))).toBe(22.5);
    expect(usualEpochMs([])).toBeNull();
  });
});

describe('words', () => {
  it('tell the settings that matter to the method', () => {
    expect(methodName(defaultBayes)).toBe('Bayesian factorization');
    expect(settingsText(defaultTraining)).toBe('16 traits · 12 passes · caution 0.15');
    expect(settingsText(textbookSvd)).toBe('100 traits · 20 passes · step 0.005 · caution 0.02');
    expect(settingsText(defaultBayes)).toBe('10 traits · 166 sweeps · 6 kinds of side information');
    expect(settingsText({ ...defaultBayes, rank: 1, features: [], ownNoise: false })).toBe(
      '1 trait · 166 sweeps · stars alone · one noise for all',
    );
    expect([
      settingValue(true),
      settingValue([]),
      settingValue(['genres', 'raters']),
      settingValue(0.15),
    ]).toEqual(['on', 'off', 'genres, raters', '0.15']);
    expect(settingText('epochs', 'bayes').name).toBe('Sweeps');
    expect(settingText('epochs', 'als').name).toBe('Passes');
  });

  it('tell how a run ended and where it came from', () => {
    expect(fateText(quick, false)).toBe('');
    expect(fateText({ ...quick, end: 'early' }, false)).toBe('stopped improving after 3');
    expect(fateText({ ...quick, end: null }, true)).toBe('running');
    expect(fateText({ ...quick, end: null }, false)).toBe('interrupted');
    expect(fateText({ ...quick, run: { ...quick.run, background: true } }, false)).toBe('started by itself');
    expect(fateText({ ...quick, run: { ...quick.run, importedFrom: 'a.safetensors' } }, false)).toBe(
      'from the file a.safetensors',
    );
  });

  it('tell how far a run is, and what a sweep is for', () => {
    const at = (epoch: number, end: 'finished' | null = null) =>
      progressText({ ...bayes, points: [point(epoch)], end });
    expect(progressText(quick)).toBe('Epoch 3 of 12');
    expect(at(2)).toBe('Sweep 2 of 166 · warming up (burn-in): the first 6 do not count');
    expect(at(6)).toBe('Sweep 6 of 166 · warmed up');
    expect(at(7)).toBe('Sweep 7 of 166 · drawing: average of 1 model so far');
    expect(at(166, 'finished')).toBe('Average of 160 models, from 166 sweeps');
    expect(progressText({ ...quick, points: [] })).toBe('Epoch 0 of 12');
  });
});

describe('a run as CSV', () => {
  const cells = (text: string) =>
    text
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));

  it('has one line per epoch, with what was set on each', () => {
    const [head = [], ...rows] = cells(runCsv(quick));
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row).toHaveLength(head.length);
    const first = Object.fromEntries(head.map((name, n) => [name, rows[0]?.[n]]));
    expect(first).toMatchObject({ epoch: '1', trainRmse: '0.9', validationRmse: '1', epochMs: '5' });
    expect(first).toMatchObject({
      algorithm: 'als',
      rank: '16',
      seed: '1',
      backend: 'cpu',
      trainRatings: '8',
    });
    expect([first.drawRmse, first.learningRate, first.burnIn, first.features]).toEqual(['', '', '', '']);
  });

  it('tells of a Bayesian run what only it has', () => {
    const [head = [], row = []] = cells(
      runCsv({ ...bayes, points: [{ ...point(1), drawRmse: 1.2, noise: 0.8 }] }),
    );
    const byColumn = Object.fromEntries(head.map((name, n) => [name, row[n]]));
    expect(byColumn).toMatchObject({
      drawRmse: '1.2',
      noise: '0.8',
      burnIn: '6',
      ownNoise: 'true',
      patience: '',
    });
    expect(byColumn.features).toBe('genres decades favourites ratedFilms raters statistics');
  });

  it('is named by number, method and rank', () => {
    expect(runFileName(bayes)).toBe('matinee-run-2-bayes-k10.csv');
  });
});

describe('a model file', () => {
  const file = (size: number, read: () => Promise<ArrayBuffer>) => ({
    name: 'm.safetensors',
    size,
    arrayBuffer: read,
  });

  it('is read whole', async () => {
    const bytes = new Uint8Array([1, 2, 3]);
    expect(await readModelFile(file(3, async () => bytes.buffer))).toEqual({ bytes });
  });

  it('that is far too large is refused without being read', async () => {
    const read = await readModelFile(
      file(600 * 2 ** 20, () => {
        throw new Error('must not be read');
      }),
    );
    expect(read).toMatchObject({ problem: { code: 'file-too-large' } });
    expect(JSON.stringify(read)).toContain('m.safetensors is too large');
  });

  it('that is gone by now is said', async () => {
    const read = await readModelFile(file(3, () => Promise.reject(new DOMException('', 'NotFoundError'))));
    expect(read).toMatchObject({ problem: { message: 'm.safetensors could not be read.' } });
  });
});

it('says of a run on a part of the data set whose ratings it learns from', () => {
  expect(detail.learnsFrom(90, 10, 100)).toBe('Learns from 90 ratings, holds out 10.');
  expect(detail.learnsFrom(90, 10, 2600)).toMatch(
    /90 ratings, holds out 10\. .*by lot, of 2,600 ratings here/,
  );
});
