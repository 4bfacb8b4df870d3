import { describe, expect, it } from 'vitest';
import { bayesBySize } from '../../../../src/protocol/training-by-size.ts';
import {
  defaultBayes,
  defaultSvd,
  defaultTraining,
  textbookSvd,
} from '../../../../src/protocol/training-defaults.ts';
import {
  faultOf,
  isValid,
  numbersOf,
  settingsFrom,
  typed,
  withFeature,
  withMethod,
} from '../../../../src/ui/training/training-settings.ts';

it('come back as they went in', () => {
  for (const settings of [defaultTraining, defaultBayes, defaultSvd, textbookSvd]) {
    expect(settingsFrom(typed(settings), defaultTraining)).toEqual(settings);
  }
});

describe('numbers', () => {
  it('are refused out of bounds, empty, or not whole', () => {
    expect(['0', '129', '1.5', '', ' ', 'x', '1e9'].filter((text) => isValid('rank', text))).toEqual([]);
    expect(['1', '128', ' 8 '].every((text) => isValid('rank', text))).toBe(true);
    expect(isValid('regularisation', '0.02')).toBe(true);
    expect(settingsFrom({ ...typed(defaultTraining), epochs: '' }, defaultTraining)).toBeNull();
  });

  it('that the method does not use may be anything, and are replaced', () => {
    const wild = { learningRate: '99', burnIn: '99' };
    expect(settingsFrom({ ...typed(defaultTraining), ...wild }, defaultTraining)).toEqual({
      ...defaultTraining,
      burnIn: 99,
    });
    expect(settingsFrom({ ...typed(textbookSvd), ...wild }, defaultTraining)).toBeNull();
    expect(settingsFrom({ ...typed(defaultBayes), patience: 'x' }, defaultTraining)).toEqual({
      ...defaultBayes,
      patience: defaultTraining.patience,
    });
  });

  it('each method has its own', () => {
    expect(numbersOf.bayes).toContain('burnIn');
    expect(numbersOf.bayes).not.toContain('regularisation');
    expect(numbersOf.als).not.toContain('learningRate');
    expect(numbersOf.svd).toContain('learningRate');
  });
});

describe('warm-up', () => {
  const fields = typed({ ...defaultBayes, epochs: 10 });

  it('must be lower than the sweeps', () => {
    expect(faultOf({ ...fields, burnIn: '9' }, 'burnIn')).toBeNull();
    expect(faultOf({ ...fields, burnIn: '10' }, 'burnIn')).toBe('burnIn');
    expect(settingsFrom({ ...fields, burnIn: '10' }, defaultTraining)).toBeNull();
  });

  it('is not blamed for sweeps that are no number, nor where it means nothing', () => {
    expect(faultOf({ ...fields, burnIn: '10', epochs: '' }, 'burnIn')).toBeNull();
    expect(faultOf({ ...fields, burnIn: '10', epochs: '' }, 'epochs')).toBe('bounds');
    expect(faultOf({ ...fields, burnIn: '10', algorithm: 'als' }, 'burnIn')).toBeNull();
  });
});

it('another method sets its own defaults and leaves the measurement alone', () => {
  const fields = { ...typed(textbookSvd), validationShare: '0.2', seed: '7' };
  expect(settingsFrom(withMethod(fields, 'bayes', null), defaultTraining)).toEqual({
    ...defaultBayes,
    validationShare: 0.2,
    seed: 7,
  });
  const size = { ratings: 1_000_000, users: 6000, movies: 3700 };
  expect(settingsFrom(withMethod(fields, 'bayes', size), defaultTraining)).toEqual({
    ...bayesBySize(size),
    validationShare: 0.2,
    seed: 7,
  });
  expect(withMethod(fields, 'als', size)).toEqual(withMethod(fields, 'als', null));
});

it('side information is switched on once and off', () => {
  const fields = typed({ ...defaultBayes, features: ['genres'] });
  expect(withFeature(fields, 'decades', true).features).toEqual(['genres', 'decades']);
  expect(withFeature(fields, 'genres', true).features).toEqual(['genres']);
  expect(withFeature(fields, 'genres', false).features).toEqual([]);
});
