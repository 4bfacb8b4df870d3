import { type KeyboardEvent, useState } from 'react';
import type { Movie } from '../../protocol/movie-card.ts';
import { stars as texts } from '../app/texts.ts';
import { useRovingTabIndex } from '../kit/roving-tabindex.ts';
import { useDebouncedCallback } from '../kit/use-debounced.ts';
import { useActs, useSelect } from '../state/store.ts';
import { type GivenStars, starsFromKey } from './rating-input.ts';
import { Stars } from './stars.tsx';
import { useStarPointer } from './use-star-pointer.ts';
import './star-rating.css';

/** The arrow keys pass through many values; only the value where they stop becomes the rating. */
const SETTLE_MS = 700;

/**
 * Shows the person's rating of a movie and sets it by mouse, touch, keyboard and screen reader. It is a native range: a
 * screen reader changes its value. Presses are those of the stars around it, since a range would rate while a finger
 * swipes across it.
 */
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
  const draft = useDraft((stars) => {
    if (stars !== given) rate(stars);
  });
  const shown = draft.value === undefined ? given : draft.value;
  const { ref, preview } = useStarPointer(given, (stars) => {
    draft.drop();
    rate(stars);
  });
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
      ref={ref}
      className={`star-rating${large ? ' star-rating--large' : ''}${given === null ? '' : ' star-rating--given'}${isUnsaved ? ' star-rating--unsaved' : ''}`}
      {...(large ? { title: texts.howto } : {})}
    >
      <Stars stars={preview ?? shown ?? 0} />
      <input
        className="star-rating__range"
        type="range"
        min={0}
        max={5}
        step={0.5}
        value={shown ?? 0}
        tabIndex={useRovingTabIndex()}
        aria-label={texts.rate(title)}
        aria-valuetext={shown === null ? texts.notRated : texts.given(shown)}
        // Of a screen reader: keys do not come here.
        onChange={({ target }) => draft.set(Number(target.value) || null)}
        onKeyDown={onKeyDown}
        onBlur={draft.settle}
      />
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
