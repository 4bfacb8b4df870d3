import { expect, test } from 'vitest';
import { defaultBayes, defaultTraining } from '../../../../src/protocol/training-defaults.ts';
import { measuredSweeps } from '../../../../src/ui/training/run-summary.ts';
import { settings as texts } from '../../../../src/ui/training/settings-texts.ts';
import { curve, point, run } from '../../../fixtures/movies.ts';

const points = (count: number, epochMs: number) =>
  Array.from({ length: count }, (_, n) => ({ ...point(n + 1, 0.9), epochMs }));
const bayes = (id: number, rank: number, count: number, epochMs: number) =>
  curve(id, { run: run(id, { ...defaultBayes, rank }), points: points(count, epochMs) });

test('what a sweep takes is known from the latest Bayesian run of this device that is long enough', () => {
  const quick = curve(1, { run: run(1, defaultTraining), points: points(20, 1) });
  expect(measuredSweeps([])).toBeNull();
  expect(measuredSweeps([quick])).toBeNull();
  expect(measuredSweeps([bayes(2, 10, 3, 50)])).toBeNull();
  const runs = [bayes(2, 10, 20, 50), bayes(3, 24, 20, 200), quick, bayes(4, 40, 2, 900)];
  expect(measuredSweeps(runs)).toEqual({ rank: 24, sweepMs: 200 });
  const elsewhere = bayes(5, 10, 20, 7);
  const imported = { ...elsewhere, run: { ...elsewhere.run, importedFrom: 'a.safetensors' } };
  expect(measuredSweeps([...runs, imported])).toEqual({ rank: 24, sweepMs: 200 });
});

test('the texts say the size, the choice and the time, and what the time is of', () => {
  expect(texts.bySize(16, 80_000)).toBe(
    'For 80,000 ratings, Matinee itself chooses 16 traits: more ratings can tell more apart.',
  );
  expect(texts.takes(12_300, true)).toBe(
    'With these settings a run takes about 12 s here, by an earlier run.',
  );
  expect(texts.takes(300_000, false)).toContain('about 5 min on one core of an ordinary computer');
});
