import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultBayes } from '../../../../src/protocol/training-defaults.ts';
import { chartColumns, chartLines, errorRange, valueAt } from '../../../../src/ui/training/chart-data.ts';
import { lookOf } from '../../../../src/ui/training/run-style.ts';
import { shownRuns } from '../../../../src/ui/training/visible-runs.ts';
import { contrast } from '../../../fixtures/contrast.ts';
import { curve, point, run } from '../../../fixtures/movies.ts';

const quick = curve(1, { points: [point(1, 1), point(2, 0.9)] });
const bayes = curve(2, {
  run: run(20, defaultBayes),
  points: [1, 2, 3].map((epoch) => ({ ...point(epoch, 0.7), epochMs: 500, drawRmse: 0.9, noise: 0.8 })),
});
const unmeasured = curve(3, { points: [{ ...point(1), validationRmse: null }] });
const namesOf = (lines: ReturnType<typeof chartLines>) =>
  lines.map(({ curve, kind }) => `${curve.number} ${kind}`);

describe('lines', () => {
  it('are the held-out error of all, with training and draws of one, the current on top', () => {
    expect(namesOf(chartLines([bayes, quick], bayes, 20, 'epochs'))).toEqual([
      '2 draws',
      '2 train',
      '1 held',
      '2 held',
    ]);
    expect(namesOf(chartLines([quick, bayes], quick, 20, 'epochs'))).toEqual(['1 train', '1 held', '2 held']);
  });

  it('leave out what has no value, and a run that is not shown', () => {
    expect(namesOf(chartLines([unmeasured], unmeasured, 30, 'epochs'))).toEqual(['3 train']);
    expect(namesOf(chartLines([quick], bayes, 20, 'epochs'))).toEqual(['1 held']);
    expect(chartLines([curve(4, { points: [] })], null, 40, 'epochs')).toEqual([]);
  });

  it('run over epochs, or over the time these took', () => {
    const xs = (against: 'epochs' | 'seconds') => chartLines([bayes], null, 20, against)[0]?.xs;
    expect(xs('epochs')).toEqual([1, 2, 3]);
    expect(xs('seconds')).toEqual([0.5, 1, 1.5]);
  });

  it('are columns over every x that any of them has', () => {
    const lines = chartLines([quick, bayes], null, 20, 'seconds');
    expect(chartColumns(lines)).toEqual([
      [0.005, 0.01, 0.5, 1, 1.5],
      [1.1, 1, null, null, null],
      [null, null, 0.7 + 0.1, 0.7 + 0.1, 0.7 + 0.1],
    ]);
    expect(chartColumns([])).toEqual([[]]);
  });

  it('tell the value at the nearest point, none beyond their ends, the last without a place', () => {
    const line = { curve: quick, kind: 'held', xs: [1, 2, 4], ys: [0.9, 0.8, 0.7] } as const;
    expect([1, 1.4, 2.9, 3.1, 4, 4.1, 0.9].map((x) => valueAt(line, x))).toEqual([
      0.9,
      0.9,
      0.8,
      0.7,
      0.7,
      null,
      null,
    ]);
    expect(valueAt(line, null)).toBe(0.7);
  });
});

describe('the error axis', () => {
  it('shows all but a wild start', () => {
    const ys = [40, ...Array.from({ length: 19 }, (_, n) => 1 - n / 100)];
    const [low, high] = errorRange([{ curve: quick, kind: 'held', xs: ys.map((_, n) => n), ys }]);
    expect(low).toBeLessThan(0.82);
    expect(high).toBeGreaterThan(0.99);
    expect(high).toBeLessThan(1.1);
  });

  it('has a height where all values are equal, or none are known', () => {
    const [low, high] = errorRange([{ curve: quick, kind: 'held', xs: [1], ys: [0.9] }]);
    expect(high - low).toBeGreaterThan(0.01);
    expect(errorRange([])[1]).toBeGreaterThan(errorRange([])[0]);
  });
});

describe('runs', () => {
  const many = [1, 2, 3, 4, 5, 6].map((number) => curve(number));
  const shown = (...choices: [number, boolean][]) =>
    shownRuns(many, 10, new Map(choices)).map(({ number }) => number);

  it('are shown when they are new or current, unless chosen otherwise', () => {
    expect(shown()).toEqual([1, 3, 4, 5, 6]);
    expect(shown([10, false], [20, true], [60, false])).toEqual([2, 3, 4, 5]);
  });

  it('look different from each other, by more than colour between neighbours', () => {
    const looks = Array.from({ length: 12 }, (_, n) => lookOf(n + 1, false));
    expect(new Set(looks.map((look) => JSON.stringify(look))).size).toBe(12);
    looks.slice(1).forEach((look, n) => {
      expect(look.dash).not.toEqual(looks[n]?.dash);
    });
  });

  it('have inks that can be read on every ground of their theme', () => {
    const css = readFileSync('src/ui/theme/tokens.css', 'utf8');
    const themes = [...css.matchAll(/color-scheme: (?:light|dark);([^}]*)/g)].map(([, block = '']) =>
      Object.fromEntries([...block.matchAll(/--([\w-]+): (#\w{6});/g)].map(([, name, hex]) => [name, hex])),
    );
    expect(themes).toHaveLength(3);
    expect(themes[1]).toEqual(themes[2]);
    for (const theme of themes) {
      for (const ink of ['accent', 'muted', ...[1, 2, 3, 4, 5, 6].map((n) => `run-${n}`)]) {
        for (const ground of ['ground', 'raised'])
          expect(contrast(theme[ink], theme[ground]), `${ink} on ${ground}`).toBeGreaterThan(4.5);
      }
    }
  });
});
