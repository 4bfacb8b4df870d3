// The small dense systems of the rows of one side. Matrices are `[ld, ld]` row-major f32. The vector of a rating is
// `f = [1, q]` for a row `[b, q]` of the other side, so lane 0 is set to one after the row is read.

/**
 * `gram[r] = Σ w f fᵀ` (lower triangle) and `right[r] = Σ w f (value - b)` over the ratings of the rows
 * `from .. to - 1`; w is the weight of the other side's row. Four ratings at a time, so that the matrix is read and
 * written once for all four.
 * @param scratch four rows
 */
export function gram(
  from: i32,
  to: i32,
  start: usize,
  index: usize,
  values: usize,
  weights: usize,
  other: usize,
  ld: i32,
  scratch: usize,
  grams: usize,
  right: usize,
): void {
  const stride = (<usize>ld) << 2;
  const size = stride * <usize>ld;
  for (let r = from; r < to; r++) {
    const a = grams + <usize>r * size;
    const c = right + <usize>r * stride;
    memory.fill(a, 0, size);
    memory.fill(c, 0, stride);
    const row = start + ((<usize>r) << 2);
    const end = load<i32>(row, 4);
    for (let n = load<i32>(row); n < end; n += 4) {
      for (let q = 0; q < 4; q++) {
        const f = scratch + <usize>q * stride;
        if (n + q >= end) {
          memory.fill(f, 0, stride);
          continue;
        }
        const i = <usize>load<i32>(index + ((<usize>(n + q)) << 2));
        const y = other + i * stride;
        memory.copy(f, y, stride);
        store<f32>(f, 1);
        // The square root of the weight scales f on both sides of the outer product.
        const w = load<f32>(weights + (i << 2));
        const t = v128.splat<f32>((load<f32>(values + ((<usize>(n + q)) << 2)) - load<f32>(y)) * w);
        const root = v128.splat<f32>(Mathf.sqrt(w));
        for (let at: usize = 0; at < stride; at += 16) {
          const own = v128.load(f + at);
          v128.store(c + at, f32x4.add(v128.load(c + at), f32x4.mul(t, own)));
          v128.store(f + at, f32x4.mul(own, root));
        }
      }
      addOuter(a, scratch, stride);
    }
  }
}

@inline
function addOuter(a: usize, f: usize, stride: usize): void {
  const f1 = f + stride;
  const f2 = f1 + stride;
  const f3 = f2 + stride;
  let cell = a;
  for (let r: usize = 0; r < stride; r += 4) {
    const s0 = v128.load32_splat(f + r);
    const s1 = v128.load32_splat(f1 + r);
    const s2 = v128.load32_splat(f2 + r);
    const s3 = v128.load32_splat(f3 + r);
    for (let at: usize = 0; at <= r; at += 16) {
      const pair = f32x4.add(f32x4.mul(s0, v128.load(f + at)), f32x4.mul(s1, v128.load(f1 + at)));
      const other = f32x4.add(f32x4.mul(s2, v128.load(f2 + at)), f32x4.mul(s3, v128.load(f3 + at)));
      v128.store(cell + at, f32x4.add(v128.load(cell + at), f32x4.add(pair, other)));
    }
    cell += stride;
  }
}

/**
 * Lower Cholesky factor in place. A pivot below `least` times the diagonal of `scale` counts as zero, together with its
 * column. So singular matrices have a factor too, such as the information of a row with few ratings.
 */
function cholesky(a: usize, ld: i32, scale: usize, least: f32): void {
  const stride = (<usize>ld) << 2;
  for (let j: usize = 0; j < stride; j += 4) {
    const rowJ = a + (j >> 2) * stride;
    let inverse: f32 = 0;
    for (let i = j; i < stride; i += 4) {
      const rowI = a + (i >> 2) * stride;
      let sum = load<f32>(rowI + j);
      for (let k: usize = 0; k < j; k += 4) sum -= load<f32>(rowI + k) * load<f32>(rowJ + k);
      if (i == j) {
        const pivot = sum > least * load<f32>(scale + (j >> 2) * stride + j) ? Mathf.sqrt(sum) : 0;
        inverse = pivot > 0 ? <f32>1 / pivot : 0;
        store<f32>(rowI + j, pivot);
      } else store<f32>(rowI + j, sum * inverse);
    }
  }
}

/**
 * Turns the Gram matrices into the systems of the rows: the Cholesky factor L of `A = α w_r G + Λ` replaces G, and
 * `c = α w_r c`. Also computes each row's part of the system of the links, see `linkInformation`; it is zero for rows
 * without ratings.
 * @param lambda `[ld, ld]`, ones on the diagonal of the padding @param noise `[rows, ld]` standard normals
 * @param scratch two matrices and a row
 */
export function factorRows(
  from: i32,
  to: i32,
  start: usize,
  weights: usize,
  alpha: f32,
  lambda: usize,
  ld: i32,
  noise: usize,
  scratch: usize,
  grams: usize,
  right: usize,
  information: usize,
  diagonal: usize,
  linear: usize,
): void {
  const stride = (<usize>ld) << 2;
  const size = stride * <usize>ld;
  for (let r = from; r < to; r++) {
    const a = grams + <usize>r * size;
    const c = right + <usize>r * stride;
    const m = information + <usize>r * size;
    const d = diagonal + <usize>r * stride;
    const b = linear + <usize>r * stride;
    const times = v128.splat<f32>(alpha * load<f32>(weights + ((<usize>r) << 2)));
    for (let at: usize = 0; at < size; at += 16)
      v128.store(a + at, f32x4.add(f32x4.mul(times, v128.load(a + at)), v128.load(lambda + at)));
    for (let at: usize = 0; at < stride; at += 16) v128.store(c + at, f32x4.mul(times, v128.load(c + at)));
    cholesky(a, ld, lambda, 1e-9);
    const row = start + ((<usize>r) << 2);
    if (load<i32>(row) == load<i32>(row, 4)) {
      memory.fill(m, 0, size);
      memory.fill(d, 0, stride);
      memory.fill(b, 0, stride);
      continue;
    }
    linkInformation(a, c, lambda, ld, noise + <usize>r * stride, scratch, m, d, b);
  }
}

/**
 * What the ratings of one row say of its prior mean, with the row itself integrated out: the information
 * `m = Λ - Λ A⁻¹ Λ`, its diagonal `d`, and `b = Λ A⁻¹ c` plus noise of covariance m.
 * @param l Cholesky factor of A @param z standard normals @param scratch two matrices and a row
 */
function linkInformation(
  l: usize,
  c: usize,
  lambda: usize,
  ld: i32,
  z: usize,
  scratch: usize,
  m: usize,
  d: usize,
  b: usize,
): void {
  const stride = (<usize>ld) << 2;
  const size = stride * <usize>ld;
  const w = scratch;
  const root = scratch + size;
  const v = root + size;
  forwardMatrix(l, lambda, stride, w);
  memory.copy(v, c, stride);
  forward(l, v, stride);
  for (let i: usize = 0; i < stride; i += 4) {
    const mi = m + (i >> 2) * stride;
    for (let at: usize = 0; at < stride; at += 16) {
      let sum = v128.load(lambda + (i >> 2) * stride + at);
      let wk = w;
      for (let k: usize = 0; k < stride; k += 4) {
        sum = f32x4.sub(sum, f32x4.mul(v128.load32_splat(wk + i), v128.load(wk + at)));
        wk += stride;
      }
      v128.store(mi + at, sum);
    }
    store<f32>(d + i, load<f32>(mi + i));
  }
  memory.copy(root, m, size);
  cholesky(root, ld, lambda, 1e-5);
  for (let i: usize = 0; i < stride; i += 4) {
    let sum: f32 = 0;
    let wk = w + i;
    for (let k: usize = 0; k < stride; k += 4) {
      sum += load<f32>(wk) * load<f32>(v + k);
      wk += stride;
    }
    const ri = root + (i >> 2) * stride;
    for (let k: usize = 0; k <= i; k += 4) sum += load<f32>(ri + k) * load<f32>(z + k);
    store<f32>(b + i, sum);
  }
}

/** `out = L⁻¹ Λ`. */
function forwardMatrix(l: usize, lambda: usize, stride: usize, out: usize): void {
  for (let i: usize = 0; i < stride; i += 4) {
    const row = l + (i >> 2) * stride;
    const inverse = v128.splat<f32>(<f32>1 / load<f32>(row + i));
    for (let at: usize = 0; at < stride; at += 16) {
      let sum = v128.load(lambda + (i >> 2) * stride + at);
      let wk = out;
      for (let k: usize = 0; k < i; k += 4) {
        sum = f32x4.sub(sum, f32x4.mul(v128.load32_splat(row + k), v128.load(wk + at)));
        wk += stride;
      }
      v128.store(out + (i >> 2) * stride + at, f32x4.mul(sum, inverse));
    }
  }
}

/** `b = L⁻¹ b`. */
function forward(l: usize, b: usize, stride: usize): void {
  for (let i: usize = 0; i < stride; i += 4) {
    const row = l + (i >> 2) * stride;
    let sum = load<f32>(b + i);
    for (let k: usize = 0; k < i; k += 4) sum -= load<f32>(row + k) * load<f32>(b + k);
    store<f32>(b + i, sum / load<f32>(row + i));
  }
}

/** `b = L⁻ᵀ b`. */
function backward(l: usize, b: usize, stride: usize): void {
  for (let i: usize = stride; i > 0; ) {
    i -= 4;
    const value = load<f32>(b + i) / load<f32>(l + (i >> 2) * stride + i);
    store<f32>(b + i, value);
    const row = l + (i >> 2) * stride;
    for (let k: usize = 0; k < i; k += 4) store<f32>(b + k, load<f32>(b + k) - load<f32>(row + k) * value);
  }
}

/**
 * Draws the rows: `mean = A⁻¹ (c + Λ prior)`, `x = mean + L⁻ᵀ noise`. Adds `(x - prior)(x - prior)ᵀ` of all of them to
 * `scatter`, `[ld, ld]`.
 */
export function drawRows(
  from: i32,
  to: i32,
  lambda: usize,
  ld: i32,
  noise: usize,
  factors: usize,
  right: usize,
  prior: usize,
  mean: usize,
  x: usize,
  scatter: usize,
): void {
  const stride = (<usize>ld) << 2;
  const size = stride * <usize>ld;
  for (let r = from; r < to; r++) {
    const at = <usize>r * stride;
    const l = factors + <usize>r * size;
    const m = mean + at;
    const own = x + at;
    for (let i: usize = 0; i < stride; i += 4) {
      let sum = load<f32>(right + at + i);
      const row = lambda + (i >> 2) * stride;
      for (let k: usize = 0; k < stride; k += 4) sum += load<f32>(row + k) * load<f32>(prior + at + k);
      store<f32>(m + i, sum);
    }
    forward(l, m, stride);
    for (let i: usize = 0; i < stride; i += 16)
      v128.store(own + i, f32x4.add(v128.load(m + i), v128.load(noise + at + i)));
    backward(l, m, stride);
    backward(l, own, stride);
    addScatter(own, prior + at, stride, scatter);
  }
}

function addScatter(x: usize, prior: usize, stride: usize, scatter: usize): void {
  for (let i: usize = 0; i < stride; i += 4) {
    const e = v128.splat<f32>(load<f32>(x + i) - load<f32>(prior + i));
    const row = scatter + (i >> 2) * stride;
    for (let at: usize = 0; at < stride; at += 16) {
      const other = f32x4.sub(v128.load(x + at), v128.load(prior + at));
      v128.store(row + at, f32x4.add(v128.load(row + at), f32x4.mul(e, other)));
    }
  }
}
