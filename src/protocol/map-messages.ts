/** The taste map: all movies on a plane. */
import type { Movie } from '../dataset/dataset.ts';

/** Draws the map again with the model in use, if another model drew the shown map. */
export interface MapCommand {
  readonly type: 'redrawMap';
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
  /** Movies that nobody rated: the model cannot place them. */
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
  /** `done`: share of the step, 0..1. `map`: an older one that is shown meanwhile. */
  | {
      readonly state: 'drawing';
      readonly step: 'neighbours' | 'layout';
      readonly done: number;
      readonly map: DrawnMap | null;
    }
  | { readonly state: 'drawn'; readonly map: DrawnMap };

export interface MapQueries {
  /** Draws the map where it is not drawn yet; drawing ends when nobody watches. */
  readonly map: { readonly query: { readonly type: 'map' }; readonly answer: MapAnswer };
  /** Null while no map is drawn. */
  readonly mapTint: { readonly query: { readonly type: 'mapTint' }; readonly answer: MapTint | null };
}
