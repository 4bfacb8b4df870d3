/** How much likelier something is than usual. */
export interface LogOdds {
  /** 0 as usual, above 0 likelier; natural logarithm of the ratio of odds. */
  readonly value: number;
  /** Its standard deviation under the posterior. */
  readonly error: number;
}

/** A difference counts that is so many of its standard deviations from 0: dozens of genres and occasions are looked at. */
const RELIABLE = 3;

export const usual: LogOdds = { value: 0, error: Number.POSITIVE_INFINITY };

/**
 * The log-odds of `k` of `n` against the usual share `p`, shrunk towards 0 by a Beta prior with mean p:
 * `a = s p + k`, `b = s (1 - p) + n - k`, `ln(a / b) - ln(p / (1 - p))`, with the standard deviation
 * `sqrt(1 / a + 1 / b)` of a logit under Beta(a, b).
 * @param k what was counted, 0..n; parts of one count, too
 * @param p 0..1; at 0 and 1 there is no difference to learn, and the result is `usual`
 * @param strength s, the weight of the prior as a number of observations, above 0
 */
export function shrunkLogOdds(k: number, n: number, p: number, strength: number): LogOdds {
  if (!(p > 0 && p < 1)) return usual;
  const a = strength * p + k;
  const b = strength * (1 - p) + n - k;
  return { value: Math.log(a / b) - Math.log(p / (1 - p)), error: Math.sqrt(1 / a + 1 / b) };
}

/** Whether the difference is too large to be chance, in either direction. */
export const isReliable = ({ value, error }: LogOdds): boolean => Math.abs(value) > RELIABLE * error;

export const logit = (p: number): number => Math.log(p / (1 - p));
export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
