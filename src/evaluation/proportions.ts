/** A share with its 95 % interval. */
export interface Share {
  /** 0..1; null where nothing was counted. */
  readonly share: number | null;
  /** 0 to 1 where nothing was counted. */
  readonly low: number;
  readonly high: number;
}

/** Quantile of the normal distribution that leaves 95 % between its two sides. */
const Z = 1.959964;
const LEVEL = 0.05;
/** Halvings of an interval in which a bound lies: to 2^-40. */
const HALVINGS = 40;

/**
 * Wilson's score interval (Wilson 1927): keeps its promise also for few cases and for shares near 0 and 1, unlike the
 * textbook's `p ± z sqrt(p (1 - p) / n)`.
 * @param hits of `of` cases
 */
export function wilsonInterval(hits: number, of: number): Share {
  if (of === 0) return { share: null, low: 0, high: 1 };
  const p = hits / of;
  const z2 = Z * Z;
  const middle = p + z2 / (2 * of);
  const reach = Z * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of * of));
  const scale = 1 + z2 / of;
  return {
    share: p,
    low: Math.max(0, (middle - reach) / scale),
    high: Math.min(1, (middle + reach) / scale),
  };
}

/**
 * An interval that holds at every look (confidence sequence; Darling & Robbins 1967): the chance that it ever misses
 * the true share, however often one looks and whenever one stops, is at most 5 %. An ordinary interval promises that
 * for a single look planned ahead, and results that are on the screen all the time are looked at many times. It holds
 * the shares θ under which what was counted is not too unlikely: `C(n, s) θ^s (1 - θ)^(n - s) > 0.05 / (n + 1)`, where
 * 1 / (n + 1) is the chance of what was counted if all shares are equally likely beforehand.
 * @param hits of `of` cases
 */
export function anytimeInterval(hits: number, of: number): Share {
  if (of === 0) return { share: null, low: 0, high: 1 };
  const p = hits / of;
  const holds = plausible(hits, of);
  return { share: p, low: bound(p, 0, holds), high: bound(p, 1, holds) };
}

/** Which shares that interval holds. */
export function plausible(hits: number, of: number): (share: number) => boolean {
  const likelihood = logLikelihood(hits, of);
  const floor = Math.log(LEVEL / (of + 1));
  return (share) => likelihood(share) > floor;
}

/** Two-sided sign test: the chance of a lead as large or larger if both sides win equally often. For one look only. */
export function signTest(wins: number, losses: number): number {
  const of = wins + losses;
  const most = Math.max(wins, losses);
  let tail = 0;
  for (let hits = most; hits <= of; hits++) tail += Math.exp(logLikelihood(hits, of)(0.5));
  return Math.min(1, 2 * tail);
}

/**
 * How many cases more would settle on which side of one half a share lies, if it stays what it is now.
 * @returns null if it would take more than `limit`
 */
export function casesToSettle(hits: number, of: number, least: number, limit: number): number | null {
  if (of === 0) return null;
  const share = hits / of;
  for (let more = Math.max(0, least - of); more <= limit; more++) {
    const total = of + more;
    if (!plausible(Math.round(share * total), total)(0.5)) return more;
  }
  return null;
}

/** Of `hits` in `of` cases, as a function of the share; -Infinity where that makes it impossible. */
function logLikelihood(hits: number, of: number): (share: number) => number {
  const ways = logChoose(of, hits);
  const part = (count: number, chance: number) => (count === 0 ? 0 : count * Math.log(chance));
  return (share) => ways + part(hits, share) + part(of - hits, 1 - share);
}

/** `ln n!` by n, as far as it was asked for. */
const logFactorials = [0];

function logFactorial(n: number): number {
  for (let next = logFactorials.length; next <= n; next++)
    logFactorials.push(logFactorials[next - 1] + Math.log(next));
  return logFactorials[n];
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/** Between `inside`, where the claim holds, and `outside`: the last point where it does. */
function bound(inside: number, outside: number, holds: (theta: number) => boolean): number {
  if (holds(outside)) return outside;
  let [within, beyond] = [inside, outside];
  for (let n = 0; n < HALVINGS; n++) {
    const middle = (within + beyond) / 2;
    if (holds(middle)) within = middle;
    else beyond = middle;
  }
  return within;
}
