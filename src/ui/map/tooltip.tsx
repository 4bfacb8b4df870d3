import type { MapTint } from '../../protocol/map-messages.ts';
import { yearAndGenres } from '../app/texts.ts';
import { useSelect } from '../state/store.ts';
import { useWords } from '../state/use-words.ts';
import type { MapGuide } from './map-lookup.ts';
import { map as texts } from './texts.ts';
import type { Point } from './viewport.ts';

/** The point under the pointer. */
export interface Tip {
  /** Null stands for the person's own position. */
  readonly movie: number | null;
  readonly at: Point;
  /** The size of the picture. */
  readonly width: number;
}

/** The text beside the pointer. The lists beside the map contain the same text. */
export function Tooltip(props: {
  readonly tip: Tip;
  readonly guide: MapGuide;
  readonly tint: MapTint | null;
}) {
  const words = useWords();
  const { movie, at, width } = props.tip;
  const rated = useSelect((state) => state.person.starsOf);
  const side = at.x > width / 2 ? { right: width - at.x + 14 } : { left: at.x + 14 };
  const found = movie === null ? null : (props.guide.map.movies[movie] ?? null);
  const yours = found === null ? null : (rated.get(found.id) ?? null);
  const stars = movie === null ? null : (props.tint?.predicted?.[movie] ?? null);
  return (
    <div className="map__tip" style={{ ...side, top: at.y + 14 }} aria-hidden="true">
      {found === null ? (
        <>
          <strong>{texts.youAre}</strong>
          <span>{texts.youWhy(words)}</span>
        </>
      ) : (
        <>
          <strong>{found.title}</strong>
          <span className="muted">{yearAndGenres(found)}</span>
          <span>{yours !== null ? texts.yours(yours) : stars !== null ? texts.predicted(stars) : ''}</span>
        </>
      )}
    </div>
  );
}
