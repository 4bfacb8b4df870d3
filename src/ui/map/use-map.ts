import { useEffect, useMemo, useState } from 'react';
import { useSelect, useStore } from '../state/store.ts';
import { createMapGuide, type MapGuide } from './map-lookup.ts';

/** The map for a part of the page that shows it. */
interface MapInUse {
  /** Null until it is drawn. */
  readonly guide: MapGuide | null;
  /** Whether it is asked for: drawn, being drawn, or drawn as soon as there is a model. */
  readonly isAsked: boolean;
  ask(anew: boolean): void;
  stop(): void;
}

/** Asks for the map, follows the person on it, and gives up what is drawn when nobody looks. @param atOnce without being asked */
export function useMap(atOnce: boolean): MapInUse {
  const store = useStore();
  const openings = useSelect((state) => state.openings);
  const drawn = useSelect((state) => state.map.drawn);
  const [isAsked, setAsked] = useState(atOnce || drawn !== null);
  const guide = useMemo(() => (drawn === null ? null : createMapGuide(drawn)), [drawn]);
  useEffect(() => {
    // Asked again after every opening: a worker that was started anew does not know what is on the screen.
    if (isAsked && openings > 0) store.send({ type: 'openMap', anew: false });
  }, [isAsked, openings, store]);
  useEffect(() => () => store.send({ type: 'closeMap' }), [store]);
  return {
    guide,
    isAsked,
    ask(anew) {
      setAsked(true);
      if (anew) store.send({ type: 'openMap', anew });
    },
    stop() {
      setAsked(false);
      store.send({ type: 'closeMap' });
    },
  };
}
