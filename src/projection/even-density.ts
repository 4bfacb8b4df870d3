/** The grid of the density has about one point in each cell, within these bounds of cells along a side. */
const COARSEST = 8;
const FINEST = 128;
/** Standard deviation of the smoothing before the flow, in cells. Finer lumps stay: they are the neighbourhoods. */
const SMOOTHING = 1.5;
/** Density that is added everywhere, as a share of the mean, so that empty parts shrink but do not vanish. */
const GROUND = 0.08;
/** The explicit scheme is stable up to 1/4. */
const STEP = 0.2;
/** The time of the first stretch, in squared cells, and how much longer each next one is. */
const FIRST = 0.2;
const GROWTH = 1.15;
/** How long density flows, in squared planes. Long enough for lumps; half of a slope across the whole plane is left. */
const LASTS = 0.05;

/**
 * Spreads points over the square: lets their smoothed density flow from where it is high to where it is low until it is
 * nearly even, and carries the points along (Gastner, Newman 2004: "Diffusion-based method for producing
 * density-equalizing maps"). The flow is smooth, so what lies near stays near; no point crosses the edge.
 * @param points `[n, 2]` within -1..1; changed in place, and within -1..1 afterwards
 * @param pause awaited between pieces of work; rejects to give up
 */
export async function evenDensity(points: Float32Array, pause: () => Promise<void>): Promise<void> {
  const n = points.length / 2;
  if (n === 0) return;
  const side = Math.min(FINEST, Math.max(COARSEST, Math.ceil(Math.sqrt(n))));
  // In units of cells: cell c spans c - 1/2 .. c + 1/2.
  for (let at = 0; at < points.length; at++) points[at] = ((points[at] + 1) / 2) * side - 0.5;
  let density = await diffused(densityOf(points, side), side, (SMOOTHING * SMOOTHING) / 2, pause);
  const ground = (GROUND * n) / (side * side);
  for (let c = 0; c < density.length; c++) density[c] += ground;
  let stretch = FIRST;
  for (let time = 0; time < LASTS * side * side; time += stretch, stretch *= GROWTH) {
    const later = await diffused(density, side, stretch, pause);
    await carry(points, { density, later, side }, stretch, pause);
    density = later;
  }
  for (let at = 0; at < points.length; at++) points[at] = ((points[at] + 0.5) / side) * 2 - 1;
}

/** Number of points in each cell. @returns `[side, side]` row-major */
function densityOf(points: Float32Array, side: number): Float64Array {
  const density = new Float64Array(side * side);
  const cell = (value: number) => Math.min(side - 1, Math.max(0, Math.round(value)));
  for (let at = 0; at < points.length; at += 2) density[cell(points[at + 1]) * side + cell(points[at])]++;
  return density;
}

/** Lets a density diffuse for a time, in squared cells; nothing passes the edge. */
async function diffused(
  density: Float64Array,
  side: number,
  time: number,
  pause: () => Promise<void>,
): Promise<Float64Array> {
  const steps = Math.max(1, Math.ceil(time / STEP));
  const share = time / steps;
  let from = density.slice();
  let to = new Float64Array(density.length);
  for (let step = 0; step < steps; step++) {
    for (let y = 0; y < side; y++) {
      // Beyond the edge lies what lies before it, so that nothing flows across.
      const row = y * side;
      const below = y > 0 ? row - side : row;
      const above = y < side - 1 ? row + side : row;
      let left = from[row];
      for (let x = 0; x < side; x++) {
        const here = from[row + x];
        const right = x < side - 1 ? from[row + x + 1] : here;
        to[row + x] = here + share * (left + right + from[below + x] + from[above + x] - 4 * here);
        left = here;
      }
    }
    [from, to] = [to, from];
    await pause();
  }
  return from;
}

/** The densities at the two ends of a stretch of time. */
interface Flow {
  readonly density: Float64Array;
  readonly later: Float64Array;
  readonly side: number;
}

/** Moves the points with the flow `-∇ρ / ρ` for a stretch of time: Heun's method. */
async function carry(
  points: Float32Array,
  { density, later, side }: Flow,
  time: number,
  pause: () => Promise<void>,
): Promise<void> {
  const inside = (value: number) => Math.min(side - 0.5, Math.max(-0.5, value));
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = [points[at], points[at + 1]];
    const [u, v] = velocity(density, side, x, y);
    const [u2, v2] = velocity(later, side, inside(x + time * u), inside(y + time * v));
    points[at] = inside(x + (time * (u + u2)) / 2);
    points[at + 1] = inside(y + (time * (v + v2)) / 2);
    if (at % 1024 === 0) await pause();
  }
}

/** The flow at a place: bilinear between the middles of the cells, mirrored at the edge, where it is along the edge. */
function velocity(density: Float64Array, side: number, x: number, y: number): readonly [number, number] {
  const [left, low] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - left, y - low];
  const within = (cell: number) => Math.min(side - 1, Math.max(0, cell));
  const [x0, x1] = [within(left), within(left + 1)];
  const [y0, y1] = [within(low) * side, within(low + 1) * side];
  const [a, b, c, d] = [density[y0 + x0], density[y0 + x1], density[y1 + x0], density[y1 + x1]];
  const here = (a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy;
  return [-((b - a) * (1 - fy) + (d - c) * fy) / here, -((c - a) * (1 - fx) + (d - b) * fx) / here];
}
