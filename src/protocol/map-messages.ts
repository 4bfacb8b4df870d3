/** The taste map: all movies on a plane. */
import type { Movie } from '../dataset/dataset.ts';

/** Draws the map again with the model in use, if another model drew the shown map. */
export interface MapCommand {
  readonly type: 'redrawMap';
}

/** A part of the map with a name. */
export interface Neighbourhood {
  /** 0 for the largest parts; those of each next level are about a quarter as large. */
  readonly level: number;
  /** Its middle, within -1..1. */
  readonly at: readonly [number, number];
  /** The genre that is most over-represented in it. */
  readonly genre: string;
  /** The first year of its decade; null where its movies are of all times. */
  readonly decade: number | null;
  /** How many movies it has. */
  readonly movies: number;
}

/** Every movie that has a place. */
export interface DrawnMap {
  /** The run whose model it is drawn from. */
  readonly runId: number;
  /** `[movies]` */
  readonly movies: readonly Movie[];
  /** Number of ratings in the data set. `[movies]` */
  readonly counts: Int32Array;
  /** Places within -1..1. `[movies, 2]` */
  readonly points: Float32Array;
  /** The parts of the map, larger ones first. */
  readonly neighbourhoods: readonly Neighbourhood[];
  /** How many of the movies nobody in the data set rated: the model places them by what else is known of them. */
  readonly unrated: number;
  /** Movies without a place: nobody in the data set rated them, and few people elsewhere or the model knows only ratings. */
  readonly leftOut: number;
  /** How far the map keeps neighbours, 0..1 (projection/trustworthiness.ts); null where it cannot be measured. */
  readonly trust: number | null;
  /** Milliseconds that drawing took. */
  readonly took: number;
}

/** What the map shows of the person. */
export interface MapTint {
  /** Predicted stars, in the order of the map's movies; null while no model is trained. */
  readonly predicted: Float32Array | null;
  /** Where the movies lie densest that the model expects this person to like more than a new user; null without taste. */
  readonly you: readonly [number, number] | null;
}

export type MapAnswer =
  /** There is no model to draw from yet. */
  | { readonly state: 'waiting' }
  /** The first map is drawn; `mapProgress` tells how far it is. */
  | { readonly state: 'drawing' }
  /** While another map is drawn, this is the one before. */
  | { readonly state: 'drawn'; readonly map: DrawnMap };

/** How far a drawing is. */
export interface MapProgress {
  readonly step: 'neighbours' | 'layout';
  /** Share of the step, 0..1. */
  readonly done: number;
}

export interface MapQueries {
  /** Draws the map where it is not drawn yet; drawing ends when nobody watches. */
  readonly map: { readonly query: { readonly type: 'map' }; readonly answer: MapAnswer };
  /** Apart from the map, which is large and must not be sent with every step. Null while no drawing is under way. */
  readonly mapProgress: {
    readonly query: { readonly type: 'mapProgress' };
    readonly answer: MapProgress | null;
  };
  /** Null while no map is drawn. */
  readonly mapTint: { readonly query: { readonly type: 'mapTint' }; readonly answer: MapTint | null };
}
