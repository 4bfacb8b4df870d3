/** A share with its 95 % interval. */
export interface Share {
  /** 0..1; null without cases. */
  readonly share: number | null;
  /** The interval is 0..1 without cases. */
  readonly low: number;
  readonly high: number;
}

/** The middle 95 % of the normal distribution lie between -Z and Z. */
const Z = 1.959964;
const LEVEL = 0.05;
/** Bisection steps that find a bound, to a precision of 2^-40. */
const HALVINGS = 40;

/**
 * Wilson's score interval (Wilson 1927). Unlike the textbook's `p ± z sqrt(p (1 - p) / n)`, it has the promised coverage
 * also for few cases and for shares near 0 and 1.
 * @param hits number of hits in `of` cases
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
 * An interval that is valid at every look (a confidence sequence; Darling & Robbins 1967): the probability that it ever
 * misses the true share is at most 5 %, however often one looks and whenever one stops. An ordinary interval promises
 * this for one look that was planned ahead, but results that are always on the screen are looked at many times. The
 * interval contains the shares θ with `C(n, s) θ^s (1 - θ)^(n - s) > 0.05 / (n + 1)`, where 1 / (n + 1) is the
 * probability of the counts if all shares are equally likely beforehand.
 * @param hits number of hits in `of` cases
 */
export function anytimeInterval(hits: number, of: number): Share {
  if (of === 0) return { share: null, low: 0, high: 1 };
  const p = hits / of;
  const holds = plausible(hits, of);
  return { share: p, low: bound(p, 0, holds), high: bound(p, 1, holds) };
}

/** Tests whether the interval of `anytimeInterval` contains a share. */
export function plausible(hits: number, of: number): (share: number) => boolean {
  const likelihood = logLikelihood(hits, of);
  const floor = Math.log(LEVEL / (of + 1));
  return (share) => likelihood(share) > floor;
}

/**
 * p-value of the two-sided sign test: the probability of a lead at least as large if both sides win equally often. Valid
 * for one look only.
 */
export function signTest(wins: number, losses: number): number {
  const of = wins + losses;
  const most = Math.max(wins, losses);
  let tail = 0;
  for (let hits = most; hits <= of; hits++) tail += Math.exp(logLikelihood(hits, of)(0.5));
  return Math.min(1, 2 * tail);
}

/**
 * The number of further cases until the interval of `anytimeInterval` excludes one half, if the share stays as it is now.
 * @param least smallest total number of cases
 * @returns null without cases, or if more than `limit` further cases are needed
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

/** The log likelihood of `hits` in `of` cases as a function of the share; -Infinity where it is impossible. */
function logLikelihood(hits: number, of: number): (share: number) => number {
  const ways = logChoose(of, hits);
  const part = (count: number, chance: number) => (count === 0 ? 0 : count * Math.log(chance));
  return (share) => ways + part(hits, share) + part(of - hits, 1 - share);
}

/** `ln n!` by n, as far as it was needed so far. */
const logFactorials = [0];

function logFactorial(n: number): number {
  for (let next = logFactorials.length; next <= n; next++)
    logFactorials.push(logFactorials[next - 1] + Math.log(next));
  return logFactorials[n];
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/** The last point between `inside` and `outside` where `holds` is true. @param inside a point where it is true */
function bound(inside: number, outside: number, holds: (share: number) => boolean): number {
  if (holds(outside)) return outside;
  let [within, beyond] = [inside, outside];
  for (let n = 0; n < HALVINGS; n++) {
    const middle = (within + beyond) / 2;
    if (holds(middle)) within = middle;
    else beyond = middle;
  }
  return within;
}
