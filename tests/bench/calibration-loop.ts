const STEPS = 300_000_000;
/** What the loop gives: an affine map modulo 2^32, applied `STEPS` times to 1. */
const RESULT = 687_201_025;

/**
 * Milliseconds that this machine takes for a fixed loop of 32-bit integers, `x = x * 1664525 + 1013904223 | 0`, in one
 * thread. Divide the times of two machines by it before you compare them.
 *
 * The product is exact also without `Math.imul`, since it stays below 2^53. But V8 then computes it in floating point
 * when it first optimizes the running loop, and the first call takes three to six times as long as the third (2377 and
 * 516 ms); with `Math.imul` all calls take the same time.
 */
export function calibrate(): number {
  const started = performance.now();
  let x = 1;
  for (let n = 0; n < STEPS; n++) x = (Math.imul(x, 1664525) + 1013904223) | 0;
  const ms = performance.now() - started;
  // Without this use of x, an engine could leave out the loop.
  if (x !== RESULT) throw new Error(`The calibration loop gave ${x} instead of ${RESULT}.`);
  return ms;
}
