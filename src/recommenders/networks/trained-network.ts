/** The parameters of a network by name. */
export type NetworkArrays = Readonly<Record<string, Float32Array>>;

/** The name and the shape of each array of parameters, in the order in which they are trained and stored. */
export type ArrayList = readonly (readonly [name: string, size: number[]])[];

/** What the shape of every network has. */
export interface NetworkShape {
  /** How many movies it knows. */
  readonly movies: number;
}

/** A network that was trained on a data set. */
export interface TrainedNetwork<Shape extends NetworkShape> {
  readonly shape: Shape;
  /** How many movies the data set has. */
  readonly items: number;
  /** Item index of each movie that the network knows. `[shape.movies]` */
  readonly known: Int32Array;
  readonly arrays: NetworkArrays;
}

/** How many numbers an array of this shape has. */
export function sizeOf(size: readonly number[]): number {
  return size.reduce((product, n) => product * n, 1);
}

/** The names of the arrays in a checkpoint, each with its length. */
export function checkpointArrays(list: ArrayList): [string, number][] {
  return list.flatMap(([name, size]) =>
    ['now', 'best', 'first', 'second'].map((part): [string, number] => [`${part}.${name}`, sizeOf(size)]),
  );
}

/** The row of each item, -1 for one that the network does not know. @returns `[items]` */
export function rowsOf({ items, known }: Pick<TrainedNetwork<NetworkShape>, 'items' | 'known'>): Int32Array {
  const rowOf = new Int32Array(items).fill(-1);
  known.forEach((item, row) => {
    rowOf[item] = row;
  });
  return rowOf;
}

/** Scores of all items from those of the known ones: the others get the lowest of them. @returns `[items]` */
export function scoresOfAll(
  { items, known }: Pick<TrainedNetwork<NetworkShape>, 'items' | 'known'>,
  ofKnown: Float32Array,
): Float32Array {
  const scores = new Float32Array(items);
  scores.fill(ofKnown.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY));
  known.forEach((item, row) => {
    scores[item] = ofKnown[row];
  });
  return scores;
}
