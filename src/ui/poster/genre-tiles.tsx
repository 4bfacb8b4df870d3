import { memo } from 'react';
import { createRandom } from '../../base/random.ts';
import { welcome as texts } from '../app/texts.ts';
import { Icon } from '../kit/icons.tsx';
import { useTurn } from '../kit/use-turn.ts';
import { builtInGenres } from '../state/built-in-genres.ts';
import { useActs, useSelect, useStore } from '../state/store.ts';
import { useWords } from '../state/use-words.ts';
import { compositions, genreCompositions } from './compositions.ts';
import { palettesOf } from './palettes.ts';
import './genre-tiles.css';

/** Genres to pick, each in its own colours. */
export function GenreTiles({ small = false }: { readonly small?: boolean }) {
  const dataset = useSelect((state) => state.app.dataset);
  const genres = dataset?.genres ?? builtInGenres.map((name) => ({ name, movies: null }));
  return (
    <ul className={small ? 'genre-tiles genre-tiles--small' : 'genre-tiles'}>
      {genres.map(({ name, movies }) => (
        <li key={name}>
          <GenreTile name={name} movies={movies} small={small} />
        </li>
      ))}
    </ul>
  );
}

/** One genre. A press renders this tile again, and no other one. */
const GenreTile = memo(function GenreTile(props: {
  readonly name: string;
  /** How many movies have the genre; null while this is not known. */
  readonly movies: number | null;
  readonly small: boolean;
}) {
  const words = useWords();
  const { name, movies, small } = props;
  const store = useStore();
  const isPicked = useSelect((state) => state.person.genres.includes(name));
  const { pickGenres } = useActs();
  const toggle = () => {
    const picked = store.state().person.genres;
    pickGenres(isPicked ? picked.filter((other) => other !== name) : [...picked, name]);
  };
  return (
    <button type="button" className="genre-tile" aria-pressed={isPicked} onClick={toggle}>
      {!small && <GenreArt name={name} />}
      <span className="genre-tile__name">{name}</span>
      {!small && (
        <span className="genre-tile__movies">{movies === null ? ' ' : texts.movies(movies, words)}</span>
      )}
      <span className="genre-tile__check">
        <Icon name="check" />
      </span>
    </button>
  );
});

/** The genre's first palette and composition, as its posters have them. */
const GenreArt = memo(function GenreArt({ name }: { readonly name: string }) {
  const hasTurn = useTurn();
  const palette = palettesOf(name)[0];
  const composition = genreCompositions[name]?.[0];
  if (palette === undefined || composition === undefined) return null;
  if (!hasTurn) return <span className="genre-tile__art" />;
  const random = createRandom(name.length * 7 + name.charCodeAt(0));
  const { draw, title } = compositions[composition];
  const shapes = draw((min, max) => min + (max - min) * random.uniform());
  return (
    <svg
      className="genre-tile__art"
      viewBox={title === 'top' ? '0 130 200 170' : '0 16 200 170'}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      focusable="false"
    >
      <rect width="200" height="300" fill={palette.ground} />
      {shapes.map(({ d, ink, stroke, opacity = 1 }) => (
        <path
          key={d}
          d={d}
          fill={stroke === undefined ? palette[ink] : 'none'}
          stroke={stroke === undefined ? 'none' : palette[ink]}
          strokeWidth={stroke ?? 0}
          opacity={opacity}
        />
      ))}
    </svg>
  );
});
