// Standard normals by the ziggurat (Marsaglia & Tsang 2000, 128 strips) over xoshiro128** (Blackman & Vigna 2018).

/** Edge of the last strip, and the area of each strip. */
const EDGE: f64 = 3.442619855899;
const AREA: f64 = 9.91256303526217e-3;

/** Three tables of 128: integers below which a point is inside its strip, widths, and heights of the density. */
export function fillTables(tables: usize): void {
  const scale: f64 = 2147483648.0;
  const widths = tables + 512;
  const heights = tables + 1024;
  let d = EDGE;
  let last = EDGE;
  const q = AREA / Math.exp(-0.5 * d * d);
  store<u32>(tables, <u32>((d / q) * scale));
  store<u32>(tables, 0, 4);
  store<f32>(widths, <f32>(q / scale));
  store<f32>(widths, <f32>(d / scale), 508);
  store<f32>(heights, 1);
  store<f32>(heights, <f32>Math.exp(-0.5 * d * d), 508);
  for (let i = 126; i >= 1; i--) {
    d = Math.sqrt(-2 * Math.log(AREA / d + Math.exp(-0.5 * d * d)));
    const at = (<usize>i) << 2;
    store<u32>(tables + at + 4, <u32>((d / last) * scale));
    last = d;
    store<f32>(heights + at, <f32>Math.exp(-0.5 * d * d));
    store<f32>(widths + at, <f32>(d / scale));
  }
}

@inline
function next(state: usize): u32 {
  const s1 = load<u32>(state, 4);
  const result = rotl<u32>(s1 * 5, 7) * 9;
  let s2 = load<u32>(state, 8) ^ load<u32>(state);
  let s3 = load<u32>(state, 12) ^ s1;
  store<u32>(state, load<u32>(state) ^ s3);
  store<u32>(state, s1 ^ s2, 4);
  s2 ^= s1 << 9;
  s3 = rotl<u32>(s3, 11);
  store<u32>(state, s2, 8);
  store<u32>(state, s3, 12);
  return result;
}

@inline
function uniform(state: usize): f64 {
  // Never zero, since the caller takes its logarithm.
  return (<f64>next(state) + 0.5) * (1.0 / 4294967296.0);
}

function normal(state: usize, tables: usize): f32 {
  const widths = tables + 512;
  const heights = tables + 1024;
  while (true) {
    const bits = next(state);
    const strip = (<usize>(bits & 127)) << 2;
    // The lowest bits choose the strip; a second word chooses the position in it.
    const place = <i32>next(state);
    const x = <f32>place * load<f32>(widths + strip);
    const magnitude = place < 0 ? <u32>(-(place + 1)) : <u32>place;
    if (magnitude < load<u32>(tables + strip)) return x;
    if (strip == 0) {
      let far: f64;
      let y: f64;
      do {
        far = -Math.log(uniform(state)) / EDGE;
        y = -Math.log(uniform(state));
      } while (y + y < far * far);
      return place > 0 ? <f32>(EDGE + far) : -<f32>(EDGE + far);
    }
    const upper = load<f32>(heights + strip - 4);
    const lower = load<f32>(heights + strip);
    if (lower + <f32>uniform(state) * (upper - lower) < <f32>Math.exp(-0.5 * <f64>x * <f64>x)) return x;
  }
}

/** Writes rows of `size` normals followed by zeros up to `ld`. @param state four words @param tables from fillTables */
export function fillNormals(rows: i32, size: i32, ld: i32, state: usize, tables: usize, out: usize): void {
  let at = out;
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < ld; c++) {
      store<f32>(at, c < size ? normal(state, tables) : 0);
      at += 4;
    }
  }
}
