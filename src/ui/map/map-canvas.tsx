import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { MapTint } from '../../protocol/map-messages.ts';
import { useWords } from '../state/use-words.ts';
import { type Camera, createCamera } from './camera.ts';
import type { AllInks } from './colours.ts';
import { listenToGestures } from './gestures.ts';
import type { MapGuide } from './map-lookup.ts';
import { type FamilyId, looksOf, type MapMode } from './point-style.ts';
import { createMapStage, type MapStage } from './renderer.ts';
import { inLasso } from './spatial-index.ts';
import { map as texts } from './texts.ts';
import { type Tip, Tooltip } from './tooltip.tsx';
import {
  type MapView,
  movedBy,
  type Point,
  type Size,
  scaleOf,
  toMap,
  toScreen,
  wholeMap,
  zoomedAt,
} from './viewport.ts';

/** The largest distance in pixels at which a pointer hits a point. */
const REACH = 14;
const REACH_TOUCH = 24;
const STEP_PX = 80;
const KEY_ZOOM = 1.5;

/** Lets other components move the map. */
export interface MapControls {
  flyTo(view: MapView): void;
  zoom(factor: number): void;
}

interface MapCanvasProps {
  readonly guide: MapGuide;
  readonly tint: MapTint | null;
  readonly rated: ReadonlyMap<number, number>;
  readonly mode: MapMode;
  readonly only: FamilyId | null;
  readonly inks: AllInks;
  readonly chosen: number | null;
  readonly caught: readonly number[];
  readonly isLassoing: boolean;
  readonly first: MapView;
  readonly controls: RefObject<MapControls | null>;
  readonly onChoose: (movie: number | null) => void;
  readonly onCaught: (movies: readonly number[]) => void;
  readonly onView: (view: MapView, size: Size) => void;
}

/** The picture with points, names and marks. Mouse, touch and keyboard move it. */
export function MapCanvas(props: MapCanvasProps) {
  const words = useWords();
  const { guide, tint, isLassoing } = props;
  const [tip, setTip] = useState<Tip | null>(null);
  const help = useId();
  const { box, stage, keys, drawnBy } = useStage(props, setTip);
  useContent(stage, props);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') props.onChoose(null);
    else if (!keys.current(event.key)) return;
    event.preventDefault();
  };

  return (
    <div className="map__frame">
      <div
        ref={box}
        className={isLassoing ? 'map__picture map__picture--lasso' : 'map__picture'}
        role="application"
        aria-roledescription={texts.role}
        aria-label={texts.region(words)}
        aria-describedby={help}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys
        tabIndex={0}
        onKeyDown={onKeyDown}
        data-drawn-by={drawnBy}
      />
      <p id={help} className="visually-hidden">
        {texts.keys(words)}
      </p>
      {tip !== null && <Tooltip tip={tip} guide={guide} tint={tint} />}
      {drawnBy === 'plain' && <p className="map__note muted">{texts.slow}</p>}
      {drawnBy === 'nothing' && <p className="map__note">{texts.noCanvas(words)}</p>}
    </div>
  );
}

/** Draws the map into a box for as long as the component is mounted. */
function useStage(props: MapCanvasProps, setTip: (tip: Tip | null) => void) {
  const { controls } = props;
  const box = useRef<HTMLDivElement>(null);
  const stage = useRef<MapStage | null>(null);
  const [drawnBy, setDrawnBy] = useState<'card' | 'plain' | 'nothing'>('card');
  /** Handles a key. Returns whether the map uses this key. */
  const keys = useRef<(key: string) => boolean>(() => false);
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const place = box.current;
    if (place === null) return;
    const camera = createCamera(
      latest.current.first,
      () => made?.request(),
      (view) => made !== null && latest.current.onView(view, made.size()),
    );
    const made = createMapStage(place, camera.view);
    stage.current = made;
    setDrawnBy(made === null ? 'nothing' : made.fast ? 'card' : 'plain');
    if (made === null) return;
    const quiet = listen(place, camera, made, latest, setTip);
    const middle = () => ({ x: made.size().width / 2, y: made.size().height / 2 });
    controls.current = {
      flyTo: camera.flyTo,
      zoom: (factor) => camera.flyTo(zoomedAt(camera.view(), made.size(), factor, middle())),
    };
    latest.current.onView(camera.view(), made.size());
    keys.current = (key) => {
      const view = keyed(key, camera.view(), made.size());
      if (view !== null) camera.set(view);
      return view !== null;
    };
    return () => {
      quiet();
      camera.dispose();
      made.dispose();
      stage.current = null;
      controls.current = null;
    };
  }, [controls, setTip]);
  return { box, stage, keys, drawnBy };
}

/** Passes the points, names and marks to the stage. */
function useContent(stage: RefObject<MapStage | null>, props: MapCanvasProps): void {
  const { guide, tint, rated, mode, only, inks, chosen, caught } = props;
  const looks = useMemo(
    () => looksOf(guide.map, tint, rated, mode, only, inks),
    [guide, tint, rated, mode, only, inks],
  );
  useEffect(() => stage.current?.setLooks(looks), [stage, looks]);
  useEffect(() => stage.current?.setInks(inks), [stage, inks]);
  useEffect(() => {
    const { names, order, areas, map } = guide;
    const isRated = (movie: number) => rated.has(map.movies[movie].id);
    // In the ratings mode, rated movies get their names first.
    const first = mode === 'ratings' ? order.filter(isRated) : [];
    const then = mode === 'ratings' ? order.filter((movie) => !isRated(movie)) : order;
    stage.current?.setMarks({ names, order: [...first, ...then], areas, points: map.points });
  }, [stage, guide, mode, rated]);
  useEffect(() => stage.current?.setMarks({ chosen, caught }), [stage, chosen, caught]);
  useEffect(() => {
    const you = tint?.you ?? null;
    stage.current?.setMarks({ you: you === null ? null : { at: you, name: texts.you } });
  }, [stage, tint]);
}

/** Connects the gestures on the picture with the page. @returns a function that disconnects them */
function listen(
  place: HTMLElement,
  camera: Camera,
  stage: MapStage,
  latest: RefObject<MapCanvasProps>,
  setTip: (tip: Tip | null) => void,
): () => void {
  const movieAt = (at: Point, reach: number) => {
    const view = camera.view();
    const near = reach / scaleOf(view, stage.size());
    return latest.current.guide.index.nearest(toMap(view, stage.size(), at), near);
  };
  const isYou = (at: Point) => {
    const you = latest.current.tint?.you ?? null;
    if (you === null) return false;
    const seen = toScreen(camera.view(), stage.size(), ...you);
    return Math.hypot(seen.x - at.x, seen.y - at.y) < REACH;
  };
  return listenToGestures(place, camera, stage.size, {
    isLassoing: () => latest.current.isLassoing,
    hover(at) {
      const you = at !== null && isYou(at);
      const movie = at === null || you ? null : movieAt(at, REACH);
      stage.setMarks({ hovered: movie });
      if (at === null || (movie === null && !you)) return setTip(null);
      setTip({ movie, at, width: stage.size().width });
    },
    tap(at, touch) {
      if (touch && isYou(at)) return setTip({ movie: null, at, width: stage.size().width });
      setTip(null);
      latest.current.onChoose(movieAt(at, touch ? REACH_TOUCH : REACH));
    },
    lasso(line, ended) {
      stage.setMarks({ lasso: ended ? [] : [...line] });
      if (!ended) return;
      const { index, map } = latest.current.guide;
      const drawn = line.map((point) => toMap(camera.view(), stage.size(), point));
      latest.current.onCaught(inLasso(index, map.points, drawn));
    },
  });
}

/** @returns null for a key that the map does not use */
function keyed(key: string, view: MapView, size: Size): MapView | null {
  const middle = { x: size.width / 2, y: size.height / 2 };
  switch (key) {
    case 'ArrowLeft':
      return movedBy(view, size, STEP_PX, 0);
    case 'ArrowRight':
      return movedBy(view, size, -STEP_PX, 0);
    case 'ArrowUp':
      return movedBy(view, size, 0, STEP_PX);
    case 'ArrowDown':
      return movedBy(view, size, 0, -STEP_PX);
    case '+':
    case '=':
      return zoomedAt(view, size, KEY_ZOOM, middle);
    case '-':
    case '_':
      return zoomedAt(view, size, 1 / KEY_ZOOM, middle);
    case '0':
    case 'Home':
      return wholeMap;
    default:
      return null;
  }
}
