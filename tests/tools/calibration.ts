const STEPS = 300_000_000;

/**
 * Milliseconds of one fixed loop of integers, so that figures of different machines can be compared: divide a time by
 * this number first.
 */
export function calibrate(): number {
  const started = performance.now();
  let x = 1;
  for (let n = 0; n < STEPS; n++) x = (x * 1664525 + 1013904223) | 0;
  const took = performance.now() - started;
  // Uses the result, so that no engine may leave the loop out.
  return x === 0.5 ? Number.NaN : took;
}
