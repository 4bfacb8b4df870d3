import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { Movie } from '../../protocol/movie-card.ts';
import { paths } from '../app/routes.ts';
import { useWords } from '../state/use-words.ts';
import { type AllInks, useMapInks } from './colours.ts';
import { landmarks, type MapGuide } from './map-lookup.ts';
import { MapProgress } from './map-progress.tsx';
import { drawPlaces } from './minimap.ts';
import { map } from './texts.ts';
import { useMap } from './use-map.ts';
import './map.css';
import './map-position.css';

const texts = map.onPage;
/** The number of movies named beside the map. */
const NAMED = 3;

/** A small map with the movie's position. It appears only if the map already exists or the person asks for it. */
export function MapPosition({ movie }: { readonly movie: Movie }) {
  const { guide, tint, progress, isAsked, ask, stop } = useMap(false);
  return (
    <section className="map-position panel" aria-labelledby="movie-place">
      <h2 id="movie-place">{texts.title}</h2>
      {guide !== null && <Place movie={movie} guide={guide} you={tint?.you ?? null} />}
      {guide === null && isAsked && progress !== null && <MapProgress progress={progress} onStop={stop} />}
      {guide === null && !isAsked && (
        <>
          <p className="muted">{texts.asked}</p>
          <button type="button" className="button" onClick={ask}>
            {texts.ask}
          </button>
        </>
      )}
    </section>
  );
}

function Place(props: {
  readonly movie: Movie;
  readonly guide: MapGuide;
  readonly you: readonly [number, number] | null;
}) {
  const { movie, guide, you } = props;
  const inks = useMapInks();
  const item = guide.placeOf.get(movie.id);
  if (item === undefined) return <p className="muted">{texts.unplaced}</p>;
  const { points, movies } = guide.map;
  const at = [points[2 * item], points[2 * item + 1]] as const;
  const near = landmarks(guide, at, NAMED + 1)
    .filter((other) => other !== item)
    .slice(0, NAMED)
    .map((other) => movies[other].title);
  return (
    <div className="map-position__body">
      <Picture guide={guide} at={at} you={you} inks={inks} title={movie.title} />
      <div>
        <p>{texts.near(near)}</p>
        <Link className="button" href={paths.onMap(movie.id)}>
          {texts.open}
        </Link>
      </div>
    </div>
  );
}

function Picture(props: {
  readonly guide: MapGuide;
  readonly at: readonly [number, number];
  readonly you: readonly [number, number] | null;
  readonly inks: AllInks;
  readonly title: string;
}) {
  const { guide, at, you, inks, title } = props;
  const words = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [x, y] = at;
  useEffect(() => {
    if (canvas.current !== null) drawPlaces(canvas.current, guide.map.points, [x, y], you, inks, map.you);
  }, [guide, x, y, you, inks]);
  return (
    <canvas
      ref={canvas}
      className="map-position__picture"
      role="img"
      aria-label={you === null ? texts.picture(title, words) : texts.pictureYou(title, words)}
    />
  );
}
