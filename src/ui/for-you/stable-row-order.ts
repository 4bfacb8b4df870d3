/**
 * Orders the rows while a person looks at them. Rows on the screen or above it keep their places, and new rows
 * appear below them. When a row disappears, the next new row takes its place.
 * @param shown keys of the rows on the page now, in order
 * @param next the planned rows, in order
 * @param held the number of places that must not move
 */
export function holdRows<T>(
  shown: readonly string[],
  next: readonly T[],
  held: number,
  keyOf: (row: T) => string,
): T[] {
  const places = shown.slice(0, held);
  const stay = new Map(next.filter((row) => places.includes(keyOf(row))).map((row) => [keyOf(row), row]));
  const others = next.filter((row) => !stay.has(keyOf(row)));
  const inPlace = places.flatMap((key) => stay.get(key) ?? others.splice(0, 1));
  return [...inPlace, ...others];
}
