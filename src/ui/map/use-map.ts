import { useMemo, useState } from 'react';
import type { DrawnMap, MapAnswer, MapProgress, MapTint } from '../../protocol/map-messages.ts';
import { useStore } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { useWords } from '../state/use-words.ts';
import { createMapGuide, type MapGuide } from './map-lookup.ts';

/** The map for a part of the page that shows it. */
interface MapInUse {
  /** Null until the map is drawn. */
  readonly guide: MapGuide | null;
  /** What the map shows about the person; null until known. */
  readonly tint: MapTint | null;
  /** Null while no drawing is in progress. */
  readonly progress: MapProgress | null;
  /** Whether there is no model to draw yet. */
  readonly isWaiting: boolean;
  /** Whether the map is requested: it is drawn, in progress, or waiting for a model. */
  readonly isAsked: boolean;
  ask(): void;
  /** Redraws the map with the current model if it was drawn with another one. */
  redraw(): void;
  /** Cancels the drawing. */
  stop(): void;
}

/**
 * Keeps the map up to date while it is shown; the drawing stops when no component shows it.
 * @param atOnce whether to draw the map without a request; otherwise it appears only if it was drawn before
 */
export function useMap(atOnce: boolean): MapInUse {
  const { queries, send } = useStore();
  const words = useWords();
  const [isAsked, setAsked] = useState(() => atOnce || drawnIn(queries.latest('map')?.answer) !== null);
  const { answer } = useQuery(isAsked ? { type: 'map' } : null);
  const { answer: progress } = useQuery(isAsked ? { type: 'mapProgress' } : null);
  const { answer: tint } = useQuery(isAsked ? { type: 'mapTint' } : null);
  const map = useSameMap(drawnIn(answer));
  const guide = useMemo(() => (map === null ? null : createMapGuide(map, words)), [map, words]);
  return {
    guide,
    tint,
    progress,
    isWaiting: answer?.state === 'waiting',
    isAsked,
    ask: () => setAsked(true),
    redraw: () => send({ type: 'redrawMap' }),
    stop: () => setAsked(false),
  };
}

function drawnIn(answer: MapAnswer | null | undefined): DrawnMap | null {
  return answer?.state === 'drawn' ? answer.map : null;
}

/** Who watches anew gets a new copy of the map. The first copy stays in use, so that nothing is prepared twice. */
function useSameMap(map: DrawnMap | null): DrawnMap | null {
  const [used, setUsed] = useState(map);
  const isSame = used === map || (used !== null && used.runId === map?.runId);
  if (!isSame) setUsed(map);
  return isSame ? used : map;
}
