import { useMemo, useState } from 'react';
import type { DrawnMap, MapAnswer, MapTint } from '../../protocol/map-messages.ts';
import { useStore } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { createMapGuide, type MapGuide } from './map-lookup.ts';

/** How far drawing is. */
export type MapProgressState = Pick<Extract<MapAnswer, { state: 'drawing' }>, 'step' | 'done'>;

/** The map for a part of the page that shows it. */
interface MapInUse {
  /** Null until it is drawn. */
  readonly guide: MapGuide | null;
  /** What it shows of the person; null until known. */
  readonly tint: MapTint | null;
  /** Null while nothing is drawn. */
  readonly progress: MapProgressState | null;
  /** There is no model to draw yet. */
  readonly isWaiting: boolean;
  /** Whether it is asked for: drawn, being drawn, or drawn as soon as there is a model. */
  readonly isAsked: boolean;
  ask(): void;
  /** Draws it by the model in use, where another one drew it. */
  redraw(): void;
  /** Gives up drawing. */
  stop(): void;
}

/**
 * The map, kept fresh while it is shown; drawing ends when nobody looks.
 * @param atOnce whether it is drawn without being asked for; else it is shown where it was drawn before
 */
export function useMap(atOnce: boolean): MapInUse {
  const { queries, send } = useStore();
  const [isAsked, setAsked] = useState(() => atOnce || drawnIn(queries.latest('map')?.answer) !== null);
  const { answer } = useQuery(isAsked ? { type: 'map' } : null);
  const { answer: tint } = useQuery(isAsked ? { type: 'mapTint' } : null);
  const map = useSameMap(drawnIn(answer));
  const guide = useMemo(() => (map === null ? null : createMapGuide(map)), [map]);
  return {
    guide,
    tint,
    progress: answer?.state === 'drawing' ? answer : null,
    isWaiting: answer?.state === 'waiting',
    isAsked,
    ask: () => setAsked(true),
    redraw: () => send({ type: 'redrawMap' }),
    stop: () => setAsked(false),
  };
}

function drawnIn(answer: MapAnswer | null | undefined): DrawnMap | null {
  return answer === null || answer === undefined || answer.state === 'waiting' ? null : answer.map;
}

/** Every answer holds a copy of the map. The first copy stays in use, so that nothing is prepared again. */
function useSameMap(map: DrawnMap | null): DrawnMap | null {
  const [used, setUsed] = useState(map);
  const isSame = used === map || (used !== null && used.runId === map?.runId);
  if (!isSame) setUsed(map);
  return isSame ? used : map;
}
