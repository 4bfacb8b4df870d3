import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { MapTint } from '../../protocol/map-messages.ts';
import type { Movie } from '../../protocol/movie-card.ts';
import { formatNames } from '../kit/format.ts';
import { Search } from '../search/search.tsx';
import { useSelect } from '../state/store.ts';
import { useWords } from '../state/use-words.ts';
import { useMapInks } from './colours.ts';
import { HowToRead } from './how-to-read.tsx';
import { MapCanvas, type MapControls } from './map-canvas.tsx';
import { MapLegend, MapModes } from './map-legend.tsx';
import { byKnown, landmarks, type MapGuide, moviesInView } from './map-lookup.ts';
import { MovieList } from './movie-list.tsx';
import type { FamilyId } from './point-style.ts';
import { SelectedMovie } from './selected-movie.tsx';
import { map as texts } from './texts.ts';
import { Toolbar } from './toolbar.tsx';
import { type MapPlace, mapAddressOf, mapPlaceFrom } from './url.ts';
import { type MapView, type Size, wholeMap } from './viewport.ts';

const LISTED = 20;
const LISTED_CAUGHT = 60;
/** The zoom for showing a movie or the person. */
const CLOSE = 7;

/** The drawn map with search, legend and lists. The URL stores the view. */
export function MapExplorer(props: { readonly guide: MapGuide; readonly tint: MapTint | null }) {
  const { guide, tint } = props;
  const { map } = guide;
  const { place, change, controls, chosen, first, seen, looked, show } = useMapView(guide);
  const rated = useSelect((state) => state.person.starsOf);
  const inks = useMapInks();
  const [only, setOnly] = useState<FamilyId | null>(null);
  const [isLassoing, setLassoing] = useState(false);
  const [caught, setCaught] = useState<readonly number[] | null>(null);
  useEffect(() => {
    if (isLassoing) setCaught(null);
  }, [isLassoing]);

  return (
    <div className="map__explorer">
      <div className="map__main">
        <MapModes
          mode={place.mode}
          onMode={(mode) => {
            setOnly(null);
            change({ mode });
          }}
        />
        <div className="map__stage">
          <MapCanvas
            guide={guide}
            tint={tint}
            rated={rated}
            mode={place.mode}
            only={only}
            inks={inks}
            chosen={chosen}
            caught={caught ?? NONE}
            isLassoing={isLassoing}
            first={first}
            controls={controls}
            onChoose={(movie) => change({ movie: movie === null ? null : map.movies[movie].id })}
            onCaught={(movies) => {
              setLassoing(false);
              setCaught(byKnown(map, movies));
            }}
            onView={looked}
          />
          <Toolbar
            isLassoing={isLassoing}
            onLasso={() => setLassoing(!isLassoing)}
            onZoom={(factor) => controls.current?.zoom(factor)}
            onWhole={() => controls.current?.flyTo(wholeMap)}
          />
        </div>
        <MapLegend
          map={map}
          tint={tint}
          rated={rated.size}
          mode={place.mode}
          only={only}
          inks={inks}
          onOnly={setOnly}
        />
        <HowToRead map={map} />
      </div>
      <MapSide
        guide={guide}
        tint={tint}
        chosen={chosen}
        isLassoing={isLassoing}
        caught={caught}
        seen={seen}
        onShow={show}
        onClose={() => change({ movie: null })}
        onClear={() => setCaught(null)}
        onGo={(view) => controls.current?.flyTo(view)}
      />
    </div>
  );
}

const NONE: readonly number[] = [];

/** The state of the map page: the view, the selected movie (by its index), and the movies in view. */
function useMapView(guide: MapGuide) {
  const { map } = guide;
  const { place, latest, change } = useMapPlace();
  const controls = useRef<MapControls | null>(null);
  const [seen, setSeen] = useState<readonly number[]>([]);
  const at = useCallback(
    (movie: number): MapView => ({ x: map.points[2 * movie], y: map.points[2 * movie + 1], zoom: CLOSE }),
    [map],
  );
  const chosen = place.movie === null ? null : (guide.placeOf.get(place.movie) ?? null);
  const [first] = useState<MapView>(place.view ?? (chosen === null ? wholeMap : at(chosen)));
  const looked = useCallback(
    (view: MapView, size: Size) => {
      setSeen(moviesInView(guide, view, size));
      change({ view });
    },
    [guide, change],
  );
  const show = (item: number) => {
    change({ movie: map.movies[item].id });
    controls.current?.flyTo({ ...at(item), zoom: Math.max(CLOSE, latest.current.view?.zoom ?? 0) });
  };
  return { place, change, controls, chosen, first, seen, looked, show };
}

/** The map state from the URL, and a function that changes it. `latest` is up to date even before the next render. */
function useMapPlace() {
  const [params, setParams] = useSearchParams();
  const place = useMemo(() => mapPlaceFrom(params), [params]);
  const latest = useRef(place);
  useLayoutEffect(() => {
    latest.current = place;
  }, [place]);
  const change = useCallback(
    (part: Partial<MapPlace>) => {
      latest.current = { ...latest.current, ...part };
      setParams(mapAddressOf(latest.current), { replace: true });
    },
    [setParams],
  );
  return { place, latest, change };
}

interface ListProps {
  readonly guide: MapGuide;
  readonly tint: MapTint | null;
  readonly onShow: (item: number) => void;
}

/** The sidebar: search, the selected movie, the person's position, and the movies inside the drawn line or in view. */
function MapSide(
  props: ListProps & {
    /** The index of the selected movie. */
    readonly chosen: number | null;
    readonly isLassoing: boolean;
    readonly caught: readonly number[] | null;
    readonly seen: readonly number[];
    readonly onClose: () => void;
    readonly onClear: () => void;
    readonly onGo: (view: MapView) => void;
  },
) {
  const words = useWords();
  const { guide, tint, chosen, isLassoing, caught, seen, onShow, onClose, onClear, onGo } = props;
  const { map } = guide;
  const [missing, setMissing] = useState('');
  const show = (item: number) => {
    setMissing('');
    onShow(item);
  };
  const find = (movie: Movie) => {
    const item = guide.placeOf.get(movie.id);
    if (item === undefined) setMissing(texts.notOn(movie.title));
    else show(item);
  };
  return (
    <div className="map__side">
      <div className="map__search">
        <Search instead={{ label: texts.search(words), choose: find }} />
        <p role="status" className="muted">
          {missing}
        </p>
      </div>
      {chosen !== null && (
        <SelectedMovie
          movie={map.movies[chosen]}
          predicted={tint?.predicted?.[chosen] ?? null}
          onClose={onClose}
        />
      )}
      {isLassoing && <p className="map__hint">{texts.lassoHint(words)}</p>}
      {caught !== null && (
        <Caught guide={guide} tint={tint} caught={caught} onShow={show} onClear={onClear} />
      )}
      <You
        titles={
          tint === null || tint.you === null
            ? null
            : landmarks(guide, tint.you, 3).map((movie) => map.movies[movie].title)
        }
        onGo={() => {
          const you = tint?.you ?? null;
          if (you !== null) onGo({ x: you[0], y: you[1], zoom: CLOSE });
        }}
      />
      <InView guide={guide} tint={tint} seen={seen} onShow={show} />
    </div>
  );
}

/** The movies inside the line that the person drew. */
function Caught(props: ListProps & { readonly caught: readonly number[]; readonly onClear: () => void }) {
  const words = useWords();
  const { guide, tint, onShow, caught, onClear } = props;
  return (
    <section className="map__list" aria-labelledby="map-caught">
      <div className="map__head">
        <h2 id="map-caught">
          {caught.length === 0 ? texts.caughtNone(words) : texts.caught(caught.length, words)}
        </h2>
        <button type="button" className="button button--quiet" onClick={onClear}>
          {texts.clear}
        </button>
      </div>
      <MovieList guide={guide} tint={tint} movies={caught.slice(0, LISTED_CAUGHT)} onShow={onShow} />
      {caught.length > LISTED_CAUGHT && (
        <p className="muted">{texts.caughtMore(caught.length - LISTED_CAUGHT)}</p>
      )}
    </section>
  );
}

/** The movies in the part of the map that is on the screen. */
function InView(props: ListProps & { readonly seen: readonly number[] }) {
  const words = useWords();
  const { guide, tint, onShow, seen } = props;
  return (
    <section className="map__list" aria-labelledby="map-in-view">
      <h2 id="map-in-view">{texts.inView}</h2>
      <p className="muted map__count">
        {seen.length === 0
          ? texts.inViewNone(words)
          : seen.length > LISTED
            ? texts.inViewHint(seen.length, words)
            : texts.inViewFew(words)}
      </p>
      <MovieList guide={guide} tint={tint} movies={seen.slice(0, LISTED)} onShow={onShow} />
    </section>
  );
}

function You(props: { readonly titles: readonly string[] | null; readonly onGo: () => void }) {
  const words = useWords();
  const { titles, onGo } = props;
  if (titles === null) return <p className="map__you muted">{texts.noYou(words)}</p>;
  return (
    <section className="map__you panel" aria-label={texts.you}>
      <p>
        <abbr title={texts.youWhy(words)}>{texts.youAreNear}</abbr> {formatNames(titles)}.
      </p>
      <button type="button" className="button" onClick={onGo}>
        {texts.toYou}
      </button>
    </section>
  );
}
