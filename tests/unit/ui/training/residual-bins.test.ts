import { expect, it } from 'vitest';
import { residualBins, shareWithin } from '../../../../src/ui/training/residual-bins.ts';
import { residualTexts, signed } from '../../../../src/ui/training/run-texts.ts';

/** Quarter stars from -4.5 to 4.5, as the worker counts. */
const counted = (counts: Readonly<Record<string, number>>) => ({
  first: -4.5,
  width: 0.25,
  counts: Array.from({ length: 36 }, (_, n) => counts[-4.5 + n * 0.25] ?? 0),
});

it('counts what is at most half a star off', () => {
  const residuals = counted({ '-0.75': 7, '-0.5': 10, '-0.25': 20, '0': 30, '0.25': 40, '0.5': 3, '2': 1 });
  expect(shareWithin(residuals, 0.5)).toBeCloseTo(100 / 111);
  expect(shareWithin(residuals, 5)).toBe(1);
  expect(residualTexts.sentence(shareWithin(residuals, 0.5) ?? 0, 111)).toBe(
    'Off by at most half a star in 90% of 111 cases.',
  );
});

it('knows nothing of nothing', () => {
  expect(shareWithin(counted({}), 0.5)).toBeNull();
});

it('shows as many bins on either side of zero, up to the outermost that counted', () => {
  const bins = residualBins(counted({ '-0.25': 5, '1.75': 1 }));
  expect([bins[0]?.from, bins.at(-1)?.to, bins.length]).toEqual([-2, 2, 16]);
  expect(residualBins(counted({ '-4.5': 1, '0': 9 }))).toHaveLength(36);
});

it('writes signs that can be told apart', () => {
  expect([-0.25, 0, 0.5].map(signed)).toEqual(['−0.25', '0', '+0.5']);
  expect(residualTexts.range(-0.25, 0)).toBe('−0.25 to 0');
});
