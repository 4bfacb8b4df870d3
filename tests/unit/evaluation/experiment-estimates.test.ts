import { describe, expect, it, test } from 'vitest';
import { createRandom } from '../../../src/base/random.ts';
import { estimatesOf } from '../../../src/evaluation/experiment-estimates.ts';
import { noCounts } from '../../../src/evaluation/interleaving.ts';
import {
  anytimeInterval,
  casesToSettle,
  plausible,
  signTest,
  wilsonInterval,
} from '../../../src/evaluation/proportions.ts';
import { fc } from '../../fixtures/property.ts';

const MIN_DECIDED = 30;
const counted = (a: number, b: number) => ({ ...noCounts, wins: { a, b } });

describe('Wilson’s interval', () => {
  // Newcombe (1998), table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %d in %d is as published', (hits, of, low, high) => {
    const found = wilsonInterval(hits, of);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });

  it('is 0..1 without cases', () => {
    expect(wilsonInterval(0, 0)).toEqual({ share: null, low: 0, high: 1 });
    expect(anytimeInterval(0, 0)).toEqual({ share: null, low: 0, high: 1 });
  });
});

describe('the sign test', () => {
  test.each([
    [5, 5, 1],
    [8, 2, 0.109375],
    [10, 0, 0.001953125],
    [0, 0, 1],
  ])('of %d against %d is exact', (wins, losses, p) => {
    expect(signTest(wins, losses)).toBeCloseTo(p, 10);
    expect(signTest(losses, wins)).toBeCloseTo(p, 10);
  });
});

describe('the interval that is valid at every look', () => {
  test('contains the share, is symmetric, and is wider than an interval for a single look', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (wins, losses) => {
        fc.pre(wins + losses > 0);
        const of = wins + losses;
        const { low, high, share } = anytimeInterval(wins, of);
        expect(share).toBeCloseTo(wins / of, 12);
        expect(low).toBeLessThanOrEqual(wins / of);
        expect(high).toBeGreaterThanOrEqual(wins / of);
        for (const [inside, outside] of [
          [low + 1e-6, low - 1e-6],
          [high - 1e-6, high + 1e-6],
        ]) {
          expect(plausible(wins, of)(inside)).toBe(true);
          if (outside > 0 && outside < 1) expect(plausible(wins, of)(outside)).toBe(false);
        }
        const mirrored = anytimeInterval(losses, of);
        expect(mirrored.low).toBeCloseTo(1 - high, 9);
        const single = wilsonInterval(wins, of);
        expect(high - low).toBeGreaterThanOrEqual(single.high - single.low - 1e-9);
      }),
    );
  });

  it('misses the true share in at most one run of twenty when it is checked after every case', () => {
    const random = createRandom(11);
    for (const truth of [0.5, 0.3]) {
      let missed = 0;
      const runs = 400;
      for (let run = 0; run < runs; run++) {
        let hits = 0;
        for (let of = 1; of <= 300; of++) {
          if (random.uniform() < truth) hits++;
          if (!plausible(hits, of)(truth)) {
            missed++;
            break;
          }
        }
      }
      expect(missed / runs).toBeLessThanOrEqual(0.05);
    }
  });
});

describe('the verdict', () => {
  it('needs thirty decided lists, however clear they are', () => {
    const { verdict } = estimatesOf(counted(MIN_DECIDED - 1, 0));
    expect(verdict).toEqual({ kind: 'notEnough', more: 1 });
    expect(estimatesOf(counted(MIN_DECIDED, 0)).verdict).toEqual({ kind: 'better', team: 'a' });
    expect(estimatesOf(counted(0, MIN_DECIDED)).verdict).toEqual({ kind: 'better', team: 'b' });
  });

  it('is open while the interval contains one half, with the number of lists that are missing', () => {
    const { verdict, winRate } = estimatesOf(counted(24, 16));
    expect(winRate.low).toBeLessThan(0.5);
    if (verdict.kind !== 'notEnough' || verdict.more === null) throw new Error('A number was expected.');
    const more = verdict.more;
    const settled = (of: number) => anytimeInterval(Math.round(0.6 * of), of).low > 0.5;
    expect(settled(40 + more)).toBe(true);
    expect(settled(40 + more - 1)).toBe(false);
  });

  it('has no number of missing lists if both win equally often', () => {
    expect(estimatesOf(counted(50, 50)).verdict).toEqual({ kind: 'notEnough', more: null });
    expect(estimatesOf(noCounts).verdict).toEqual({ kind: 'notEnough', more: MIN_DECIDED });
    expect(casesToSettle(0, 0, 30, 100)).toBeNull();
  });

  it('counts the movies of each team separately', () => {
    const { clickThrough, conversion, decided } = estimatesOf({
      ...counted(3, 2),
      teams: { a: { shown: 10, opened: 4, converted: 2 }, b: { shown: 0, opened: 0, converted: 0 } },
    });
    expect(decided).toBe(5);
    expect(clickThrough.a).toEqual(wilsonInterval(4, 10));
    expect(conversion.a).toEqual(wilsonInterval(2, 10));
    expect(clickThrough.b.share).toBeNull();
  });
});
