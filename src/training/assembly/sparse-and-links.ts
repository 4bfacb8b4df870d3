// Sparse products and the vector steps of conjugate gradients. All numbers are f32, four lanes at a time. Rows have `ld`
// numbers, a multiple of four, padded with zeros. Pointers are bytes into the shared memory.

/** Number of blocks of four lanes that are summed in local variables before a row is written. */
const WIDE: i32 = 4;

@inline
function gatherRow(
  from: i32,
  to: i32,
  index: usize,
  values: usize,
  dense: usize,
  stride: usize,
  out: usize,
  blocks: i32,
): void {
  let a0 = f32x4.splat(0);
  let a1 = f32x4.splat(0);
  let a2 = f32x4.splat(0);
  let a3 = f32x4.splat(0);
  for (let n = from; n < to; n++) {
    const v = v128.load32_splat(values + ((<usize>n) << 2));
    const row = dense + <usize>load<i32>(index + ((<usize>n) << 2)) * stride;
    a0 = f32x4.add(a0, f32x4.mul(v, v128.load(row)));
    if (blocks > 1) a1 = f32x4.add(a1, f32x4.mul(v, v128.load(row, 16)));
    if (blocks > 2) a2 = f32x4.add(a2, f32x4.mul(v, v128.load(row, 32)));
    if (blocks > 3) a3 = f32x4.add(a3, f32x4.mul(v, v128.load(row, 48)));
  }
  v128.store(out, a0);
  if (blocks > 1) v128.store(out, a1, 16);
  if (blocks > 2) v128.store(out, a2, 32);
  if (blocks > 3) v128.store(out, a3, 48);
}

/** `out[r] = Σ values[n] dense[index[n]]` over `n = start[r] .. start[r + 1] - 1`, for the rows `from .. to - 1`. */
export function spmm(
  from: i32,
  to: i32,
  start: usize,
  index: usize,
  values: usize,
  dense: usize,
  ld: i32,
  out: usize,
): void {
  const stride = (<usize>ld) << 2;
  for (let r = from; r < to; r++) {
    const first = load<i32>(start + ((<usize>r) << 2));
    const end = load<i32>(start + ((<usize>r) << 2), 4);
    const row = out + <usize>r * stride;
    let at: usize = 0;
    let left = ld >> 2;
    while (left > 0) {
      if (left >= WIDE) gatherRow(first, end, index, values, dense + at, stride, row + at, 4);
      else if (left == 3) gatherRow(first, end, index, values, dense + at, stride, row + at, 3);
      else if (left == 2) gatherRow(first, end, index, values, dense + at, stride, row + at, 2);
      else gatherRow(first, end, index, values, dense + at, stride, row + at, 1);
      at += 64;
      left -= WIDE;
    }
  }
}

/** `out[r] = matrices[r] x[r]` with one symmetric `[ld, ld]` matrix for each row. */
export function multiplyRows(from: i32, to: i32, matrices: usize, x: usize, ld: i32, out: usize): void {
  const stride = (<usize>ld) << 2;
  for (let r = from; r < to; r++) {
    const own = x + <usize>r * stride;
    const result = out + <usize>r * stride;
    const matrix = matrices + <usize>r * stride * <usize>ld;
    for (let at: usize = 0; at < stride; at += 16) {
      let sum = f32x4.splat(0);
      let cell = matrix + at;
      for (let c: usize = 0; c < stride; c += 4) {
        sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(own + c), v128.load(cell)));
        cell += stride;
      }
      v128.store(result + at, sum);
    }
  }
}

@inline
function lanes(v: v128): f64 {
  return (
    <f64>f32x4.extract_lane(v, 0) +
    <f64>f32x4.extract_lane(v, 1) +
    <f64>f32x4.extract_lane(v, 2) +
    <f64>f32x4.extract_lane(v, 3)
  );
}

/** `image += ridge * p` for `count` numbers. @returns `p · image` */
export function addRidge(count: i32, ridge: usize, p: usize, image: usize): f64 {
  let dot = f32x4.splat(0);
  const end = (<usize>count) << 2;
  for (let n: usize = 0; n < end; n += 16) {
    const own = v128.load(p + n);
    const value = f32x4.add(v128.load(image + n), f32x4.mul(v128.load(ridge + n), own));
    v128.store(image + n, value);
    dot = f32x4.add(dot, f32x4.mul(own, value));
  }
  return lanes(dot);
}

/** `residual = right - image`. */
export function firstResidual(count: i32, right: usize, image: usize, residual: usize): void {
  const end = (<usize>count) << 2;
  for (let n: usize = 0; n < end; n += 16)
    v128.store(residual + n, f32x4.sub(v128.load(right + n), v128.load(image + n)));
}

/** `x += step p`, `residual -= step image`, `z = residual / diagonal`. @returns `residual · z` */
export function stepAlong(
  count: i32,
  step: f32,
  p: usize,
  image: usize,
  diagonal: usize,
  x: usize,
  residual: usize,
  z: usize,
): f64 {
  const by = f32x4.splat(step);
  let dot = f32x4.splat(0);
  const end = (<usize>count) << 2;
  for (let n: usize = 0; n < end; n += 16) {
    v128.store(x + n, f32x4.add(v128.load(x + n), f32x4.mul(by, v128.load(p + n))));
    const left = f32x4.sub(v128.load(residual + n), f32x4.mul(by, v128.load(image + n)));
    const scaled = f32x4.div(left, v128.load(diagonal + n));
    v128.store(residual + n, left);
    v128.store(z + n, scaled);
    dot = f32x4.add(dot, f32x4.mul(left, scaled));
  }
  return lanes(dot);
}

/** `p = z + factor p`. */
export function turn(count: i32, factor: f32, z: usize, p: usize): void {
  const by = f32x4.splat(factor);
  const end = (<usize>count) << 2;
  for (let n: usize = 0; n < end; n += 16)
    v128.store(p + n, f32x4.add(v128.load(z + n), f32x4.mul(by, v128.load(p + n))));
}

/** `b_u + b_i + p_u · q_i` of two rows `[bias, factors]`. */
@inline
function predicted(user: usize, item: usize, stride: usize): f32 {
  let dot = f32x4.splat(0);
  for (let n: usize = 0; n < stride; n += 16)
    dot = f32x4.add(dot, f32x4.mul(v128.load(user + n), v128.load(item + n)));
  const a = load<f32>(user);
  const b = load<f32>(item);
  return <f32>lanes(dot) - a * b + a + b;
}

/** `out[n] +=` the prediction for the pair `user[n], item[n]`. */
export function addPredictions(
  count: i32,
  user: usize,
  item: usize,
  users: usize,
  items: usize,
  ld: i32,
  out: usize,
): void {
  const stride = (<usize>ld) << 2;
  for (let n = 0; n < count; n++) {
    const at = (<usize>n) << 2;
    const u = users + <usize>load<i32>(user + at) * stride;
    const i = items + <usize>load<i32>(item + at) * stride;
    store<f32>(out + at, load<f32>(out + at) + predicted(u, i, stride));
  }
}

/** `out[u] = Σ (value - prediction)²` over the ratings of each user `from .. to - 1`. */
export function squaredErrors(
  from: i32,
  to: i32,
  start: usize,
  index: usize,
  values: usize,
  users: usize,
  items: usize,
  ld: i32,
  out: usize,
): void {
  const stride = (<usize>ld) << 2;
  for (let r = from; r < to; r++) {
    const row = start + ((<usize>r) << 2);
    const end = load<i32>(row, 4);
    let sum: f32 = 0;
    for (let n = load<i32>(row); n < end; n++) {
      const at = (<usize>n) << 2;
      const item = items + <usize>load<i32>(index + at) * stride;
      const error = load<f32>(values + at) - predicted(users + <usize>r * stride, item, stride);
      sum += error * error;
    }
    store<f32>(out + ((<usize>r) << 2), sum);
  }
}
