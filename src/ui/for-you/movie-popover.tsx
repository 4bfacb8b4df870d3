import { type PointerEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { MovieCard } from '../../protocol/movie-card.ts';
import { movie as movieTexts, stars } from '../app/texts.ts';
import { formatStars } from '../kit/format.ts';
import { levelNames } from '../movie/confidence-texts.ts';
import type { QueryCache } from '../state/query-cache.ts';
import { useStore } from '../state/store.ts';
import { rows as texts } from './carousel-texts.ts';
import './movie-popover.css';

/** The details open after the mouse rests on a movie, or a finger presses it, for this long. */
const REST_MS = 450;
const HOLD_MS = 450;
/** If the finger moves further than this, the gesture is a scroll. */
const STILL = 8;
const GAP = 12;

interface Open {
  readonly card: MovieCard;
  /** The bounds of the poster, in screen coordinates. */
  readonly box: DOMRect;
}

/**
 * Shows details beside the movie under the mouse or a pressed finger. The movie's page shows the same details, and
 * keyboard users can read them there.
 */
export function MoviePopover({ children }: { readonly children: ReactNode }) {
  const store = useStore();
  const [open, setOpen] = useState<Open | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const finger = useRef<{ x: number; y: number; held: boolean } | null>(null);

  const close = () => {
    clearTimeout(timer.current);
    setOpen(null);
  };
  const ask = (target: EventTarget, after: number, then: () => void = () => {}) => {
    clearTimeout(timer.current);
    const poster = posterAt(target);
    const movie = poster?.closest('[data-movie]')?.getAttribute('data-movie');
    if (poster === null || movie == null) return;
    timer.current = setTimeout(() => {
      const card = cardIn(store.queries, Number(movie));
      if (card === undefined) return;
      then();
      setOpen({ card, box: poster.getBoundingClientRect() });
    }, after);
  };
  const onPointerOver = ({ pointerType, target }: PointerEvent) => {
    if (pointerType !== 'mouse') return;
    if (posterAt(target) === null) close();
    else ask(target, REST_MS);
  };
  const onPointerDown = ({ pointerType, target, clientX, clientY }: PointerEvent) => {
    close();
    if (pointerType === 'mouse') return;
    finger.current = { x: clientX, y: clientY, held: false };
    ask(target, HOLD_MS, () => {
      if (finger.current !== null) finger.current.held = true;
    });
  };
  const onPointerMove = ({ pointerType, clientX, clientY }: PointerEvent) => {
    const start = finger.current;
    if (pointerType === 'mouse' || start === null || start.held) return;
    if (Math.hypot(clientX - start.x, clientY - start.y) > STILL) clearTimeout(timer.current);
  };
  const onPointerUp = () => {
    if (finger.current?.held !== true) clearTimeout(timer.current);
  };

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (open !== null) return onLeaving(() => setOpen(null));
  }, [open]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointers only; the movie's page shows the same
    <div
      onPointerOver={onPointerOver}
      onPointerLeave={({ pointerType }) => {
        // Lifting a finger also fires this event, so only the mouse closes the details.
        if (pointerType === 'mouse') close();
      }}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onClickCapture={(event) => {
        // After a long press, the click must not open the movie's page: the person asked for the details.
        if (finger.current?.held !== true) return;
        event.preventDefault();
        event.stopPropagation();
        finger.current = null;
      }}
      onContextMenu={(event) => {
        if (finger.current !== null && posterAt(event.target) !== null) event.preventDefault();
      }}
    >
      {children}
      {open !== null && <Details open={open} />}
    </div>
  );
}

/** Calls back on Esc, a press, scrolling or resizing. @returns a function that stops listening */
function onLeaving(leave: () => void): () => void {
  const left = (event: Event) => {
    if (event instanceof KeyboardEvent && event.key !== 'Escape') return;
    leave();
  };
  const controls = new AbortController();
  for (const type of ['keydown', 'scroll', 'pointerdown', 'resize'])
    window.addEventListener(type, left, { capture: true, passive: true, signal: controls.signal });
  return () => controls.abort();
}

function Details({ open: { card, box } }: { readonly open: Open }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    element.showPopover();
    const { offsetWidth: width, offsetHeight: height } = element;
    const { innerWidth, innerHeight } = window;
    const beside = box.right + GAP + width < innerWidth ? box.right + GAP : box.left - GAP - width;
    const fits = beside >= GAP;
    const left = fits ? beside : Math.max(GAP, Math.min(box.left, innerWidth - width - GAP));
    // Without room beside the poster, the card goes above it, because a finger would hide a card below.
    const top = fits ? box.top : box.top - height - GAP;
    element.style.left = `${left}px`;
    element.style.top = `${Math.max(GAP, Math.min(top, innerHeight - height - GAP))}px`;
  }, [box]);
  const { movie, predicted, certainty, ratings, meanStars } = card;
  return (
    <div className="movie-popover" popover="manual" ref={place} role="note">
      <p className="movie-popover__title">{movie.title}</p>
      <p className="muted">
        {[movie.year ?? movieTexts.noYear, movie.genres.join(', ') || movieTexts.noGenres].join(' · ')}
      </p>
      {predicted !== null && (
        <p>
          {stars.predicted(predicted)}
          {certainty !== null && ` · ${levelNames[certainty.level]}`}
        </p>
      )}
      <p className="muted">
        {meanStars === null ? movieTexts.unrated : texts.everyone(formatStars(meanStars), ratings)}
      </p>
    </div>
  );
}

function posterAt(target: EventTarget): Element | null {
  return target instanceof Element ? target.closest('.movie-card__poster') : null;
}

/** Returns the card of a movie that is shown now. */
function cardIn(queries: QueryCache, movieId: number): MovieCard | undefined {
  const list = queries.latest('recommendations')?.answer.cards ?? [];
  const carousels = queries.latest('carousels')?.answer ?? [];
  return [...list, ...carousels.flatMap(({ cards }) => cards)].find(({ movie }) => movie.id === movieId);
}
