/**
 * `out[r] = matrix[r] · x` for a `[rows, ld]` matrix; rows and ld are multiples of four. Four rows at a time, so that
 * each load of x is used for four sums.
 */
export function rowsTimes(rows: i32, ld: i32, matrix: usize, x: usize, out: usize): void {
  const stride = (<usize>ld) << 2;
  for (let r = 0; r < rows; r += 4) {
    let cell = matrix + <usize>r * stride;
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let c = f32x4.splat(0);
    let d = f32x4.splat(0);
    for (let at: usize = 0; at < stride; at += 16) {
      const own = v128.load(x + at);
      a = f32x4.add(a, f32x4.mul(own, v128.load(cell)));
      b = f32x4.add(b, f32x4.mul(own, v128.load(cell + stride)));
      c = f32x4.add(c, f32x4.mul(own, v128.load(cell + 2 * stride)));
      d = f32x4.add(d, f32x4.mul(own, v128.load(cell + 3 * stride)));
      cell += 16;
    }
    // Sums the lanes of each of the four by transposing them.
    const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
    const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
    const sums = f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
    v128.store(out + ((<usize>r) << 2), sums);
  }
}
