// Conjugate gradients of alternating least squares, a row at a time. The numbers are those of the tensor operations of
// `factorization/conjugate-gradients.ts` on TF.js's cpu backend to the last digit: products and sums over entries or
// columns in f64, rounded to f32 once, everything else in f32, in the same order.

/** Makes 0 / 0 zero for rows without entries. */
const TINY: f32 = 1e-20;

/** Low and high halves of four f32 as two f64 each. */
@inline
function low(four: v128): v128 {
  return f64x2.promote_low_f32x4(four);
}

@inline
function high(four: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f32>(four, four, 2, 3, 2, 3));
}

/** Two pairs of f64, rounded to four f32. */
@inline
function rounded(a: v128, b: v128): v128 {
  return v128.shuffle<f32>(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 1, 4, 5);
}

/** `a · b` of two rows of f32: four sums side by side, as the loop over tensors has it. */
@inline
function dotOf(a: usize, b: usize, stride: usize): f32 {
  let first = f64x2.splat(0);
  let second = f64x2.splat(0);
  for (let n: usize = 0; n < stride; n += 16) {
    const x = v128.load(a + n);
    const y = v128.load(b + n);
    first = f64x2.add(first, f64x2.mul(low(x), low(y)));
    second = f64x2.add(second, f64x2.mul(high(x), high(y)));
  }
  return <f32>(
    (f64x2.extract_lane(first, 0) +
      f64x2.extract_lane(first, 1) +
      f64x2.extract_lane(second, 0) +
      f64x2.extract_lane(second, 1))
  );
}

/** `sums += by f` for a row of f32 and sums of f64. */
@inline
function addTo(sums: usize, by: f32, f: usize, stride: usize): void {
  const times = f64x2.splat(<f64>by);
  for (let n: usize = 0; n < stride; n += 16) {
    const own = v128.load(f + n);
    const at = sums + 2 * n;
    v128.store(at, f64x2.add(v128.load(at), f64x2.mul(times, low(own))));
    v128.store(at, f64x2.add(v128.load(at, 16), f64x2.mul(times, high(own))), 16);
  }
}

/** `sums += f²`, each square rounded to f32. */
@inline
function addSquares(sums: usize, f: usize, stride: usize): void {
  for (let n: usize = 0; n < stride; n += 16) {
    const own = v128.load(f + n);
    const square = f32x4.mul(own, own);
    const at = sums + 2 * n;
    v128.store(at, f64x2.add(v128.load(at), low(square)));
    v128.store(at, f64x2.add(v128.load(at, 16), high(square)), 16);
  }
}

/** Four rounded sums. */
@inline
function sumsAt(sums: usize, n: usize): v128 {
  return rounded(v128.load(sums + 2 * n), v128.load(sums + 2 * n, 16));
}

/** Adds zero, which turns -0 into 0: a sum that starts at zero is never -0. */
@inline
function plain(four: v128): v128 {
  return f32x4.add(four, f32x4.splat(0));
}

/**
 * Improves the rows `from .. to - 1` by `iterations` steps of conjugate gradients on
 * `(Σ f fᵀ + Λ) x = Σ f value` over the entries of the row, f being rows of the other side. Jacobi preconditioning.
 * @param fixed rows of the other side, `[other, ld]` @param before `[rows, ld]` @param after `[rows, ld]`
 * @param ridge diagonal of Λ, `[ld]` @param free 1 where x may change, else 0, `[ld]`
 * @param scratch nine rows
 */
export function leastSquares(
  from: i32,
  to: i32,
  start: usize,
  index: usize,
  values: usize,
  fixed: usize,
  ld: i32,
  before: usize,
  after: usize,
  ridge: usize,
  free: usize,
  iterations: i32,
  scratch: usize,
): void {
  const stride = (<usize>ld) << 2;
  const sums = scratch;
  const squares = sums + 2 * stride;
  const inverse = squares + 2 * stride;
  const r = inverse + stride;
  const z = r + stride;
  const p = z + stride;
  const tiny = f32x4.splat(TINY);
  for (let row = from; row < to; row++) {
    const first = load<i32>(start + ((<usize>row) << 2));
    const end = load<i32>(start + ((<usize>row) << 2), 4);
    const x = after + <usize>row * stride;
    memory.copy(x, before + <usize>row * stride, stride);
    memory.fill(sums, 0, 4 * stride);
    for (let n = first; n < end; n++) {
      const f = fixed + <usize>load<i32>(index + ((<usize>n) << 2)) * stride;
      addTo(sums, dotOf(x, f, stride) - load<f32>(values + ((<usize>n) << 2)), f, stride);
      addSquares(squares, f, stride);
    }
    for (let n: usize = 0; n < stride; n += 16) {
      const penalty = v128.load(ridge + n);
      const diagonal = f32x4.add(f32x4.add(sumsAt(squares, n), penalty), tiny);
      const scale = f32x4.div(v128.load(free + n), diagonal);
      const left = f32x4.neg(f32x4.add(sumsAt(sums, n), f32x4.mul(penalty, v128.load(x + n))));
      const scaled = f32x4.mul(scale, left);
      v128.store(inverse + n, scale);
      v128.store(r + n, left);
      v128.store(z + n, scaled);
      v128.store(p + n, scaled);
    }
    descend(first, end, index, fixed, stride, x, ridge, iterations, scratch);
  }
}

/** The iterations of one row, from what `leastSquares` has put into `scratch`. */
function descend(
  first: i32,
  end: i32,
  index: usize,
  fixed: usize,
  stride: usize,
  x: usize,
  ridge: usize,
  iterations: i32,
  scratch: usize,
): void {
  const sums = scratch;
  const inverse = sums + 4 * stride;
  const r = inverse + stride;
  const z = r + stride;
  const p = z + stride;
  const image = p + stride;
  let slope = dotOf(r, z, stride);
  for (let iteration = 1; iteration <= iterations; iteration++) {
    memory.fill(sums, 0, 2 * stride);
    for (let n = first; n < end; n++) {
      const f = fixed + <usize>load<i32>(index + ((<usize>n) << 2)) * stride;
      addTo(sums, dotOf(p, f, stride), f, stride);
    }
    for (let n: usize = 0; n < stride; n += 16)
      v128.store(image + n, f32x4.add(sumsAt(sums, n), f32x4.mul(v128.load(ridge + n), v128.load(p + n))));
    const step = f32x4.splat(slope / (dotOf(p, image, stride) + TINY));
    for (let n: usize = 0; n < stride; n += 16) {
      const along = plain(f32x4.mul(step, v128.load(p + n)));
      v128.store(x + n, f32x4.add(v128.load(x + n), along));
      const left = f32x4.sub(v128.load(r + n), plain(f32x4.mul(step, v128.load(image + n))));
      v128.store(r + n, left);
      v128.store(z + n, f32x4.mul(v128.load(inverse + n), left));
    }
    if (iteration == iterations) break;
    const next = dotOf(r, z, stride);
    const turned = f32x4.splat(next / (slope + TINY));
    for (let n: usize = 0; n < stride; n += 16)
      v128.store(p + n, f32x4.add(v128.load(z + n), plain(f32x4.mul(turned, v128.load(p + n)))));
    slope = next;
  }
}

/** `out[r] = Σ (x_r · f - value)²` over the entries of each row, each square rounded to f32; sums in f64. */
export function leastSquaresErrors(
  from: i32,
  to: i32,
  start: usize,
  index: usize,
  values: usize,
  x: usize,
  fixed: usize,
  ld: i32,
  out: usize,
): void {
  const stride = (<usize>ld) << 2;
  for (let row = from; row < to; row++) {
    const end = load<i32>(start + ((<usize>row) << 2), 4);
    let sum: f64 = 0;
    for (let n = load<i32>(start + ((<usize>row) << 2)); n < end; n++) {
      const f = fixed + <usize>load<i32>(index + ((<usize>n) << 2)) * stride;
      const error = dotOf(x + <usize>row * stride, f, stride) - load<f32>(values + ((<usize>n) << 2));
      sum += <f64>(error * error);
    }
    store<f64>(out + ((<usize>row) << 3), sum);
  }
}
