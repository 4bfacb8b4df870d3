import type { Neighbourhood } from '../../protocol/map-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { areaName } from './texts.ts';

/** A neighbourhood with its name on the screen. */
export interface MapArea {
  readonly level: number;
  readonly at: readonly [number, number];
  readonly name: string;
}

/** The zoom from which each level is named; the largest neighbourhoods are named below the first. */
const FROM = [2, 5] as const;

export function areasOf(neighbourhoods: readonly Neighbourhood[], words: Words): MapArea[] {
  return neighbourhoods.map(({ level, at, genre, decade }) => ({
    level,
    at,
    name: areaName(genre, decade, words),
  }));
}

/** The neighbourhoods whose size suits the zoom: those of the finest level that is due and exists. */
export function areasAt(areas: readonly MapArea[], zoom: number): readonly MapArea[] {
  const due = FROM.filter((from) => zoom >= from).length;
  const level = areas.reduce(
    (finest, area) => (area.level <= due ? Math.max(finest, area.level) : finest),
    0,
  );
  return areas.filter((area) => area.level === level);
}
