/** The small grid of movies to rate. A movie keeps its place until the person answers; then the next movie takes it. */

/**
 * @param shown the movies on the screen now
 * @param candidates the movies to ask about next, best first
 * @param answered whether a movie has been rated or skipped
 */
export function fillSlots<T>(
  shown: readonly T[],
  candidates: readonly T[],
  size: number,
  idOf: (movie: T) => number,
  answered: (id: number) => boolean,
): T[] {
  const stay = new Set(shown.map(idOf).filter((id) => !answered(id)));
  const next = candidates.filter((movie) => !stay.has(idOf(movie)) && !answered(idOf(movie)));
  const inPlace = shown
    .slice(0, size)
    .flatMap((movie) => (stay.has(idOf(movie)) ? [movie] : next.splice(0, 1)));
  return [...inPlace, ...next.slice(0, Math.max(0, size - inPlace.length))];
}
