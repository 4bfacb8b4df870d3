/**
 * The order of rows while a person looks at them: what is on the screen, or was passed on the way down, keeps its
 * place, and what is new comes below it. A row that is no longer there leaves its place to the next that is new.
 * @param shown keys of the rows on the page now, in order
 * @param next the rows as planned
 * @param held so many of the places are not to move
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
