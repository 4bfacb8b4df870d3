/** One path in one ink of the palette. */
export interface Shape {
  readonly d: string;
  readonly ink: 'ground' | 'a' | 'b' | 'c' | 'ink';
  /** Width of the line; without it the path is filled. */
  readonly stroke?: number;
  readonly opacity?: number;
}

/** A number between two bounds, from the random numbers of the movie's own seed. */
type Random = (min: number, max: number) => number;

/** A kind of picture, drawn a little differently for each movie. */
export interface Composition {
  /** Where the picture leaves room for the title. */
  readonly title: 'top' | 'bottom';
  draw(random: Random): Shape[];
}

/** The size of a poster; all path data below is in these units, rounded to a tenth to keep it short. */
export const WIDTH = 200;
export const HEIGHT = 300;

const n = (value: number): string => String(Math.round(value * 10) / 10);

export const circle = (x: number, y: number, r: number): string =>
  `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0z`;

export const ellipse = (x: number, y: number, rx: number, ry: number): string =>
  `M${n(x - rx)} ${n(y)}a${n(rx)} ${n(ry)} 0 1 0 ${n(2 * rx)} 0a${n(rx)} ${n(ry)} 0 1 0 ${n(-2 * rx)} 0z`;

export const box = (x: number, y: number, width: number, height: number): string =>
  `M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}z`;

export const polygon = (...points: readonly (readonly [number, number])[]): string =>
  `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}z`;

/** A quarter of a disc with its corner at (x, y). `turn` 0 to 3: it lies right below, left below, left above, right above. */
export function quarter(x: number, y: number, r: number, turn: number): string {
  const sx = turn === 0 || turn === 3 ? 1 : -1;
  const sy = turn < 2 ? 1 : -1;
  const sweep = sx * sy > 0 ? 1 : 0;
  return `M${n(x)} ${n(y)}h${n(sx * r)}a${n(r)} ${n(r)} 0 0 ${sweep} ${n(-sx * r)} ${n(sy * r)}z`;
}

/** The outline of a door: straight sides and a round top. */
export const arch = (x: number, foot: number, half: number, height: number): string =>
  `M${n(x - half)} ${n(foot)}v${n(half - height)}a${n(half)} ${n(half)} 0 0 1 ${n(2 * half)} 0v${n(height - half)}z`;

/** A wave across the whole width. With `foot` it is a closed area that reaches down to there; with null it is a line. */
export function wave(y: number, height: number, length: number, phase: number, foot: number | null): string {
  let d = '';
  for (let x = 0; x <= WIDTH; x += 10) {
    const at = y + height * Math.sin(((x + phase) / length) * 2 * Math.PI);
    d += `${x === 0 ? 'M' : 'L'}${x} ${n(at)}`;
  }
  return foot === null ? d : `${d}L${WIDTH} ${n(foot)}L0 ${n(foot)}z`;
}

/** 0, 1, … `count` − 1. */
export const steps = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
