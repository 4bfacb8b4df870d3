/** One path in one ink; stroked where a width is given. */
export interface Shape {
  readonly d: string;
  readonly ink: 'ground' | 'a' | 'b' | 'c' | 'ink';
  readonly stroke?: number;
  readonly opacity?: number;
}

/** A random number between two, from the movie's own seed. */
type Random = (min: number, max: number) => number;

export interface Composition {
  /** Where the picture leaves room for the title. */
  readonly title: 'top' | 'bottom';
  draw(random: Random): Shape[];
}

export const steps = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
