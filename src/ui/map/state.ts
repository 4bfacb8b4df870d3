import type { DrawnMap, MapEvent, MapTint } from '../../protocol/map-messages.ts';

type Progress = Omit<Extract<MapEvent, { type: 'mapProgressed' }>, 'type'>;

/** The taste map as far as it is known. */
export interface MapState {
  readonly drawn: DrawnMap | null;
  readonly tint: MapTint | null;
  /** While it is drawn. */
  readonly progress: Progress | null;
  /** There is no model to draw yet. */
  readonly waiting: boolean;
}

export const noMap: MapState = { drawn: null, tint: null, progress: null, waiting: false };

const ABOUT_MAP: Readonly<Record<MapEvent['type'], true>> = {
  mapWaiting: true,
  mapProgressed: true,
  mapDrawn: true,
  mapTinted: true,
};

export function isAboutMap<T extends { readonly type: string }>(action: T): action is Extract<T, MapEvent> {
  return action.type in ABOUT_MAP;
}

export function reduceMap(state: MapState, action: MapEvent): MapState {
  switch (action.type) {
    case 'mapWaiting':
      return { ...state, waiting: true, progress: null };
    case 'mapProgressed':
      return { ...state, waiting: false, progress: { step: action.step, done: action.done } };
    case 'mapDrawn':
      return { ...state, drawn: action.map, waiting: false, progress: null };
    case 'mapTinted':
      return { ...state, tint: action.tint };
  }
}
