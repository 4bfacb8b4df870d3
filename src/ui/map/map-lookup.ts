import type { DrawnMap } from '../../protocol/map-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { areasOf, type MapArea } from './areas.ts';
import { createMapIndex, type MapIndex } from './spatial-index.ts';
import { type MapView, type Size, toMap } from './viewport.ts';

/** A drawn map with indexes that find movies on it. */
export interface MapGuide {
  readonly map: DrawnMap;
  readonly index: MapIndex;
  /** All movies, best known first. */
  readonly order: readonly number[];
  readonly names: readonly string[];
  readonly areas: readonly MapArea[];
  /** Maps a movie's id to its index in `movies`. */
  readonly placeOf: ReadonlyMap<number, number>;
}

/** @param words for the names of the neighbourhoods */
export function createMapGuide(map: DrawnMap, words: Words): MapGuide {
  return {
    map,
    index: createMapIndex(map.points),
    order: [...map.movies.keys()].sort((a, b) => map.counts[b] - map.counts[a] || a - b),
    areas: areasOf(map.neighbourhoods, words),
    names: map.movies.map(({ title }) => title),
    placeOf: new Map(map.movies.map(({ id }, n) => [id, n])),
  };
}

/** The movies in the picture, best known first. */
export function moviesInView({ index, map }: MapGuide, view: MapView, size: Size): number[] {
  const low = toMap(view, size, { x: 0, y: size.height });
  const high = toMap(view, size, { x: size.width, y: 0 });
  return byKnown(map, index.inRectangle(low, high));
}

export function byKnown({ counts }: DrawnMap, movies: readonly number[]): number[] {
  return [...movies].sort((a, b) => counts[b] - counts[a] || a - b);
}

/** Well-known movies around a position: the best known of the nearest. */
export function landmarks(
  { map, index }: MapGuide,
  [x, y]: readonly [number, number],
  count: number,
): number[] {
  for (let reach = 0.03; reach < 4; reach *= 1.6) {
    const found = index.inRectangle({ x: x - reach, y: y - reach }, { x: x + reach, y: y + reach });
    if (found.length >= 8 * count || reach > 2) return byKnown(map, found).slice(0, count);
  }
  return [];
}
