/**
 * Dot products of rows `from` to `to - 1` of 8-bit codes with a 16-bit query, times a scale for each row. Rows whose
 * product is above `least` are written to `rows` and `scores`. Four rows at a time, so that each load of the query is
 * used for four sums; the three rows after `to` are read but never written.
 * @param width numbers in a row, a multiple of 16
 * @returns how many rows were written
 */
export function scanBytes(
  from: i32,
  to: i32,
  width: i32,
  codes: usize,
  scales: usize,
  query: usize,
  least: f32,
  rows: usize,
  scores: usize,
): i32 {
  const stride = <usize>width;
  const bar = f32x4.splat(least);
  let found: i32 = 0;
  for (let r = from; r < to; r += 4) {
    let cell = codes + <usize>r * stride;
    let a = i32x4.splat(0);
    let b = i32x4.splat(0);
    let c = i32x4.splat(0);
    let d = i32x4.splat(0);
    let own = query;
    for (let at: usize = 0; at < stride; at += 16) {
      const low = v128.load(own);
      const high = v128.load(own, 16);
      own += 32;
      let code = v128.load(cell);
      a = i32x4.add(a, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(code), low));
      a = i32x4.add(a, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(code), high));
      code = v128.load(cell + stride);
      b = i32x4.add(b, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(code), low));
      b = i32x4.add(b, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(code), high));
      code = v128.load(cell + 2 * stride);
      c = i32x4.add(c, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(code), low));
      c = i32x4.add(c, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(code), high));
      code = v128.load(cell + 3 * stride);
      d = i32x4.add(d, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(code), low));
      d = i32x4.add(d, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(code), high));
      cell += 16;
    }
    // Sums the lanes of each of the four by transposing them.
    const ab = i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
    const cd = i32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
    const sums = i32x4.add(v128.shuffle<i32>(ab, cd, 0, 1, 4, 5), v128.shuffle<i32>(ab, cd, 2, 3, 6, 7));
    const four = f32x4.mul(f32x4.convert_i32x4_s(sums), v128.load(scales + ((<usize>r) << 2)));
    if (!v128.any_true(f32x4.gt(four, bar))) continue;
    found = put(found, r, to, f32x4.extract_lane(four, 0), least, rows, scores);
    found = put(found, r + 1, to, f32x4.extract_lane(four, 1), least, rows, scores);
    found = put(found, r + 2, to, f32x4.extract_lane(four, 2), least, rows, scores);
    found = put(found, r + 3, to, f32x4.extract_lane(four, 3), least, rows, scores);
  }
  return found;
}

function put(found: i32, row: i32, to: i32, score: f32, least: f32, rows: usize, scores: usize): i32 {
  if (row >= to || !(score > least)) return found;
  const at = (<usize>found) << 2;
  store<i32>(rows + at, row);
  store<f32>(scores + at, score);
  return found + 1;
}
