import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { Movie } from '../../protocol/movie-card.ts';
import { stars as texts } from '../app/texts.ts';
import { useRovingTabIndex } from '../kit/roving-tabindex.ts';
import { useDebouncedCallback } from '../kit/use-debounced.ts';
import { useActs, useSelect } from '../state/store.ts';
import { type GivenStars, starsAfterTap, starsFromKey, starsFromPointer } from './rating-input.ts';
import { Stars } from './stars.tsx';
import './star-rating.css';

/** The arrow keys pass through many values; only the value where they stop becomes the rating. */
const SETTLE_MS = 700;

/** Shows the person's rating of a movie and sets it by mouse, touch and keyboard. */
export function StarRating({ movie, large = false }: { readonly movie: Movie; readonly large?: boolean }) {
  const given = useSelect((state) => state.person.starsOf.get(movie.id) ?? null);
  const isUnsaved = useSelect((state) => state.person.pending.stars.has(movie.id));
  const { rate } = useActs();
  const set = (stars: GivenStars) => rate(movie, stars);
  return <StarSlider title={movie.title} given={given} isUnsaved={isUnsaved} large={large} rate={set} />;
}

/** Stars that anybody gives to a movie. */
export function StarSlider(props: {
  /** Of the movie. */
  readonly title: string;
  readonly given: GivenStars;
  /** Whether they wait to be stored. */
  readonly isUnsaved?: boolean;
  readonly large?: boolean;
  readonly rate: (stars: GivenStars) => void;
}) {
  const { title, given, isUnsaved = false, large = false, rate } = props;
  const [preview, setPreview] = useState<GivenStars>(null);
  const draft = useDraft((stars) => {
    if (stars !== given) rate(stars);
  });
  const dragged = useRef(false);
  const shown = draft.value === undefined ? given : draft.value;

  const at = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return starsFromPointer(event.clientX, left, width);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    dragged.current = false;
    event.currentTarget.setPointerCapture(event.pointerId);
    setPreview(at(event));
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (event.pointerType !== 'mouse' && !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const stars = at(event);
    if (preview !== null && stars !== preview) dragged.current = true;
    setPreview(stars);
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const stars = at(event);
    setPreview(null);
    draft.drop();
    rate(dragged.current ? stars : starsAfterTap(given, stars));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      draft.settle();
      return;
    }
    const meaning = starsFromKey(event.key, shown);
    if (meaning === null) return;
    event.preventDefault();
    if (!meaning.settled) return draft.set(meaning.stars);
    draft.drop();
    if (meaning.stars !== given) rate(meaning.stars);
  };

  return (
    <div
      className={`star-rating${large ? ' star-rating--large' : ''}${given === null ? '' : ' star-rating--given'}${isUnsaved ? ' star-rating--unsaved' : ''}`}
      role="slider"
      tabIndex={useRovingTabIndex()}
      aria-label={texts.rate(title)}
      aria-valuemin={0}
      aria-valuemax={5}
      aria-valuenow={shown ?? 0}
      aria-valuetext={shown === null ? texts.notRated : texts.given(shown)}
      {...(large ? { title: texts.howto } : {})}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => setPreview(null)}
      onPointerLeave={() => setPreview(null)}
      onKeyDown={onKeyDown}
      onBlur={draft.settle}
    >
      <Stars stars={preview ?? shown ?? 0} />
    </div>
  );
}

/** The current value of the arrow keys. It becomes the rating after a pause, on blur, or on Enter. */
function useDraft(rate: (stars: GivenStars) => void) {
  const [value, setValue] = useState<GivenStars | undefined>(undefined);
  const settle = () => {
    later.cancel();
    if (value === undefined) return;
    setValue(undefined);
    rate(value);
  };
  const later = useDebouncedCallback(settle, SETTLE_MS);
  return {
    value,
    set(stars: GivenStars) {
      setValue(stars);
      later();
    },
    drop() {
      later.cancel();
      setValue(undefined);
    },
    settle,
  };
}
