/** The part of the conversation that is about the taste map: all films on a plane. */
import type { Movie } from '../dataset/dataset.ts';

export type MapCommand =
  /**
   * Answered by `mapDrawn`, after a while of `mapProgressed` where it is not drawn yet, or by `mapWaiting` until there is a
   * model to draw. From then on `mapTinted` follows the person. `anew`: by the model in use even if another is drawn.
   */
  | { readonly type: 'openMap'; readonly anew: boolean }
  /** Nobody looks at it any longer: what is being drawn is given up. */
  | { readonly type: 'closeMap' };

/** Every film that has a place. */
export interface DrawnMap {
  /** The run whose model it is drawn from. */
  readonly runId: number;
  /** `[films]` */
  readonly movies: readonly Movie[];
  /** Number of ratings in the data set. `[films]` */
  readonly counts: Int32Array;
  /** Places within -1..1. `[films, 2]` */
  readonly points: Float32Array;
  /** Films that nobody rated: the model knows nothing of their place. */
  readonly leftOut: number;
  /** How far the picture keeps neighbours, 0..1 (projection/trustworthiness.ts); null where it cannot be told. */
  readonly trust: number | null;
  /** Milliseconds that drawing it took. */
  readonly took: number;
}

/** What is the person's own on it. */
export interface MapTint {
  /** Predicted stars, by place in `films`; null while no model is trained. */
  readonly predicted: Float32Array | null;
  /** Where the films lie densest that the model expects this person to like more than anyone would; null for a stranger. */
  readonly you: readonly [number, number] | null;
}

export type MapEvent =
  | { readonly type: 'mapWaiting' }
  | { readonly type: 'mapProgressed'; readonly step: 'neighbours' | 'layout'; readonly done: number }
  | { readonly type: 'mapDrawn'; readonly map: DrawnMap }
  | { readonly type: 'mapTinted'; readonly tint: MapTint };
